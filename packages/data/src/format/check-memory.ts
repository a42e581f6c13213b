import { FoldwiseError } from '@foldwise/core/base';
import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { ByteDictionary } from './byte-dictionary.ts';
import type { TableOptions } from './table-options.ts';

/** A table that is about to be made. */
export interface PlannedTable {
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  /** What its columns will take, without the texts. */
  readonly bytes: number;
}

/** Refuses a table whose columns are larger than the memory that there is, before any of it is asked for. */
export function checkMemory({ file, rows, columns, bytes }: PlannedTable, options: TableOptions): void {
  const limit = options.memoryLimit ?? machineMemory();
  if (bytes <= limit) return;
  const fitting = Math.max(1, Math.floor((rows * limit) / bytes));
  throw new FoldwiseError(
    `expected a table that fits into memory (${inGigabytes(limit)}), got one of about ${inGigabytes(bytes)}: ` +
      `${rows.toLocaleString('en')} rows × ${columns.toLocaleString('en')} columns`,
    {
      code: 'data',
      where: file,
      hint:
        'read only the columns you need (columns: [...], or ignored() in the schema) or fewer rows ' +
        `(rows: ${fitting}), or use a machine with more memory`,
    },
  );
}

/** The texts of a column, as far as they are read. */
export interface Texts {
  readonly name: string;
  readonly dictionary: ByteDictionary;
}

/** What a string of the engine takes beside its characters, with its place in a list of levels. */
const STRING_BYTES = 32;

/** Refuses texts that the engine's heap will not hold as strings, before they are made: running out of it would end the process. */
export function checkHeap(file: string, texts: readonly Texts[], options: TableOptions): void {
  const sizes = texts.map(({ dictionary }) => dictionary.size * STRING_BYTES + dictionary.byteLength);
  const bytes = sizes.reduce((sum, one) => sum + one, 0);
  // Cheap to ask about only where it could matter.
  if (bytes < 1e8 && options.memoryLimit === undefined) return;
  const limit = Math.min(0.9 * getHeapStatistics().heap_size_limit, options.memoryLimit ?? Infinity);
  if (bytes <= limit) return;
  const most = texts[sizes.indexOf(Math.max(...sizes))]!;
  const megabytes = Math.ceil((2 * bytes) / 2 ** 20);
  throw new FoldwiseError(
    `expected texts that fit into the heap (${inGigabytes(limit)}), got more: "${most.name}" alone has ` +
      `${most.dictionary.size.toLocaleString('en')} different ones so far`,
    {
      code: 'data',
      where: file,
      hint:
        `leave that column out (columns: [...], or ignored() in the schema), read fewer rows (rows: ...), ` +
        `or start Node with --max-old-space-size=${megabytes} or more`,
    },
  );
}

let knownMemory: number | undefined;

/** The memory of the machine, or of the container where that has less; asked for once, since it may be needed for each column. */
function machineMemory(): number {
  knownMemory ??= Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return knownMemory;
}

function inGigabytes(bytes: number): string {
  return bytes < 1e8 ? `${(bytes / 1e6).toPrecision(3)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
