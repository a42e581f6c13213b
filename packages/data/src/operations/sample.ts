import { FoldwiseError, log } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import { float64Of, numberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { checkWhole } from './check-whole.ts';
import { numbersOf } from './numbers-of.ts';
import { sortedRowsOf } from './sort/sorted-rows.ts';

/** How many rows are drawn, and how. */
export interface SampleOptions {
  /** How many; or say which share. */
  readonly rows?: number;
  /** Which share of the rows, rounded to the nearest number of them. */
  readonly share?: number;
  /** Whether a row may be drawn more than once; default false. */
  readonly replace?: boolean;
  /** A column of numbers of at least 0: how likely a row is drawn, beside the others. Default all alike. */
  readonly weights?: string;
}

/**
 * Rows drawn at random, in the order they were drawn; the same generator draws the same.
 *
 * With weights and without replacement, each draw is among the rows that are left (Efraimidis & Spirakis 2006).
 *
 * @throws FoldwiseError `input` for neither or both of `rows` and `share`, or more rows than there are to draw; `data` for weights that are
 * missing or negative.
 * @example
 * sample(table, rng(7), { rows: 1000 });
 * sample(table, rng(7), { share: 1, replace: true }); // a bootstrap
 */
export function sample(table: Table, rng: Rng, options: SampleOptions): Table {
  const { replace = false } = options;
  const rows = rowsWanted(table.length, options);
  const random = rng.split('sample');
  const weights = options.weights === undefined ? undefined : weightsOf(table, options.weights);
  const enough =
    weights === undefined ? table.length : weights.reduce((n, weight) => n + Number(weight > 0), 0);
  if (rows > 0 && (replace ? enough === 0 : rows > enough)) {
    const what = weights === undefined ? 'rows' : 'rows of a weight above 0';
    throw new FoldwiseError(`expected at most ${enough} rows, since there are so many ${what}, got ${rows}`, {
      code: 'input',
      where: 'sample',
      hint: enough === 0 ? 'sample another table' : 'ask for fewer, or pass replace: true',
    });
  }
  if (weights !== undefined) {
    return table.take(replace ? weighted(weights, rows, random) : weightedOnce(weights, rows, random));
  }
  if (!replace) return table.take(random.permutation(table.length).subarray(0, rows));
  return table.take(Uint32Array.from({ length: rows }, () => random.below(table.length)));
}

function rowsWanted(length: number, { rows, share }: SampleOptions): number {
  if ((rows === undefined) === (share === undefined)) {
    throw new FoldwiseError(`expected either rows or share, got ${rows === undefined ? 'neither' : 'both'}`, {
      code: 'input',
      where: 'sample',
    });
  }
  if (rows !== undefined) return checkWhole('sample', 'rows', rows, 0);
  if (share !== undefined && share >= 0 && share < Infinity) return Math.round(share * length);
  throw new FoldwiseError(`expected a share of at least 0, got ${share}`, { code: 'input', where: 'sample' });
}

function weightsOf(table: Table, name: string): Float64Array {
  const { values } = numbersOf(table, name, 'sample');
  const bad = values.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad < 0) return float64Of(values);
  const got = Number.isNaN(values[bad]!) ? 'a missing cell' : String(values[bad]);
  throw new FoldwiseError(`expected weights of at least 0, got ${got}`, {
    code: 'data',
    where: `sample, column "${name}", row ${bad + 1}`,
  });
}

/** Each draw finds the row that a point between 0 and the sum of all weights falls on. */
function weighted(weights: Float64Array, rows: number, random: Rng): Uint32Array {
  const upTo = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, row) => {
    sum += weight;
    upTo[row] = sum;
  });
  return Uint32Array.from({ length: rows }, () => {
    const point = random.uniform() * sum;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle]! <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** The rows of the largest log(u) / weight. */
function weightedOnce(weights: Float64Array, rows: number, random: Rng): Uint32Array {
  const keys = weights.map((weight) => {
    const draw = log(1 - random.uniform());
    return weight > 0 ? draw / weight : NaN;
  });
  const column = numberColumn('key', keys);
  return sortedRowsOf([{ column, descending: true }], keys.length).subarray(0, rows);
}
