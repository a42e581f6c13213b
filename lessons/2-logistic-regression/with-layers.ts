import {
  binaryCrossEntropy,
  dense,
  leavesOf,
  referenceExecutor,
  rng,
  sgd,
  tensor,
  train,
  zeroWeights,
} from '@foldwise/core';
import { defineProgram } from '../lesson.ts';
import { gradient, step } from './logistic.ts';
import { madeUpExams } from './made-up-exams.ts';

export const withLayers = defineProgram({
  name: 'with-layers',
  title: 'The same, said in one layer',
  async run(report) {
    const { rows, answers } = madeUpExams();
    let byHand: readonly number[] = [0, 0, 0];
    for (let i = 0; i < 1000; i++) byHand = step(byHand, gradient(byHand, rows, answers), 0.5);

    // The layer brings a bias of its own, so the 1 before each row goes.
    const { weights } = await train({
      network: dense({ units: 1, kernelInit: zeroWeights() }),
      loss: binaryCrossEntropy(),
      optimizer: sgd({ learningRate: 0.5 }),
      data: { features: tensor(rows.map((row) => row.slice(1))), target: tensor(answers) },
      rng: rng(0),
      epochs: 1000,
      batchSize: rows.length,
      // In float64, as by hand; the compiled executor, which trains unless told otherwise, rounds to float32.
      executor: referenceExecutor,
    });
    // Leaves come in the order of their names.
    const [bias, kernel] = leavesOf(weights);
    const byLayer = [...bias!.leaf.data, ...kernel!.leaf.data];
    report.table(
      ['weight', 'by hand', 'by the layer'],
      ['bias', 'first exam', 'second exam'].map((name, j) => [name, byHand[j]!, byLayer[j]!]),
    );
    report.figures({
      'largest difference is below 1e-12': byHand.every((value, j) => Math.abs(value - byLayer[j]!) < 1e-12)
        ? 'yes'
        : 'no',
    });
  },
});
