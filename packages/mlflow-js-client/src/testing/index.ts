export { freePort, localServer, type LocalServer, type LocalServerOptions } from './local-server.ts';
export { askPython, mlflowPython } from './mlflow-python.ts';
