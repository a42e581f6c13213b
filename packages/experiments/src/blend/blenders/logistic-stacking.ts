import { FoldwiseError, log, minimizeNumbers } from '@foldwise/core';
import type { NumbersFunction, Tensor } from '@foldwise/core';
import type { BlendData, Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import { dot } from '../dot.ts';
import { logits, logMixture, probabilities, weightedSum } from '../mixture.ts';
import type { BlendWeights } from '../mixture.ts';
import { targetsOf } from '../targets.ts';

const least = 1e-300;

/** −Σ log of the probability of what was true. */
function lossOf({ shape, data }: Tensor, targets: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < data.length; i++) {
    if (targets[i] === 1) loss -= log(Math.max(least, data[i]!));
    else if (shape[1] === 1) loss -= log(Math.max(least, 1 - data[i]!));
  }
  return loss;
}

function stacked({ task, truth, predictions }: BlendData, strength: number): BlendWeights {
  const columns = predictions.map(logits);
  const targets = targetsOf(task, truth);
  const { shape } = predictions[0]!;
  const outputs = shape[1]!;
  const count = columns.length;
  const parts = (at: Float64Array): BlendWeights => ({
    members: [...at.subarray(0, count)],
    bias: [...at.subarray(count)],
  });
  const rows = truth.data.length;
  // Divided by the rows, so that the tolerance means the same for any number of them.
  const cost: NumbersFunction = (at) => {
    const found = probabilities(shape, weightedSum(columns, parts(at), outputs));
    const error = found.data.map((p, i) => p - targets[i]!);
    const gradient = new Float64Array(at.length);
    for (let m = 0; m < count; m++) gradient[m] = dot(error, columns[m]!);
    for (let i = 0; i < error.length; i++) gradient[count + (i % outputs)]! += error[i]!;
    const penalised = gradient.map((slope, i) => (slope + at[i]! / strength) / rows);
    return {
      value: (lossOf(found, targets) + dot(at, at) / (2 * strength)) / rows,
      gradient: penalised,
    };
  };
  const start = new Float64Array(count + outputs).fill(1 / count, 0, count);
  const { at } = minimizeNumbers(cost, start, { tolerance: 1e-8, steps: 500 });
  return parts(at);
}

/**
 * Stacking by logistic regression on logits: the weights and the biases for which −C·Σ log p(y) + ½·(Σ wₘ² + Σ bₖ²) is least,
 * p ∝ e^(Σ wₘ·log pₘ + b). One weight a member and one bias a class (one in all of two classes), so that there is little to overfit;
 * weights may be negative, and add up to less than 1 where members are too sure. A class without a row keeps a finite bias. For classes alone.
 *
 * @param strength C, 1 unless given, as in scikit-learn: the larger, the less weights are held back.
 * @throws FoldwiseError `input` where it is not above 0.
 * @example
 * const weights = logisticStacking().fit({ task, metric, truth, predictions }, rng(0));
 */
export function logisticStacking(strength = 1): Blender {
  if (!(strength > 0 && strength < Infinity)) {
    throw new FoldwiseError(`expected a strength above 0, got ${strength}`, {
      code: 'input',
      where: 'logisticStacking',
    });
  }
  return defineBlender({
    kind: 'logisticStacking',
    options: { strength },
    classesOnly: true,
    fit: (data) => stacked(data, strength),
    apply: logMixture,
  });
}
