import { mixWords } from '../operations/keys/hash-slots.ts';
import { groupsOf } from '../operations/keys/groups-of.ts';
import { missingCount } from '../table/count.ts';
import { isMissing, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { wordKeys } from './row-hashes.ts';

/** Which cells are missing together. */
export interface MissingPatterns {
  /** Columns that are mostly missing in the same rows (Jaccard index of at least 0.9), two or more; the largest group first. */
  readonly together: readonly { readonly columns: readonly string[]; readonly rows: number }[];
  /** Rows by the very set of their missing columns, the most frequent first; complete rows have none. */
  readonly patterns: readonly { readonly columns: readonly string[]; readonly rows: number }[];
  /** How many different sets there are. */
  readonly different: number;
}

/** Rows that lack the same cells. */
interface Pattern {
  readonly first: number;
  readonly rows: number;
}

const mostPatterns = 12;
const alike = 0.9;

/** What of a table is missing together. */
export function missingPatterns(table: Table): MissingPatterns {
  const gappy = table.columns.filter((column) => missingCount(column) > 0);
  const masks = gappy.map(maskOf);
  const patterns = patternsOf(gappy, table.length);
  const named = patterns.slice(0, mostPatterns).map(({ first, rows }) => ({
    columns: gappy.filter((column) => isMissing(column, first)).map(({ name }) => name),
    rows,
  }));
  return { together: togetherOf(gappy, masks), patterns: named, different: patterns.length };
}

/** A bit a row. */
function maskOf(column: Column): Uint32Array {
  const mask = new Uint32Array(Math.ceil(column.length / 32));
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) mask[row >>> 5]! |= 1 << (row & 31);
  }
  return mask;
}

function togetherOf(columns: readonly Column[], masks: readonly Uint32Array[]): MissingPatterns['together'] {
  const groups: { readonly first: number; readonly members: number[] }[] = [];
  for (const [i, mask] of masks.entries()) {
    const group = groups.find(({ first }) => jaccard(masks[first]!, mask) >= alike);
    if (group === undefined) groups.push({ first: i, members: [i] });
    else group.members.push(i);
  }
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ first, members }) => ({
      columns: members.map((i) => columns[i]!.name),
      rows: missingCount(columns[first]!),
    }))
    .toSorted((a, b) => b.columns.length - a.columns.length);
}

function jaccard(a: Uint32Array, b: Uint32Array): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += bitsOf(a[i]! & b[i]!);
    either += bitsOf(a[i]! | b[i]!);
  }
  return both / either;
}

/** How many bits of a word are set. */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Rows by a sum of two random-looking words a column, which differs where the sets of columns do. */
function patternsOf(columns: readonly Column[], rows: number): readonly Pattern[] {
  const [high, low] = [new Int32Array(rows), new Int32Array(rows)];
  for (const [i, column] of columns.entries()) {
    const [a, b] = [mixWords(i, 1), mixWords(i, 2)];
    for (let row = 0; row < rows; row++) {
      if (!isMissing(column, row)) continue;
      high[row]! ^= a;
      low[row]! ^= b;
    }
  }
  const { of, count, first } = groupsOf([numberColumn('pattern', wordKeys(high, low))], rows, 'keep');
  const sizes = new Uint32Array(count);
  for (const pattern of of) sizes[pattern]!++;
  return [...sizes.keys()]
    .toSorted((a, b) => sizes[b]! - sizes[a]!)
    .map((pattern) => ({ first: first[pattern]!, rows: sizes[pattern]! }));
}
