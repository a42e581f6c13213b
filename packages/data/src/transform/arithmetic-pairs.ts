import { rng } from '@foldwise/core/base';
import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import { rankCorrelation, standardRanks } from '../statistics/standard-ranks.ts';
import { float64Of } from '../table/column.ts';
import type { NumberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addingStep } from './adding-step.ts';
import { checkChoices, checkNumber, checkWhole } from './check-option.ts';
import { expectNumber } from './expect-kind.ts';
import type { Transformer } from './transformer.ts';

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide';

export interface ArithmeticPairsOptions {
  /** Default all four; a difference is made one way round, a quotient both. */
  readonly operations?: readonly Arithmetic[];
  /** At most so many new columns; default 500. */
  readonly budget?: number;
  /** A column whose ranks go with those of an older one this closely, up or down, is left out; default 0.95. */
  readonly mostCorrelation?: number;
  /** In which order candidates are tried, which decides where the budget is short; default 0. */
  readonly seed?: number;
}

/**
 * Adds sums, differences, products and quotients of two numbers: `"Length * Width"`.
 *
 * Candidates come in random order and are kept, until the budget is spent, where their ranks among the training rows (1,000 of them)
 * differ from those of both columns they are made of and of all kept before: a tree or a network has no use for the same order twice. A
 * cell is missing where one of the two is, where a number is divided by 0, and where the result overflows: impute behind. As
 * AutoGluon's `ArithmeticFeatureGenerator`.
 *
 * @example
 * pipeline(arithmeticPairs(named('Length', 'Width', 'Height')), onColumns(numeric(), impute('median')));
 */
export function arithmeticPairs(select: Selector, options: ArithmeticPairsOptions = {}): Transformer {
  const settings = checked(options);
  return addingStep({ kind: where, select: select.spec, ...settings }, (train) => {
    const columns = selectColumns(train, select, where).map((column) => expectNumber(where, column));
    const chosen = choose(columns, settings);
    return (table) => chosen.map((candidate) => resultOf(candidate, table));
  });
}

const where = 'arithmeticPairs';
const signs = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;
/** The rows that ranks are compared on. */
const rowsLooked = 1000;

/** One new column: two names and what is done with their numbers. */
export interface ArithmeticPair {
  readonly a: string;
  readonly b: string;
  readonly operation: Arithmetic;
}

function checked(options: ArithmeticPairsOptions): Required<ArithmeticPairsOptions> {
  const { budget = 500, mostCorrelation = 0.95, seed = 0 } = options;
  const every: readonly Arithmetic[] = ['add', 'subtract', 'multiply', 'divide'];
  const operations = checkChoices(where, 'operations', options.operations ?? every, every);
  checkWhole(where, 'budget', budget);
  checkNumber(where, 'mostCorrelation', mostCorrelation, 'above 0 and at most 1', (x) => x > 0 && x <= 1);
  checkNumber(where, 'seed', seed);
  return { operations, budget, mostCorrelation, seed };
}

function choose(
  columns: readonly NumberColumn[],
  { operations, budget, mostCorrelation, seed }: Required<ArithmeticPairsOptions>,
): readonly ArithmeticPair[] {
  const candidates = pairsOf(columns, operations);
  const random = rng(seed).split(where);
  const looked = random
    .split('rows')
    .permutation(columns[0]?.length ?? 0)
    .slice(0, rowsLooked);
  const seen = new Map(
    columns.map(({ name, values }) => [name, Float64Array.from(looked, (row) => values[row]!)]),
  );
  const ranksOf = new Map([...seen].map(([name, values]) => [name, standardRanks(values)]));
  const kept = new Map<number, Float64Array>();
  for (const index of random.split('order').permutation(candidates.length)) {
    if (kept.size >= budget) break;
    const { a, b, operation } = candidates[index]!;
    const ranks = standardRanks(computed(operation, seen.get(a)!, seen.get(b)!));
    const older = [ranksOf.get(a)!, ranksOf.get(b)!, ...kept.values()];
    if (ranks.every((rank) => rank === 0)) continue;
    if (older.every((other) => Math.abs(rankCorrelation(ranks, other)) < mostCorrelation))
      kept.set(index, ranks);
  }
  return candidates.filter((_, index) => kept.has(index));
}

/** Every pair of the columns with every operation; a quotient both ways round. */
export function pairsOf(
  columns: readonly NumberColumn[],
  operations: readonly Arithmetic[],
): readonly ArithmeticPair[] {
  return columns.flatMap(({ name: a }, i) =>
    columns.slice(i + 1).flatMap(({ name: b }) =>
      operations.flatMap((operation): readonly ArithmeticPair[] =>
        operation === 'divide'
          ? [
              { a, b, operation },
              { a: b, b: a, operation },
            ]
          : [{ a, b, operation }],
      ),
    ),
  );
}

function computed(operation: Arithmetic, a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, row) => {
    const result = applied(operation, value, b[row]!);
    return Number.isFinite(result) ? result : Number.NaN;
  });
}

function applied(operation: Arithmetic, a: number, b: number): number {
  if (operation === 'add') return a + b;
  if (operation === 'subtract') return a - b;
  return operation === 'multiply' ? a * b : a / b;
}

/** The column that a pair makes of a table. */
export function resultOf({ a, b, operation }: ArithmeticPair, table: Table): NumberColumn {
  const [left, right] = [a, b].map((name) => float64Of(expectNumber(where, table.column(name)).values));
  return {
    kind: 'number',
    name: `${a} ${signs[operation]} ${b}`,
    length: table.length,
    values: computed(operation, left!, right!),
  };
}
