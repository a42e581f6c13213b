import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';

function memoryOf(how: 'shared' | 'copied', threads: number): Side {
  return nodeSide(how === 'shared' ? 'foldwise' : 'rows not shared', {
    script: new URL('threads/memory.ts', import.meta.url),
    arguments: [how, String(threads)],
  });
}

/** What rows that lie once in shared memory save: a thread more needs memory for itself, not for the rows. */
const benches: readonly Bench[] = [1, 2, 4].map((threads) => ({
  name: `memory of ${threads} ${threads === 1 ? 'thread' : 'threads'} training on the same rows`,
  unit: 'MiB',
  ours: [memoryOf('shared', threads)],
  peers: [memoryOf('copied', threads)],
}));

export default benches;
