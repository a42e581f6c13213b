import { murmurHash } from '../../statistics/murmur-hash.ts';
import { all } from '../../select/of-kind.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { usedLevels } from '../../table/count.ts';
import type { Transformer } from '../transformer.ts';
import { dropping } from './dropping.ts';
import type { Dropped } from './dropping.ts';

/**
 * Leaves out columns whose training cells are those of an earlier column, one by one, whatever the two are called.
 *
 * Numbers are equal as numbers (0 and −0 too), strings as strings; a missing cell equals a missing cell, and a number no string. Columns
 * are compared where a hash of their cells is the same, so that the time is that of reading each once. All columns are looked at unless
 * a selector is given; of a training table without rows all stay.
 *
 * @example
 * pipeline(groupAggregates({ by: categorical(), of: numeric() }), dropDuplicateColumns());
 */
export function dropDuplicateColumns(select: Selector = all()): Transformer {
  const kind = 'dropDuplicateColumns';
  return dropping({ kind, select: select.spec }, (train) =>
    train.length === 0 ? new Map<string, string>() : duplicatesAmong(selectColumns(train, select, kind)),
  );
}

/** The columns that are an earlier one again, and which. */
export function duplicatesAmong(columns: readonly Column[]): Dropped {
  const dropped = new Map<string, string>();
  const seen = new Map<number, Plain[]>();
  for (const column of columns) {
    const plain = plainOf(column);
    const alike = seen.get(plain.hash) ?? [];
    const twin = alike.find((other) => areEqual(other, plain));
    if (twin !== undefined) {
      dropped.set(column.name, `the same as ${twin.name} in every training row`);
      continue;
    }
    seen.set(plain.hash, [...alike, plain]);
  }
  return dropped;
}

/** A column as numbers that are equal where its cells are; of strings, beside them what they stand for. */
interface Plain {
  readonly name: string;
  readonly cells: Float64Array;
  readonly levels: readonly string[] | undefined;
  readonly hash: number;
}

function plainOf(column: Column): Plain {
  const { name } = column;
  if (column.kind === 'number') {
    // Adding 0 makes 0 of −0.
    const cells = float64Of(column.values).map((value) => (Number.isNaN(value) ? Number.NaN : value + 0));
    return { name, cells, levels: undefined, hash: hashOf(cells, 1) };
  }
  // Codes in the order of their first row: the same for the same cells, whatever the dictionary.
  const { codes, levels } = usedLevels(column);
  const cells = Float64Array.from(codes);
  return { name, cells, levels, hash: hashOf(cells, murmurHash(levels[0] ?? '')) };
}

/** FNV-1a over words of 32 bits. */
function hashOf(cells: Float64Array, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (const word of new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2)) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function areEqual(a: Plain, b: Plain): boolean {
  if ((a.levels === undefined) !== (b.levels === undefined)) return false;
  return (
    a.cells.every((cell, row) => Object.is(cell, b.cells[row])) &&
    (a.levels ?? []).every((level, code) => level === b.levels![code])
  );
}
