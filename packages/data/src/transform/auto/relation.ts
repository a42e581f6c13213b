import type { FoldOfRows } from '../matrix/ridge-leavings.ts';
import type { Column } from '../../table/column.ts';
import { codesWithMissing } from '../column/by-level.ts';
import { binned } from '../column/binned.ts';

/** How a column parts the rows: by its levels, or by quantile bins of its numbers; missing cells are a part. */
export interface Cut {
  readonly of: Uint32Array | Int32Array;
  readonly count: number;
}

const bins = 16;
/** So many rows of the mean of all count with the rows of a part. */
const smoothing = 10;

export function cutOf(column: Column): Cut {
  if (column.kind !== 'number') return { of: codesWithMissing(column), count: column.levels.length + 1 };
  const [codes] = binned({ bins }).fit(column).transform(column);
  if (codes?.kind !== 'number') return { of: new Uint32Array(column.length), count: 1 };
  return {
    of: Uint32Array.from(codes.values, (code) => (Number.isNaN(code) ? bins : code)),
    count: bins + 1,
  };
}

/**
 * What share of the squares of some numbers of mean 0 the means of the parts explain: fold by fold, by the means of the other folds,
 * `Σ (2rm − m²) / Σ r²` with `m = Σ r / (n + 10)`. Below 0 where they mislead. Several targets count together.
 */
export function explained(cut: Cut, targets: readonly Float64Array[], folds: FoldOfRows): Float64Array {
  const gained = new Float64Array(folds.count);
  const whole = new Float64Array(folds.count);
  for (const target of targets) {
    const { sums, sizes, means } = meansOf(cut, target, folds);
    for (let fold = 0; fold < folds.count; fold++) {
      for (let part = 0; part < cut.count; part++) {
        const at = fold * cut.count + part;
        gained[fold]! += 2 * means[at]! * sums[at]! - means[at]! ** 2 * sizes[at]!;
      }
    }
    for (let row = 0; row < target.length; row++) whole[folds.of[row]!]! += target[row]! ** 2;
  }
  return gained.map((gain, fold) => (whole[fold] === 0 ? 0 : gain / whole[fold]!));
}

/** What is left of the numbers beyond the means of the parts, each row told by the other folds. */
export function leavings(cut: Cut, target: Float64Array, folds: FoldOfRows): Float64Array {
  const { means } = meansOf(cut, target, folds);
  return target.map((value, row) => value - means[folds.of[row]! * cut.count + cut.of[row]!]!);
}

interface Means {
  /** Of each fold's rows, part by part. */
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
  /** Of the rows of the other folds. */
  readonly means: Float64Array;
}

function meansOf({ of, count }: Cut, target: Float64Array, folds: FoldOfRows): Means {
  const [sums, sizes] = [new Float64Array(folds.count * count), new Float64Array(folds.count * count)];
  const [allSums, allSizes] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row < of.length; row++) {
    const part = of[row]!;
    const at = folds.of[row]! * count + part;
    sums[at]! += target[row]!;
    sizes[at]!++;
    allSums[part]! += target[row]!;
    allSizes[part]!++;
  }
  const means = sums.map(
    (sum, at) => (allSums[at % count]! - sum) / (allSizes[at % count]! - sizes[at]! + smoothing),
  );
  return { sums, sizes, means };
}

/** The mean over folds, and its standard error. */
export interface Relation {
  readonly share: number;
  readonly error: number;
  /** In how many folds it is above 0. */
  readonly folds: number;
}

export function relationOf(shares: Float64Array): Relation {
  const count = shares.length;
  const mean = shares.reduce((sum, share) => sum + share, 0) / count;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return {
    share: mean,
    error: Math.sqrt(squares / Math.max(1, count - 1) / count),
    folds: shares.reduce((sum, share) => sum + (share > 0 ? 1 : 0), 0),
  };
}

/** Whether a relation is beyond twice its standard error, and there in all of the five folds but one. */
export function isReal({ share, error, folds }: Relation): boolean {
  return share > 2 * error && folds >= 4;
}
