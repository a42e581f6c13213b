import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import type { Side } from './harness.ts';

const peers = new URL('peers/package.json', import.meta.url);

/** A package of `bench/peers`, which git ignores and npm fills. */
export function requirePeer(name: string): unknown {
  return createRequire(peers)(name) as unknown;
}

/** The file that a package of `bench/peers` begins with. */
export function resolvePeer(name: string): string {
  return createRequire(peers).resolve(name);
}

function has(name: string): boolean {
  if (!existsSync(peers)) return false;
  try {
    resolvePeer(name);
    return true;
  } catch {
    return false;
  }
}

/** What a side in a Node process of its own is. */
export interface NodeSideOptions {
  /** A script that ends in `answerRounds`. */
  readonly script: URL;
  readonly arguments?: readonly string[];
  /** Options of Node itself. */
  readonly flags?: readonly string[];
  /** Packages that must be installed in `bench/peers`. */
  readonly needs?: readonly string[];
  /** Whether it takes our packages as they are built and published, not their sources. */
  readonly built?: boolean;
}

/** A side whose every round is the first one of a fresh process. */
export function freshNodeSide(name: string, options: NodeSideOptions): Side {
  return fresh(nodeSide(name, options));
}

/** A side whose every round is the first one of a fresh process. */
export function fresh(side: Side): Side {
  return {
    ...side,
    open: async (say) => {
      const tried = await side.open(say);
      if ('missing' in tried) return tried;
      await tried.close?.();
      return {
        round: async () => {
          const started = await side.open(say);
          if ('missing' in started) throw new Error(started.missing);
          try {
            return await started.round();
          } finally {
            await started.close?.();
          }
        },
      };
    },
  };
}

/** A side in a process of its own: engine flags, the state of its compiler and its garbage are its own. */
export function nodeSide(name: string, options: NodeSideOptions): Side {
  const { script, arguments: given = [], flags = [], needs = [], built = false } = options;
  return {
    name,
    open: async (say) => {
      if (!needs.every(has)) {
        return {
          missing: `it is not installed: npm install --prefix bench/peers --ignore-scripts ${needs.join(' ')}`,
        };
      }
      const path = fileURLToPath(script);
      return startChild(
        {
          name,
          command: process.execPath,
          arguments: [...(built ? [] : ['--conditions=@foldwise/source']), ...flags, path, ...given],
        },
        say,
      );
    },
  };
}

/** The other end of `nodeSide`: a figure for every line read. */
export async function answerRounds(round: () => number | Promise<number>): Promise<void> {
  for await (const _ of createInterface({ input: process.stdin })) console.log(String(await round()));
}
