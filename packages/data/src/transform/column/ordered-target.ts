import { rng } from '@foldwise/core/base';
import { sumsByGroup } from '../../statistics/sums-by-group.ts';
import type { Column, StringColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { checkFlag, checkNumber, checkWhole } from '../check-option.ts';
import { expectStrings } from '../expect-kind.ts';
import { labelsOf } from '../labels.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { byLevel, codesWithMissing, levelGroups, levelNumbers } from './by-level.ts';

export interface OrderedTargetOptions {
  /** Random orders of the training rows, whose encodings are averaged; default 4. */
  readonly permutations?: number;
  /** False takes the rows in the order of the file, once: for rows in the order of time. Default true. */
  readonly shuffle?: boolean;
  /** How many rows the prior counts for, above 0; default 1, as in CatBoost. */
  readonly smoothing?: number;
  /** What a level without rows is encoded by; default the mean target of the rows before, and of all for new rows. */
  readonly prior?: number;
  /** What the orders are drawn by; default 0. */
  readonly seed?: number;
}

/**
 * Replaces a level by the mean target of the rows of that level that come before it in a random order: `(Σ y + a·prior) / (n + a)`.
 *
 * The ordered target statistics of CatBoost (Prokhorenkova et al. 2018): training rows, from `fitTransform`, see earlier rows alone and
 * never their own label; new rows see all training rows. The first row of an order, which has none before it, gets the mean of the
 * others. Of two classes the mean is the share of the second in order; of more there is a column each, `<name>_<class>`. A missing cell
 * is a level of its own.
 *
 * @throws FoldwiseError `data` where there is no target, or one that is missing in a row.
 * @example
 * onColumns(categorical(), orderedTarget());
 */
export function orderedTarget(options: OrderedTargetOptions = {}): ColumnTransformer {
  const settings = checked(options);
  const fit = (train: Column, target?: Target): FittedColumnTransformer => {
    const strings = expectStrings(kind, train);
    const learned = labelsOf(kind, train.length, target).parts.map((part) =>
      levelsOf(strings, part, settings),
    );
    return Object.freeze({
      transform: (column: Column): readonly Column[] =>
        learned.map(({ ending, numbers, prior }) =>
          byLevel(`${column.name}${ending}`, expectStrings(kind, column), numbers, prior),
        ),
    });
  };
  return Object.freeze({
    spec: Object.freeze({ kind, ...settings }),
    fit,
    fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
      const codes = codesWithMissing(expectStrings(kind, train));
      const orders = ordersOf(train.length, settings);
      const columns = labelsOf(kind, train.length, target).parts.map(({ ending, values }) => ({
        kind: 'number' as const,
        name: `${train.name}${ending}`,
        length: train.length,
        values: encodeInOrder(codes, values, orders, settings),
      }));
      return [columns, fit(train, target)];
    },
  });
}

const kind = 'orderedTarget';

interface Settings {
  readonly permutations: number;
  readonly shuffle: boolean;
  readonly smoothing: number;
  readonly seed: number;
  readonly prior?: number;
}

function checked(options: OrderedTargetOptions): Settings {
  const { permutations = 4, shuffle = true, smoothing = 1, prior, seed = 0 } = options;
  checkWhole(kind, 'permutations', permutations);
  checkFlag(kind, 'shuffle', shuffle);
  checkNumber(kind, 'smoothing', smoothing, 'a finite number above 0', (value) => value > 0);
  checkNumber(kind, 'prior', prior ?? 0);
  checkNumber(kind, 'seed', seed);
  return { permutations, shuffle, smoothing, seed, ...(prior === undefined ? {} : { prior }) };
}

function ordersOf(rows: number, { permutations, shuffle, seed }: Settings): readonly Uint32Array[] {
  if (!shuffle) return [Uint32Array.from({ length: rows }, (_, row) => row)];
  const random = rng(seed).split(kind);
  return Array.from({ length: permutations }, (_, i) => random.split(`order ${i}`).permutation(rows));
}

function levelsOf(train: StringColumn, { ending, values }: LabelPart, { smoothing, prior: given }: Settings) {
  const prior = given ?? meanOf(values);
  const { sums, counts } = sumsByGroup(values, levelGroups(train));
  const drawn = Array.from(sums, (sum, code) =>
    counts[code] === 0 ? Number.NaN : (sum + smoothing * prior) / (counts[code]! + smoothing),
  );
  return { ending, prior, numbers: levelNumbers(train, drawn) };
}

function encodeInOrder(
  codes: Int32Array,
  values: Float64Array,
  orders: readonly Uint32Array[],
  { smoothing, prior: given }: Settings,
): Float64Array {
  const encoded = new Float64Array(codes.length);
  const count = codes.reduce((most, code) => Math.max(most, code), 0) + 1;
  for (const order of orders) {
    const sums = new Float64Array(count);
    const counts = new Uint32Array(count);
    let total = 0;
    order.forEach((row, before) => {
      const prior = given ?? (before === 0 ? meanOfOthers(values, row) : total / before);
      const code = codes[row]!;
      encoded[row]! += (sums[code]! + smoothing * prior) / (counts[code]! + smoothing) / orders.length;
      sums[code]! += values[row]!;
      counts[code]!++;
      total += values[row]!;
    });
  }
  return encoded;
}

/** 0 where there are no others. */
function meanOfOthers(values: Float64Array, row: number): number {
  return meanOf(values.filter((_, other) => other !== row));
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
