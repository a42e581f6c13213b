import type { BlendData, Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import type { BlendWeights } from '../mixture.ts';
import { nonNegativeLeastSquares } from '../non-negative-least-squares.ts';
import { bestMember, only } from '../scoring.ts';
import { dot } from '../dot.ts';
import { regressionOf } from '../targets.ts';

function stacked(data: BlendData): BlendWeights {
  const { columns, targets } = regressionOf(data);
  const gram = Float64Array.from(columns.flatMap((a) => columns.map((b) => dot(a, b))));
  const right = Float64Array.from(columns, (column) => dot(column, targets));
  const members = [...nonNegativeLeastSquares(gram, right)];
  // Members that all point away from the truth: nothing of them is no prediction.
  return { members: members.some((weight) => weight > 0) ? members : only(bestMember(data), columns.length) };
}

/**
 * Stacking by non-negative least squares (Breiman 1996): the weights ≥ 0 for which Σ (y − Σ wₘ·pₘ)² is least, over the rows and, of
 * classes, over every class against 1 and 0. Weights need not add up to 1; members that add nothing get 0.
 *
 * @example
 * const weights = nonNegativeStacking().fit({ task, metric, truth, predictions }, rng(0)); // { members: [0.7, 0, 0.31] }
 */
export function nonNegativeStacking(): Blender {
  return defineBlender({ kind: 'nonNegativeStacking', fit: stacked });
}
