import { type FileCalls, realFileCalls } from '../src/journal/file-calls.ts';

/** Kills this process as `kill -9` does. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing happens in it.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** The real file calls, of which the one after so many kills the process: a write in the middle of its bytes, any other before it is done. */
export function mortalFiles(calls: number): FileCalls {
  let left = calls;
  const step = (): void => {
    if (left-- <= 0) die();
  };
  const entries = Object.entries(realFileCalls).map(([name, call]) => [
    name,
    (...args: readonly unknown[]): unknown => {
      step();
      return (call as (...all: readonly unknown[]) => unknown)(...args);
    },
  ]);
  return {
    ...(Object.fromEntries(entries) as FileCalls),
    write: (file, bytes, offset, length, position) => {
      if (left === 0) realFileCalls.write(file, bytes, offset, length >> 1, position);
      step();
      return realFileCalls.write(file, bytes, offset, length, position);
    },
  };
}
