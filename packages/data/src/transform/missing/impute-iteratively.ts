import type { Selector } from '../../select/selector.ts';
import { numberColumn, float64Of } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { checkNumber, checkWhole } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import { solvePositive } from '../matrix/solve-positive.ts';
import { axesOf } from '../points/points-of.ts';
import { sameColumn } from '../same-column.ts';
import type { FittedTransformer, Transformer } from '../transformer.ts';

export interface ImputeIterativelyOptions {
  /** How often all columns are gone through, at most; default 10, as in scikit-learn. */
  readonly rounds?: number;
  /** How much large weights cost, above 0; default 1, as in scikit-learn's `Ridge`. */
  readonly alpha?: number;
  /** No further round where the numbers of no row moved, added up, by this share of the largest; default 0.001, as in scikit-learn. */
  readonly tolerance?: number;
}

/**
 * Fills missing numbers with what a ridge regression on the other columns says of them.
 *
 * First the mean of the training rows, then, column by column, those with the fewest missing cells first, and round by round: a regression
 * on all others, learned from the rows that have the cell, fills those that do not. scikit-learn's `IterativeImputer(Ridge())`. New rows
 * go through the same regressions in the same order. A column without any number becomes 0. Infinite cells count as missing. The others
 * pass untouched. Takes time in proportion to rows · columns³ · rounds.
 *
 * @throws FoldwiseError `data` where no number column is selected.
 * @example
 * imputeIteratively(named('LotFrontage', 'LotArea', 'GrLivArea'));
 */
export function imputeIteratively(select: Selector, options: ImputeIterativelyOptions = {}): Transformer {
  const { rounds = 10, alpha = 1, tolerance = 0.001 } = options;
  const kind = 'imputeIteratively';
  checkWhole(kind, 'rounds', rounds);
  checkNumber(kind, 'alpha', alpha, 'a number above 0', (value) => value > 0);
  checkNumber(kind, 'tolerance', tolerance, 'a number of at least 0', (value) => value >= 0);
  return Object.freeze({
    spec: Object.freeze({ kind, select: select.spec, rounds, alpha, tolerance }),
    fit(train: Table): FittedTransformer {
      const names = axesOf(kind, train, select);
      const read = (table: Table): readonly Float64Array[] =>
        names.map((name) => float64Of(expectNumber(kind, sameColumn(kind, table, name)).values));
      const { means, models } = learn(read(train), rounds, alpha, tolerance);
      return Object.freeze({
        transform(table: Table): Table {
          const cells = read(table);
          const filled = cells.map((values, i) => begun(values, means[i]!));
          for (const model of models) fill(filled, cells[model.of]!, model);
          return table.with(...names.map((name, i) => numberColumn(name, filled[i]!)));
        },
      });
    },
  });
}

/** What the other columns say of one. */
interface Model {
  readonly of: number;
  /** One a column; 0 for the column itself. */
  readonly weights: Float64Array;
  readonly intercept: number;
}

function learn(
  cells: readonly Float64Array[],
  rounds: number,
  alpha: number,
  tolerance: number,
): { readonly means: readonly number[]; readonly models: readonly Model[] } {
  const present = cells.map((values) => values.filter(Number.isFinite));
  const means = present.map((values) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length,
  );
  const order = [...cells.keys()]
    .filter((i) => present[i]!.length > 0)
    .toSorted((a, b) => present[b]!.length - present[a]!.length || a - b);
  const filled = cells.map((values, i) => begun(values, means[i]!));
  const enough = tolerance * Math.max(0, ...present.map((values) => largest(values)));
  const models: Model[] = [];
  for (let round = 0; round < rounds; round++) {
    const moved = new Float64Array(cells[0]!.length);
    for (const of of order) {
      const model = regress(filled, cells[of]!, of, alpha);
      models.push(model);
      fill(filled, cells[of]!, model, moved);
    }
    const most = largest(moved);
    if (most < enough || most === 0) break;
  }
  return { means, models };
}

function begun(values: Float64Array, mean: number): Float64Array {
  return values.map((value) => (Number.isFinite(value) ? value : mean));
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The ridge regression of one column on the others, over the rows that have it. */
function regress(filled: readonly Float64Array[], cells: Float64Array, of: number, alpha: number): Model {
  const rows = Uint32Array.from(cells.keys()).filter((row) => Number.isFinite(cells[row]!));
  const others = [...filled.keys()].filter((i) => i !== of);
  const middle = filled.map((values) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length);
  const centred = filled.map((values, i) => Float64Array.from(rows, (row) => values[row]! - middle[i]!));
  const products = Float64Array.from({ length: others.length ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / others.length), at % others.length];
    return dot(centred[others[i]!]!, centred[others[j]!]!) + (i === j ? alpha : 0);
  });
  const right = Float64Array.from(others, (i) => dot(centred[i]!, centred[of]!));
  const found = solvePositive(products, right);
  const weights = new Float64Array(filled.length);
  others.forEach((i, place) => (weights[i] = found[place]!));
  return { of, weights, intercept: middle[of]! - dot(weights, Float64Array.from(middle)) };
}

/** Fills the missing cells of a column as its model says, and adds by how much to what was `moved` in each row. */
function fill(
  filled: readonly Float64Array[],
  cells: Float64Array,
  { of, weights, intercept }: Model,
  moved = new Float64Array(cells.length),
): void {
  cells.forEach((cell, row) => {
    if (Number.isFinite(cell)) return;
    const said = filled.reduce((sum, values, i) => sum + weights[i]! * values[row]!, intercept);
    moved[row]! += Math.abs(said - filled[of]![row]!);
    filled[of]![row] = said;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
