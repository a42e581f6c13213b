import { FoldwiseError } from '@foldwise/core/base';
import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import type { StringColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addingStep } from './adding-step.ts';
import { checkNumber, checkWhole } from './check-option.ts';
import { expectStrings } from './expect-kind.ts';
import type { Transformer } from './transformer.ts';

export interface CrossCategoriesOptions {
  /** 2 for pairs (the default), 3 for pairs and triples. */
  readonly size?: 2 | 3;
  /** Combinations that the training rows may have, as a share of their number; default 0.1. */
  readonly mostCombinations?: number;
  /** At most so many new columns, those of the fewest combinations first; default 50. */
  readonly budget?: number;
}

/**
 * Adds categories of what two or three categories say together: `"Sex & Pclass"` with levels such as `"male & 3"`.
 *
 * Crosses are chosen by the training rows: those of more combinations than a tenth of the rows are too thin to learn from, and one that
 * has no more combinations than one of its columns says nothing new. An `&` inside a level is doubled; a missing cell reads
 * `"(missing)"`, and a row that misses all of them has none. A network learns such pairs slowly by itself; behind it belong
 * `targetEncode()` and `frequencyEncode()`.
 *
 * @example
 * pipeline(crossCategories(categorical()), onColumns(categorical(), targetEncode()));
 */
export function crossCategories(select: Selector, options: CrossCategoriesOptions = {}): Transformer {
  const { size = 2, mostCombinations = 0.1, budget = 50 } = options;
  checkSize(size);
  checkNumber(where, 'mostCombinations', mostCombinations, 'above 0 and at most 1', (x) => x > 0 && x <= 1);
  checkWhole(where, 'budget', budget);
  return addingStep({ kind: where, select: select.spec, size, mostCombinations, budget }, (train) => {
    const columns = selectColumns(train, select, where).map((column) => expectStrings(where, column));
    const most = mostCombinations * train.length;
    const chosen = candidatesOf(columns, size)
      .map((parts, order) => ({ parts, order, count: newCombinations(parts) }))
      .filter(({ count }) => count > 0 && count <= most)
      .toSorted((a, b) => a.count - b.count)
      .slice(0, budget)
      .toSorted((a, b) => a.order - b.order)
      .map(({ parts }) => parts.map(({ name }) => name));
    return (table) => chosen.map((names) => crossed(table, names));
  });
}

const where = 'crossCategories';

function checkSize(size: number): void {
  if (size === 2 || size === 3) return;
  throw new FoldwiseError(`expected a size of 2 or 3 columns, got ${size}`, {
    code: 'input',
    where,
    hint: 'larger crosses have too few rows a combination: pick the columns and derive() one',
  });
}

function candidatesOf(columns: readonly StringColumn[], size: number): readonly (readonly StringColumn[])[] {
  const pairs = columns.flatMap((a, i) => columns.slice(i + 1).map((b) => [a, b]));
  if (size === 2) return pairs;
  const triples = columns.flatMap((a, i) =>
    columns.slice(i + 1).flatMap((b, j) => columns.slice(i + j + 2).map((c) => [a, b, c])),
  );
  return [...pairs, ...triples];
}

/** How many combinations the rows have, 0 where one column alone has as many. */
function newCombinations(parts: readonly StringColumn[]): number {
  const { first } = combined(parts);
  const alone = parts.map((part) => combined([part]).first.length);
  return first.length > Math.max(...alone) ? first.length : 0;
}

/** Codes of combinations, and the row that each was first met in. */
interface Combined {
  readonly codes: Uint32Array;
  readonly first: readonly number[];
}

function combined(parts: readonly StringColumn[]): Combined {
  let codes = new Uint32Array(parts[0]!.length);
  let first: number[] = [];
  for (const part of parts) {
    const width = part.levels.length + 1;
    const codeOf = new Map<number, number>();
    first = [];
    codes = codes.map((code, row) => {
      const key = code * width + part.codes[row]! + 1;
      const known = codeOf.get(key);
      if (known !== undefined) return known;
      codeOf.set(key, codeOf.size);
      return first.push(row) - 1;
    });
  }
  return { codes, first };
}

/** What some categories of a table say together. */
export function crossed(table: Table, names: readonly string[]): StringColumn {
  const parts = names.map((name) => expectStrings(where, table.column(name)));
  const { codes, first } = combined(parts);
  const empty = first.findIndex((row) => parts.every((part) => part.codes[row]! < 0));
  const levels = first.map((row) => parts.map((part) => written(part, row)).join(' & '));
  // The combination of nothing is no level: the codes behind it move up.
  const code = (combination: number): number =>
    combination === empty ? -1 : combination - (empty >= 0 && combination > empty ? 1 : 0);
  return {
    kind: 'category',
    name: names.join(' & '),
    length: table.length,
    codes: Int32Array.from(codes, code),
    levels: levels.filter((_, combination) => combination !== empty),
  };
}

function written(part: StringColumn, row: number): string {
  return part.levels[part.codes[row]!]?.replaceAll('&', '&&') ?? '(missing)';
}
