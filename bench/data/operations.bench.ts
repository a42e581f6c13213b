import { groupBy, leftJoin, mean, numberColumn, sortBy, Table } from '@foldwise/data';
import { rng } from '@foldwise/core';
import type { Bench } from '../harness.ts';
import { cpuSeconds } from '../harness.ts';
import { pythonPeer } from '../python.ts';

type Operation = 'group-by' | 'join' | 'sort';

/** Keys out of 10,000 (of a join: as many as rows) and numbers between 0 and 1. */
function randomTable(rows: number, keys: number, seed: string): Table {
  const random = rng(seed);
  const key = Float64Array.from({ length: rows }, () => random.below(keys));
  return new Table([
    numberColumn('key', key),
    numberColumn(
      'x',
      key.map(() => random.uniform()),
    ),
  ]);
}

function prepared(operation: Operation, rows: number): () => unknown {
  const table = randomTable(rows, operation === 'join' ? rows : 10_000, 'left');
  if (operation === 'group-by') return () => groupBy(table, 'key', { mean: mean('x') });
  if (operation === 'sort') return () => sortBy(table, 'x');
  const right = randomTable(rows, rows, 'right');
  return () => leftJoin(table, right, 'key');
}

function operationBench(operation: Operation, name: string, rows: number): Bench {
  return {
    name: `${name}, ${rows.toLocaleString('en')} rows`,
    unit: 'CPU s',
    ours: [
      {
        name: 'foldwise',
        open: async () => {
          const work = prepared(operation, rows);
          return { round: () => cpuSeconds(() => void work()) };
        },
      },
    ],
    peers: ['polars', 'pandas'].map((peer) =>
      pythonPeer(peer, {
        script: new URL('operations.py', import.meta.url),
        needs: [peer, 'numpy'],
        arguments: [peer, operation, String(rows)],
      }),
    ),
  };
}

const sizes = [10_000, 100_000, 1_000_000, 10_000_000];
const benches: readonly Bench[] = [
  ...sizes.map((rows) => operationBench('group-by', 'mean of 10,000 groups', rows)),
  operationBench('join', 'left join of as many', 100_000),
  ...sizes.map((rows) => operationBench('sort', 'sort by a number', rows)),
];

export default benches;
