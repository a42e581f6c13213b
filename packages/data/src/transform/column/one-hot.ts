import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { Column, StringColumn } from '../../table/column.ts';
import { oneHotColumns } from '../../table/one-hot-columns.ts';
import { expectStrings } from '../expect-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface OneHotOptions {
  /**
   * At most this many columns, `(other)` included: the most frequent levels keep a column of their own. Default: no limit, but a column
   * of more than 1,000 levels is an error until a limit is stated.
   */
  readonly maxLevels?: number;
  /** Levels of fewer training rows than this share the column `(other)`; default 1, none. */
  readonly rareBelow?: number;
  /** A level that no training row had: zeros everywhere (the default), the column `(other)` where there is one, or an error. */
  readonly unknown?: 'zeros' | 'other' | 'error';
  /** A missing cell: zeros everywhere (the default), or a column `(missing)`. */
  readonly missing?: 'zeros' | 'column';
}

/** Past this, a table of 50,000 rows takes half a gigabyte a column: more likely an id than a category. */
const mostUnasked = 1000;

/**
 * Turns a category into one column of zeros and ones a level: `Sex=female`, `Sex=male`.
 *
 * Levels are those of the training rows, in ascending order. Rare levels are merged into `<name>=(other)`. A missing cell and a level that
 * no training row had are zeros everywhere, unless `missing` and `unknown` say otherwise. A column without any cell in the training
 * rows gives no columns. The values, a byte a row and level, are made when they are read; `vectorize` does without them.
 *
 * @example
 * onColumns(categorical(), oneHot({ rareBelow: 10 }));
 */
export function oneHot(options: OneHotOptions = {}): ColumnTransformer {
  const settings = checked(options);
  const { maxLevels, ...rest } = settings;
  return Object.freeze({
    spec: Object.freeze({ kind: 'oneHot', ...rest, ...(maxLevels === undefined ? {} : { maxLevels }) }),
    fit(train: Column): FittedColumnTransformer {
      const layout = layoutOf(expectStrings('oneHot', train), settings);
      return Object.freeze({
        transform: (column: Column): readonly Column[] =>
          encode(expectStrings('oneHot', column), layout, settings),
      });
    },
  });
}

interface Settings {
  readonly maxLevels: number | undefined;
  readonly rareBelow: number;
  readonly unknown: 'zeros' | 'other' | 'error';
  readonly missing: 'zeros' | 'column';
}

function checked(options: OneHotOptions): Settings {
  const { maxLevels, rareBelow = 1, unknown = 'zeros', missing = 'zeros' } = options;
  for (const [option, value] of [
    ['maxLevels', maxLevels ?? 1],
    ['rareBelow', rareBelow],
  ] as const) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new FoldwiseError(`expected ${option} to be a whole number of at least 1, got ${value}`, {
      code: 'input',
      where: 'oneHot',
      hint: 'leave it out to keep every level',
    });
  }
  checkChoice('unknown', unknown, ['zeros', 'other', 'error']);
  checkChoice('missing', missing, ['zeros', 'column']);
  return { maxLevels, rareBelow, unknown, missing };
}

function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new FoldwiseError(
    `expected ${option} to be one of ${choices.map((c) => `'${c}'`).join(', ')}, got '${value}'`,
    {
      code: 'input',
      where: 'oneHot',
      hint: didYouMean(value, choices),
    },
  );
}

/** Which output column a level goes to. */
interface Layout {
  readonly names: readonly string[];
  readonly columnOf: ReadonlyMap<string, number>;
  readonly other: number;
  readonly missing: number;
}

function layoutOf(train: StringColumn, settings: Settings): Layout {
  const counts = levelCounts(train);
  checkCount(train, counts.size, settings.maxLevels);
  const kept = keptLevels(counts, settings);
  const names = kept.map((level) => `${train.name}=${level}`);
  const columnOf = new Map(kept.map((level, index) => [level, index]));
  const other = kept.length < counts.size ? names.push(`${train.name}=(other)`) - 1 : -1;
  for (const level of counts.keys()) if (!columnOf.has(level)) columnOf.set(level, other);
  const missing = settings.missing === 'column' ? names.push(`${train.name}=(missing)`) - 1 : -1;
  return { names, columnOf, other, missing };
}

function checkCount(train: StringColumn, levels: number, maxLevels: number | undefined): void {
  if (maxLevels !== undefined || levels <= mostUnasked) return;
  throw new FoldwiseError(
    `expected at most ${mostUnasked} levels, got ${levels} in ${train.kind} "${train.name}"`,
    {
      code: 'data',
      where: 'oneHot',
      hint: 'pass maxLevels, or use frequencyEncode() or ordinal() for it',
    },
  );
}

/** The levels with a column of their own, ascending. */
function keptLevels(
  counts: ReadonlyMap<string, number>,
  { maxLevels, rareBelow }: Settings,
): readonly string[] {
  const frequent = [...counts].filter(([, count]) => count >= rareBelow);
  if (maxLevels === undefined) return frequent.map(([level]) => level);
  const room = frequent.length < counts.size || frequent.length > maxLevels ? maxLevels - 1 : maxLevels;
  return frequent
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, room)
    .map(([level]) => level)
    .toSorted();
}

function encode(column: StringColumn, layout: Layout, settings: Settings): readonly Column[] {
  const { codes, levels } = column;
  if (settings.unknown === 'error') refuseUnseen(column, layout);
  const unseen = settings.unknown === 'other' ? layout.other : -1;
  const columnOf = Int32Array.from(levels, (level) => layout.columnOf.get(level) ?? unseen);
  return oneHotColumns(layout.names, { codes, columnOf, missing: layout.missing });
}

function refuseUnseen({ name, codes, levels }: StringColumn, { columnOf }: Layout): void {
  const isUnseen = levels.map((level) => !columnOf.has(level));
  const code = codes.find((one) => one >= 0 && isUnseen[one]!);
  if (code === undefined) return;
  const level = levels[code]!;
  throw new FoldwiseError(`expected a level of the training rows in "${name}", got "${level}"`, {
    code: 'data',
    where: 'oneHot',
    hint: `${didYouMean(level, [...columnOf.keys()])} Or pass unknown: 'zeros'`,
  });
}
