import { FoldwiseError } from '@foldwise/core';
import { choleskyInPlace, solveLower, solveUpper } from '../../search/gp/cholesky.ts';
import type { BlendData, Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import type { BlendWeights } from '../mixture.ts';
import { dot } from '../dot.ts';
import { bestMember, only } from '../scoring.ts';
import { regressionOf } from '../targets.ts';

/** The mean of each output. */
function meansOf(column: Float64Array, outputs: number): readonly number[] {
  const sums = Array.from({ length: outputs }, () => 0);
  for (let i = 0; i < column.length; i++) sums[i % outputs]! += column[i]!;
  return sums.map((sum) => sum / (column.length / outputs));
}

function stacked(data: BlendData, penalty: number): BlendWeights {
  const { columns, targets } = regressionOf(data);
  const outputs = data.predictions[0]!.shape[1]!;
  const centred = (column: Float64Array): Float64Array => {
    const means = meansOf(column, outputs);
    return column.map((value, i) => value - means[i % outputs]!);
  };
  const parts = columns.map(centred);
  const aim = centred(targets);
  const n = parts.length;
  const gram = Float64Array.from(parts.flatMap((a) => parts.map((b) => dot(a, b))));
  let trace = 0;
  for (let m = 0; m < n; m++) trace += gram[m * n + m]!;
  for (let m = 0; m < n; m++) gram[m * n + m]! += (penalty * trace) / n;
  const right = Float64Array.from(parts, (part) => dot(part, aim));
  const members = choleskyInPlace(gram, n)
    ? [...solveUpper(gram, n, solveLower(gram, n, right))]
    : // Members that say the same of every row.
      only(bestMember(data), n);
  const means = columns.map((column) => meansOf(column, outputs));
  const bias = meansOf(targets, outputs).map(
    (mean, k) => mean - members.reduce((sum, weight, m) => sum + weight * means[m]![k]!, 0),
  );
  return { members, bias };
}

/**
 * Stacking by ridge regression: the weights and the bias for which Σ (y − b − Σ wₘ·pₘ)² + λ·n·s²·Σ wₘ² is least, s² the mean variance of
 * the members, so that `penalty` λ means the same whatever the target's unit. Of classes, over every class against 1 and 0, with one
 * weight a member and a bias a class. Weights may be negative.
 *
 * @param penalty λ, 0.01 unless given: members agree so much that without one their weights are noise.
 * @throws FoldwiseError `input` where it is not above 0.
 * @example
 * const weights = ridgeStacking().fit({ task, metric, truth, predictions }, rng(0)); // { members: [0.6, 0.4], bias: [-0.1] }
 */
export function ridgeStacking(penalty = 0.01): Blender {
  if (!(penalty > 0 && penalty < Infinity)) {
    throw new FoldwiseError(`expected a penalty above 0, got ${penalty}`, {
      code: 'input',
      where: 'ridgeStacking',
    });
  }
  return defineBlender({
    kind: 'ridgeStacking',
    options: { penalty },
    fit: (data) => stacked(data, penalty),
  });
}
