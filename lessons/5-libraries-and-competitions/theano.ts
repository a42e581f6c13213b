import { addDecayedWeights, binaryCrossEntropy, chain, dense, fromData, ops } from '@foldwise/core';
import {
  predict,
  rng,
  referenceExecutor,
  scaleByLearningRate,
  type Tensor,
  tensor,
  train,
  valueAndGradient,
} from '@foldwise/core';
import { defineProgram } from '../lesson.ts';

/** x², and its slope at some places: 2x. */
export function slopeOfSquare(places: readonly number[]): readonly number[] {
  return places.map((x) => valueAndGradient((at) => ops.square(at), tensor([x])).gradient.data[0]!);
}

/** The slope of the sigmoid at each number of a table. */
export function slopeOfLogistic(at: Tensor): Tensor {
  return valueAndGradient((x) => ops.sum(ops.sigmoid(x)), at).gradient;
}

/** 400 rows of 784 random numbers with random answers: what a linear model of 785 numbers can always learn by heart. */
export async function learnByHeart(steps: number) {
  const random = rng('learn by heart');
  const [rows, inputs] = [400, 784];
  const features = fromData(
    Float64Array.from({ length: rows * inputs }, () => random.normal()),
    [rows, inputs],
  );
  const target = tensor(Array.from({ length: rows }, () => random.below(2)));
  const network = dense({ units: 1 });
  const { weights, history } = await train({
    network,
    loss: binaryCrossEntropy(),
    // The documentation adds 0.01·Σw² to the cost, which is λ/2·Σw² with λ = 0.02.
    optimizer: chain(addDecayedWeights(0.02, { of: 'matrices' }), scaleByLearningRate(0.1)),
    data: { features, target },
    rng: random,
    epochs: steps,
    batchSize: rows,
    executor: referenceExecutor,
  });
  const said = predict(network, weights, features, { executor: referenceExecutor }).data;
  const right = target.data.filter((truth, row) => Number(said[row]! > 0) === truth).length;
  return { first: history[0]!.loss, last: history.at(-1)!.loss, right };
}

export const theano = defineProgram({
  name: 'theano',
  title: 'Theano: derivatives of what you write down',
  async run(report) {
    report.say('The slope of x² at 4 and at 94.2, of the sigmoid at 0, 1, −1 and −2:');
    const [four, more] = slopeOfSquare([4, 94.2]);
    report.figures({ 'x² at 4': four!, 'x² at 94.2': more! });
    const at = tensor([
      [0, 1],
      [-1, -2],
    ]);
    const slopes = slopeOfLogistic(at).data;
    report.table(
      ['x', 'slope of the sigmoid'],
      [...at.data].map((x, i) => [x, slopes[i]!]),
    );
    report.say('Logistic regression of 400 random answers on 784 random numbers each, after 500 steps:');
    const { first, last, right } = await learnByHeart(500);
    report.figures({
      'loss at first': first,
      'loss at last': last,
      'right of 400': right,
    });
  },
});
