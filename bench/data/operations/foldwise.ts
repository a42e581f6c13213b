/** Milliseconds of CPU for each million cells: foldwise.ts OPERATION ROWS CELLS. */

import { fitTransform, groupBy, leftJoin, mean, named, onColumns, oneHot } from '@foldwise/data';
import { sortBy, targetEncode, vectorize } from '@foldwise/data';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import { jobOf, keyedTable, leveledTable, type Operation } from './tables.ts';

/** With a number written in each page of 4 KiB: until then the system has not handed it out. */
function touched(memory: Uint8Array | Float64Array): Uint8Array | Float64Array {
  for (let at = 0; at < memory.length; at += 4096 / memory.BYTES_PER_ELEMENT) memory[at] = 1;
  return memory;
}

function workOf(operation: Operation, rows: number): () => unknown {
  switch (operation) {
    case 'group-by': {
      const table = keyedTable(operation, rows, 'left');
      return () => groupBy(table, 'key', { mean: mean('x') });
    }
    case 'join': {
      const [left, right] = [keyedTable(operation, rows, 'left'), keyedTable(operation, rows, 'right')];
      return () => leftJoin(left, right, 'key');
    }
    case 'sort': {
      const table = keyedTable(operation, rows, 'left');
      return () => sortBy(table, 'x');
    }
    case 'one-hot':
    case 'one-hot matrix': {
      const table = leveledTable(rows).select('level');
      const step = onColumns(named('level'), oneHot());
      const encoded = () => fitTransform(step, table)[0];
      if (operation === 'one-hot matrix') return () => vectorize(encoded());
      // Values are made when they are read.
      return () => encoded().columns.map((column) => column.kind === 'number' && column.values);
    }
    case 'one-hot memory':
      return () => Array.from({ length: 100 }, () => touched(new Uint8Array(rows)));
    case 'one-hot matrix memory':
      return () => touched(new Float64Array(rows * 100));
    case 'target encoding': {
      const table = leveledTable(rows);
      const step = onColumns(named('level'), targetEncode());
      return () => fitTransform(step, table.select('level'), table.column('y'));
    }
    default:
      operation satisfies never;
      throw new Error(`unknown operation ${String(operation)}`);
  }
}

const { operation, rows, cells } = jobOf(process.argv.slice(2));
const work = workOf(operation, rows);
await answerRounds(() => 1e9 / timesPerSecond(() => void work()) / cells);
