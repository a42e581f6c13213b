/** Milliseconds of CPU that danfojs takes for each million cells: danfojs.ts OPERATION ROWS CELLS. */

import { toDataFrame } from '@foldwise/data';
import { createRequire } from 'node:module';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import { jobOf, keyedTable, leveledTable, type Operation } from './tables.ts';

/** What is used of danfojs. */
interface Frame {
  readonly columns: string[];
  readonly dtypes: string[];
  readonly values: unknown[][];
  column(name: string): Series;
  iloc(part: { readonly rows: readonly number[] }): Frame;
  groupby(keys: readonly string[]): { col(names: readonly string[]): { mean(): Frame } };
  sortValues(name: string): Frame;
}
interface Series {
  readonly values: readonly unknown[];
}
interface Danfo {
  merge(options: {
    readonly left: Frame;
    readonly right: Frame;
    readonly on: readonly string[];
    readonly how: string;
  }): Frame;
  getDummies(series: Series): Frame;
}

// A dependency of the package whose peer it is.
const packageOfData = createRequire(new URL('../../../packages/data/package.json', import.meta.url));
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- danfojs' exports, whose types are not loaded
const danfo = packageOfData('danfojs-node') as Danfo;

/** Five folds, each encoded by the means of the others drawn towards theirs, as targetEncode() does. */
function targetEncoded(frame: Frame): readonly number[] {
  const [levels, targets] = [frame.column('level').values, frame.column('y').values.map(Number)];
  const encoded = Array<number>(levels.length).fill(0);
  const foldOf = targets.map(() => Math.floor(Math.random() * 5));
  for (let fold = 0; fold < 5; fold++) {
    const others = foldOf.flatMap((of, row) => (of === fold ? [] : [row]));
    const prior = others.reduce((sum, row) => sum + targets[row]!, 0) / others.length;
    const means = frame.iloc({ rows: others }).groupby(['level']).col(['y']).mean();
    const meanOf = new Map(means.values.map(([level, mean]) => [level, Number(mean)]));
    const counts = new Map<unknown, number>();
    for (const row of others) counts.set(levels[row], (counts.get(levels[row]) ?? 0) + 1);
    foldOf.forEach((of, row) => {
      if (of !== fold) return;
      const n = counts.get(levels[row]) ?? 0;
      encoded[row] = (n * (meanOf.get(levels[row]) ?? 0) + 10 * prior) / (n + 10);
    });
  }
  return encoded;
}

async function workOf(operation: Operation, rows: number): Promise<() => unknown> {
  if (operation.startsWith('one-hot') || operation === 'target encoding') {
    const frame = await toDataFrame<Frame>(leveledTable(rows));
    if (operation === 'target encoding') return () => targetEncoded(frame);
    const level = frame.column('level');
    return () => danfo.getDummies(level);
  }
  const left = await toDataFrame<Frame>(keyedTable(operation, rows, 'left'));
  if (operation === 'group-by') return () => left.groupby(['key']).col(['x']).mean();
  if (operation === 'sort') return () => left.sortValues('x');
  const right = await toDataFrame<Frame>(keyedTable(operation, rows, 'right'));
  return () => danfo.merge({ left, right, on: ['key'], how: 'left' });
}

const { operation, rows, cells } = jobOf(process.argv.slice(2));
const work = await workOf(operation, rows);
await answerRounds(() => 1e9 / timesPerSecond(() => void work()) / cells);
