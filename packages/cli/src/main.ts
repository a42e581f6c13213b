import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

const interrupted = 130;
const interrupt = new AbortController();

// The first Ctrl-C asks for an end: what is journaled stays, and the same command goes on. The second does not ask.
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(interrupted);
  process.stderr.write('\nstopping (Ctrl-C again to quit at once)\n');
  interrupt.abort();
});
process.on('SIGTERM', () => interrupt.abort());

// `foldwise runs titanic | head -1`: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), processIo(interrupt.signal));
