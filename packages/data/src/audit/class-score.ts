import { areaOfCounts } from './area-of-counts.ts';
import type { ColumnBins } from './bins-of.ts';
import type { InnerFolds } from './inner-folds.ts';

/** Rows of the prior that a bin's share is mixed with. */
const smoothing = 10;

/** Rows of one class and all rows, by bin. */
interface Tally {
  readonly rows: Float64Array;
  readonly hits: Float64Array;
}

/** The cross-fitted AUC of one class against the rest, rows ranked by the share of the class in their bin among the training rows. */
export function scoreByShares(
  bins: ColumnBins,
  isPositive: (row: number) => boolean,
  folds: InnerFolds,
): number {
  return meanOverFolds(bins, isPositive, folds, (own, all) => {
    const prior = (sum(all.hits) - sum(own.hits)) / (sum(all.rows) - sum(own.rows));
    const share = all.rows.map(
      (rows, bin) =>
        (all.hits[bin]! - own.hits[bin]! + smoothing * prior) / (rows - own.rows[bin]! + smoothing),
    );
    return areaBy(share, own);
  });
}

/** The cross-fitted AUC of one class against the rest, rows ranked by their bins, turned round where the training rows have it so. */
export function scoreByOrder(
  bins: ColumnBins,
  isPositive: (row: number) => boolean,
  folds: InnerFolds,
): number {
  return meanOverFolds(bins, isPositive, folds, (own, all) => {
    const area = areaInOrder(own);
    return areaInOrder(all, own) < 0.5 ? 1 - area : area;
  });
}

function meanOverFolds(
  { of, count }: ColumnBins,
  isPositive: (row: number) => boolean,
  folds: InnerFolds,
  areaOf: (own: Tally, all: Tally) => number,
): number {
  const [rows, hits] = [new Float64Array(folds.count * count), new Float64Array(folds.count * count)];
  for (let row = 0; row < of.length; row++) {
    const at = folds.of[row]! * count + of[row]!;
    rows[at]!++;
    if (isPositive(row)) hits[at]!++;
  }
  const all = { rows: overFolds(rows, count), hits: overFolds(hits, count) };
  const areas = Array.from({ length: folds.count }, (_, fold) => {
    const part = (values: Float64Array) => values.subarray(fold * count, (fold + 1) * count);
    return areaOf({ rows: part(rows), hits: part(hits) }, all);
  });
  // A fold without a row of the class, or of the others, says nothing.
  const finite = areas.filter(Number.isFinite);
  return finite.length === 0 ? NaN : sum(finite) / finite.length;
}

/** Bins of equal scores are one step. */
function areaBy(score: Float64Array, { rows, hits }: Tally): number {
  const filled = Uint32Array.from([...rows.keys()].filter((bin) => rows[bin]! > 0));
  const order = filled.toSorted((a, b) => score[a]! - score[b]!);
  const [positives, negatives]: [number[], number[]] = [[], []];
  for (const [i, bin] of order.entries()) {
    if (i === 0 || score[bin] !== score[order[i - 1]!]) {
      positives.push(0);
      negatives.push(0);
    }
    positives[positives.length - 1]! += hits[bin]!;
    negatives[negatives.length - 1]! += rows[bin]! - hits[bin]!;
  }
  return areaOfCounts(positives, negatives);
}

/** The area of rows in the order of their bins, less those of a part of them. */
function areaInOrder({ rows, hits }: Tally, less?: Tally): number {
  const positives = less === undefined ? hits : hits.map((value, i) => value - less.hits[i]!);
  const negatives = rows.map((value, i) => value - (less?.rows[i] ?? 0) - positives[i]!);
  return areaOfCounts(positives, negatives);
}

function overFolds(all: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let at = 0; at < all.length; at += count) {
    for (let bin = 0; bin < count; bin++) sums[bin]! += all[at + bin]!;
  }
  return sums;
}

function sum(values: Float64Array | readonly number[]): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
