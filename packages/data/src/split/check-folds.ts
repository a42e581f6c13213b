import { FoldwiseError } from '@foldwise/core/base';

/** Refuses a number of folds that cannot be: fewer than two, or not whole. */
export function checkFolds(where: string, folds: number): void {
  if (Number.isInteger(folds) && folds >= 2) return;
  throw new FoldwiseError(`expected a whole number of folds of at least 2, got ${folds}`, {
    code: 'input',
    where,
    hint: 'pass folds: 5, or holdOut({ fraction: 0.2 }) for a single cut',
  });
}

/** Refuses to cut `count` things (rows, groups) into more folds than there are. */
export function checkEnough(where: string, things: string, count: number, folds: number): void {
  if (count >= folds) return;
  throw new FoldwiseError(`expected at least ${folds} ${things} for ${folds} folds, got ${count}`, {
    code: 'data',
    where,
    hint: count >= 2 ? `pass folds: ${Math.min(count, 5)}` : 'check the training file',
  });
}

/** Refuses a number of quantile bins that cannot be: fewer than two, or not whole; leaving it out is fine. */
export function checkBins(where: string, bins: number | undefined): void {
  if (bins === undefined || (Number.isInteger(bins) && bins >= 2)) return;
  throw new FoldwiseError(`expected a whole number of bins of at least 2, got ${bins}`, {
    code: 'input',
    where,
    hint: 'pass bins: 10, or leave it out for classes',
  });
}

/** Refuses a number of periods, repeats or the like that is below `least` or not whole. */
export function checkWhole(where: string, option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(`expected ${option} to be a whole number of at least ${least}, got ${value}`, {
    code: 'input',
    where,
    hint: `pass ${option}: ${Math.max(least, 1)}`,
  });
}
