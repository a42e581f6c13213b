import { rng } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import { standardRanks } from '../../statistics/standard-ranks.ts';
import type { FoldOfRows } from '../matrix/ridge-leavings.ts';
import type { Table } from '../../table/table.ts';
import { columnsOfTarget, takeTarget, type Target } from '../../table/target.ts';
import { innerFolds } from '../inner-folds.ts';
import { labelsOf } from '../labels.ts';

/** Some training rows and what is known of their target: what choices are made by. */
export interface Evidence {
  readonly rows: Uint32Array;
  readonly table: Table;
  /** The target as numbers of mean 0, one list a class or number: ranks of a number, so that its scale and its outliers do not matter. */
  readonly targets: readonly Float64Array[];
  readonly folds: FoldOfRows;
  readonly random: Rng;
}

const mostRows = 10_000;
const foldCount = 5;

/** At most 10,000 training rows, drawn at random, in five folds. */
export function evidenceOf(where: string, train: Table, target: Target | undefined, seed: number): Evidence {
  // Refuses a target that is missing or incomplete before anything else is done.
  labelsOf(where, train.length, target);
  const random = rng(seed).split(where);
  const rows = random.split('rows').permutation(train.length).slice(0, mostRows).toSorted();
  const taken = takeTarget(target!, rows);
  const { parts, strata } = labelsOf(where, rows.length, taken);
  const isNumber = columnsOfTarget(taken).every((column) => column.kind === 'number');
  const folds = innerFolds(rows.length, { folds: foldCount, shuffle: true, seed }, strata);
  const of = new Uint8Array(rows.length);
  folds.forEach(({ validation }, fold) => validation.forEach((row) => (of[row] = fold)));
  return {
    rows,
    table: train.take(rows),
    targets: parts.map(({ values }) => (isNumber ? standardRanks(values) : centred(values))),
    folds: { of, count: folds.length },
    random,
  };
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.map((value) => value - mean);
}
