export { freePort, localServer, type LocalServer, type LocalServerOptions } from './local-server.ts';
export { mlflowPython, pythonReader, type PythonReader } from './mlflow-python.ts';
export {
  memoryServer,
  type Fate,
  type MemoryRun,
  type MemoryServer,
  type MemoryServerOptions,
} from './memory-server.ts';
