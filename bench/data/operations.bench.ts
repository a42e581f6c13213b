import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';
import { pythonPeer } from '../python.ts';
import type { Operation } from './operations/tables.ts';

interface Compared {
  readonly operation: Operation;
  readonly name: string;
  /** Of the tables handed in, or of the columns made where those are many more. */
  readonly cellsOfRow: number;
  readonly sizes: readonly number[];
  readonly peers: readonly string[];
  /** What asks for the memory of the result and does nothing else, where that is most of the time. */
  readonly memory?: Operation;
}

const everySize = [10_000, 100_000, 1_000_000, 10_000_000];
const frames = ['polars', 'pandas'];
const compared: readonly Compared[] = [
  {
    operation: 'group-by',
    name: 'mean of 10,000 groups',
    cellsOfRow: 2,
    sizes: everySize,
    peers: frames,
  },
  {
    operation: 'join',
    name: 'left join of as many',
    cellsOfRow: 4,
    sizes: [10_000, 100_000, 1_000_000],
    peers: frames,
  },
  { operation: 'sort', name: 'sort by a number', cellsOfRow: 2, sizes: everySize, peers: frames },
  {
    operation: 'one-hot',
    name: 'one-hot, 100 levels',
    cellsOfRow: 100,
    sizes: [10_000, 100_000, 1_000_000],
    peers: frames,
    memory: 'one-hot memory',
  },
  {
    operation: 'one-hot matrix',
    name: 'one-hot matrix, 100 levels',
    cellsOfRow: 100,
    sizes: [100_000],
    peers: frames,
    memory: 'one-hot matrix memory',
  },
  {
    operation: 'target encoding',
    name: 'target encoding, 100 levels',
    cellsOfRow: 2,
    sizes: [10_000, 100_000, 1_000_000],
    peers: ['polars', 'scikit-learn'],
  },
];

/** What growth is measured from. */
const middling = 100_000;
/** So that all benches together take minutes. */
const seconds = 10;

function argumentsOf(
  { operation, cellsOfRow }: Pick<Compared, 'operation' | 'cellsOfRow'>,
  rows: number,
): readonly string[] {
  return [operation, String(rows), String(rows * cellsOfRow)];
}

function ours(one: Pick<Compared, 'operation' | 'cellsOfRow'>, rows: number, name = 'foldwise'): Side {
  return nodeSide(name, {
    script: new URL('operations/foldwise.ts', import.meta.url),
    arguments: argumentsOf(one, rows),
    built: true,
  });
}

/** It takes up to a minute with 100,000 rows, hours with a million. */
function danfojs(one: Compared, rows: number): readonly Side[] {
  if (rows > middling || one.operation === 'one-hot matrix') return [];
  const side = nodeSide('danfojs', {
    script: new URL('operations/danfojs.ts', import.meta.url),
    arguments: argumentsOf(one, rows),
    built: true,
  });
  return [{ ...side, slow: rows === middling, once: rows === middling }];
}

function operationBench(one: Compared, rows: number): Bench {
  const python = one.peers.map((peer) =>
    pythonPeer(peer, {
      script: new URL('operations/peers.py', import.meta.url),
      needs: [peer, 'pandas', 'numpy'],
      arguments: [peer, ...argumentsOf(one, rows)],
    }),
  );
  const slow = rows > middling;
  const itself = rows === middling ? [] : [ours(one, middling, 'itself, 100,000 rows')];
  const memory =
    one.memory === undefined
      ? []
      : [ours({ operation: one.memory, cellsOfRow: one.cellsOfRow }, rows, 'its memory alone')];
  return {
    name: `${one.name}, ${rows.toLocaleString('en')} rows`,
    unit: 'CPU ms per million cells',
    seconds,
    ours: [{ ...ours(one, rows), slow }],
    peers: [...python, ...danfojs(one, rows), ...memory, ...itself].map((peer) => ({
      ...peer,
      slow: slow || peer.slow === true,
    })),
  };
}

const benches: readonly Bench[] = compared.flatMap((one) =>
  one.sizes.map((rows) => operationBench(one, rows)),
);

export default benches;
