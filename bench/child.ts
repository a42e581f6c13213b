import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { OpenSide } from './harness.ts';

/** One thread, whichever library it is: what is compared is the work of a core. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  POLARS_MAX_THREADS: '1',
};

/** A process that gets ready, then for every line it reads runs one round and prints its figure. */
export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  /** Variables that are set otherwise than here; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Starts the process; a line that begins with `#` is something to say, not a figure. */
export function startChild(
  { name, command, arguments: given, environment }: ChildOptions,
  say: (line: string) => void,
): OpenSide {
  const child = spawn(command, [...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...ONE_THREAD, ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    round: async () => {
      child.stdin.write('\n');
      for (;;) {
        const { value, done } = await lines.next();
        if (done !== true && value.startsWith('#')) {
          say(`${name}: ${value.slice(1).trim()}`);
          continue;
        }
        const figure = done === true ? Number.NaN : Number(value);
        if (Number.isFinite(figure)) return figure;
        throw new Error(`expected a figure from ${name}, got ${String(value)}`);
      }
    },
    close: () => {
      child.stdin.end();
      child.kill();
    },
  };
}
