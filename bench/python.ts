import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import type { Side } from './harness.ts';

const python = fileURLToPath(new URL('.venv/bin/python', import.meta.url));

function moduleOf(distribution: string): string {
  return distribution === 'scikit-learn' ? 'sklearn' : distribution;
}

const present = new Map<string, boolean>();

/** Whether all of them can be imported; asked once, since it takes seconds. */
function has(needs: readonly string[]): boolean {
  const imports = needs.map((need) => `import ${moduleOf(need)}`).join('; ');
  const known = present.get(imports) ?? spawnSync(python, ['-c', imports]).status === 0;
  present.set(imports, known);
  return known;
}

/** What a peer in Python is. */
export interface PythonPeerOptions {
  readonly script: URL;
  /** Distributions that must be installed. */
  readonly needs: readonly string[];
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether it takes minutes to get ready: left out of a quick run. */
  readonly slow?: boolean;
}

/**
 * A peer in Python: a script that gets ready, then for every line it reads runs one round and prints its figure. It runs in the virtual
 * environment `bench/.venv`, on one thread.
 */
export function pythonPeer(name: string, options: PythonPeerOptions): Side {
  const { script, needs, arguments: given = [], environment = {}, slow = false } = options;
  return {
    name,
    slow,
    open: async (say) => {
      const install = `python3 -m venv bench/.venv && bench/.venv/bin/pip install ${needs.join(' ')}`;
      if (!existsSync(python) || !has(needs)) return { missing: `it is not installed: ${install}` };
      return startChild(
        { name, command: python, arguments: [fileURLToPath(script), ...given], environment },
        say,
      );
    },
  };
}
