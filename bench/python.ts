import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Side } from './harness.ts';

const python = fileURLToPath(new URL('.venv/bin/python', import.meta.url));

/**
 * A peer in Python: a script that gets ready, then for every line it reads runs one round and prints its figure. It runs in the virtual
 * environment `bench/.venv`, on one thread.
 */
export function pythonPeer(
  name: string,
  options: {
    readonly script: URL;
    readonly needs: readonly string[];
    readonly arguments?: readonly string[];
  },
): Side {
  return {
    name,
    open: async () => {
      const install = `python3 -m venv bench/.venv && bench/.venv/bin/pip install ${options.needs.join(' ')}`;
      if (!existsSync(python)) return { install };
      const imports = options.needs
        .map((need) => `import ${need === 'scikit-learn' ? 'sklearn' : need}`)
        .join('; ');
      if (spawnSync(python, ['-c', imports]).status !== 0) return { install };
      const child = spawn(python, [fileURLToPath(options.script), ...(options.arguments ?? [])], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: {
          ...process.env,
          OMP_NUM_THREADS: '1',
          OPENBLAS_NUM_THREADS: '1',
          MKL_NUM_THREADS: '1',
          POLARS_MAX_THREADS: '1',
        },
      });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      return {
        round: async () => {
          child.stdin.write('\n');
          const { value, done } = await lines.next();
          const figure = Number(value);
          if (done === true || !Number.isFinite(figure)) {
            throw new Error(
              `expected a figure from ${name} (${options.script.pathname}), got ${String(value)}`,
            );
          }
          return figure;
        },
        close: () => {
          child.stdin.end();
          child.kill();
        },
      };
    },
  };
}
