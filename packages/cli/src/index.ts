export type { Io, Output } from './io.ts';
export { processIo } from './process-io.ts';
export { runCli } from './run-cli.ts';
