export { freePort, localServer, type LocalServer, type LocalServerOptions } from './local-server.ts';
export { mlflowPython, pythonReader, type PythonReader } from './mlflow-python.ts';
