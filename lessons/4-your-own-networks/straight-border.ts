import { binaryCrossEntropy, dense, evaluation, fromData, type Layer, minimize, ops } from '@foldwise/core';
import { numberOf, type Tensor, tensor, type TrainingData, type Tree, type Value } from '@foldwise/core';
import { numpyRandom } from '@foldwise/core/testing/generators';
import { concrete } from '../concrete.ts';
import { defineProgram } from '../lesson.ts';
import { makeMoons } from './moons.ts';

/** One neuron: its net is 0 along a straight line. */
const neuron: Layer = dense({ units: 1 });
const noWeights: Tree = {
  kernel: fromData(new Float64Array(2), [2, 1]),
  bias: fromData(new Float64Array(1), [1]),
};

/** C from 0.0001 to 10,000 in ten equal factors: how much the points count beside the price on weights. */
const strengths: readonly number[] = Array.from({ length: 10 }, (_, i) => 10 ** (-4 + (8 * i) / 9));

/** Where C·Σ −log p + ½·Σ w² is lowest, looked for from some weights on. */
function border({ features, target }: TrainingData, strength: number, from: Tree): Tree {
  const cost = (weights: Tree<Value>): Value => {
    const surprise = binaryCrossEntropy().apply(neuron.apply(weights, features, evaluation), target);
    const { kernel } = weights as { readonly kernel: Value };
    const price = ops.multiply(ops.sum(ops.square(kernel)), 0.5);
    return ops.add(ops.multiply(surprise, strength * target.data.length), price);
  };
  return minimize(cost, from, { tolerance: 1e-9 }).at;
}

/** Whether points lie on the side of the second moon. */
function sides(weights: Tree, features: Tensor): readonly boolean[] {
  return Array.from(concrete(neuron.apply(weights, features, evaluation)).data, (net) => net > 0);
}

/** The share of points on their own side. */
function accuracy(weights: Tree, { features, target }: TrainingData): number {
  return (
    sides(weights, features).filter((side, i) => side === (target.data[i] === 1)).length / target.data.length
  );
}

/** Five parts with as many points of each moon, in the order in which they come. */
function fifths({ target }: TrainingData): readonly (readonly number[])[] {
  const moons = [0, 1].map((moon) => [...target.data.keys()].filter((row) => target.data[row] === moon));
  return [0, 1, 2, 3, 4].map((fifth) =>
    moons.flatMap((rows) => rows.slice((fifth * rows.length) / 5, ((fifth + 1) * rows.length) / 5)),
  );
}

function rowsOf({ features, target }: TrainingData, rows: readonly number[]): TrainingData {
  return {
    features: tensor(rows.map((row) => [features.data[2 * row]!, features.data[2 * row + 1]!])),
    target: tensor(rows.map((row) => target.data[row]!)),
  };
}

/** A straight border, and how it was chosen. */
export interface StraightBorder {
  /** For each of `strengths`, the mean share right of points that were kept aside. */
  readonly scores: readonly number[];
  /** The strength whose score is the highest; of equals, the first. */
  readonly strength: number;
  readonly weights: { readonly kernel: Tensor; readonly bias: Tensor };
  readonly accuracy: number;
}

/** Chooses C by cross-validation, then learns from all points. */
export function straightBorder(data: TrainingData): StraightBorder {
  const parts = fifths(data);
  const all = [...data.target.data.keys()];
  const paths = parts.map((aside) => {
    const learn = rowsOf(
      data,
      all.filter((row) => !aside.includes(row)),
    );
    const tried = rowsOf(data, aside);
    let weights = noWeights;
    return strengths.map((strength) => {
      weights = border(learn, strength, weights);
      return accuracy(weights, tried);
    });
  });
  const scores = strengths.map((_, i) => paths.reduce((sum, path) => sum + path[i]!, 0) / parts.length);
  const strength = strengths[scores.indexOf(Math.max(...scores))]!;
  const weights = border(data, strength, noWeights);
  return {
    scores,
    strength,
    weights: weights as StraightBorder['weights'],
    accuracy: accuracy(weights, data),
  };
}

export const straightBorders = defineProgram({
  name: 'straight-border',
  title: 'Two half moons, and a straight border',
  run(report) {
    const data = makeMoons(numpyRandom(0));
    const { scores, strength, weights, accuracy: right } = straightBorder(data);
    report.say('One neuron on 200 points of two moons. How much should a point count beside the weights?');
    report.table(
      ['C', 'right of those aside'],
      strengths.map((each, i) => [each, scores[i]!]),
    );
    report.say('Learned from all points with the best:');
    report.figures({
      C: strength,
      'weight of x₁': weights.kernel.data[0]!,
      'weight of x₂': weights.kernel.data[1]!,
      bias: numberOf(weights.bias),
      right,
    });
  },
});
