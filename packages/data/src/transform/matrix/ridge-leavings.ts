import { dot } from '../../statistics/correlation.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { solvePositive } from './solve-positive.ts';

/** Which fold each row belongs to, 0 … count − 1. */
export interface FoldOfRows {
  readonly of: Uint8Array;
  readonly count: number;
}

/**
 * What a ridge regression leaves of some numbers: y − ŷ, each row told by the rows of the other folds.
 *
 * Features are standardised and y is centred over all rows; w = (XᵀX + λI)⁻¹Xᵀy by Cholesky, over the rows of the other folds. No
 * feature leaves y − mean(y).
 */
export function ridgeLeavings(
  features: readonly Float64Array[],
  targets: readonly Float64Array[],
  folds: FoldOfRows,
  lambda: number,
): readonly Float64Array[] {
  const columns = features.map(centred).map(({ values, deviation }) => scaledBy(values, deviation));
  const centredTargets = targets.map((target) => centred(target).values);
  const leavings = centredTargets.map((target) => target.slice());
  const products = Array.from({ length: folds.count }, (_, fold) =>
    productsOf(columns, centredTargets, folds.of, fold),
  );
  const [gram, moments] = [sumOf(products.map((p) => p.gram)), sumOf(products.map((p) => p.moments))];
  for (let fold = 0; fold < folds.count; fold++) {
    const others = gram.map((value, i) => value - products[fold]!.gram[i]!);
    for (let i = 0; i < columns.length; i++) others[i * columns.length + i]! += lambda;
    targets.forEach((_, t) => {
      const from = t * columns.length;
      const right = moments
        .subarray(from, from + columns.length)
        .map((value, i) => value - products[fold]!.moments[from + i]!);
      takePrediction(leavings[t]!, columns, solvePositive(others, right), folds.of, fold);
    });
  }
  return leavings;
}

function centred(values: Float64Array): { readonly values: Float64Array; readonly deviation: number } {
  const { mean, rest, deviation } = momentsOf(values);
  return { values: values.map((value) => value - mean - rest), deviation };
}

function scaledBy(values: Float64Array, deviation: number): Float64Array {
  return values.map((value) => (deviation === 0 ? 0 : value / deviation));
}

interface Products {
  /** XᵀX, row by row; the lower half. */
  readonly gram: Float64Array;
  /** Xᵀy, one target after the other. */
  readonly moments: Float64Array;
}

function productsOf(
  columns: readonly Float64Array[],
  targets: readonly Float64Array[],
  of: Uint8Array,
  fold: number,
): Products {
  const width = columns.length;
  const rows = Uint32Array.from(of.keys()).filter((row) => of[row] === fold);
  const [inFold, targetsInFold] = [columns, targets].map((list) =>
    list.map((values) => Float64Array.from(rows, (row) => values[row]!)),
  );
  const gram = new Float64Array(width * width);
  inFold!.forEach((a, i) => {
    for (let j = 0; j <= i; j++) gram[i * width + j] = dot(a, inFold![j]!);
  });
  const moments = Float64Array.from(targetsInFold!.flatMap((y) => inFold!.map((x) => dot(x, y))));
  return { gram, moments };
}

function sumOf(lists: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(lists[0]!.length);
  for (const list of lists) for (let i = 0; i < sum.length; i++) sum[i]! += list[i]!;
  return sum;
}

function takePrediction(
  leavings: Float64Array,
  columns: readonly Float64Array[],
  weights: Float64Array,
  of: Uint8Array,
  fold: number,
): void {
  columns.forEach((values, i) => {
    const weight = weights[i]!;
    for (let row = 0; row < of.length; row++) if (of[row] === fold) leavings[row]! -= weight * values[row]!;
  });
}
