import { ops, tensor, type Value, valueAndGradient } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';
import { backward, forward, inputs, start, targets } from './two-by-two.ts';

/** The slopes along w₁ … w₈, found by core. */
export function slopesByCore(): readonly number[] {
  // A row for each input of a layer, a column for each of its neurons; rows of a batch go in, and here is only one.
  const w = start.w;
  const weights = {
    hidden: tensor([
      [w[0]!, w[2]!],
      [w[1]!, w[3]!],
    ]),
    outputs: tensor([
      [w[4]!, w[6]!],
      [w[5]!, w[7]!],
    ]),
  };
  const layer = (from: Value, kernel: Value, biases: readonly number[]) =>
    ops.sigmoid(ops.add(ops.matmul(from, kernel), tensor(biases)));
  const { gradient } = valueAndGradient((at) => {
    const hidden = layer(tensor([[...inputs]]), at.hidden, start.biases.slice(0, 2));
    const outputs = layer(hidden, at.outputs, start.biases.slice(2));
    return ops.multiply(ops.sum(ops.square(ops.subtract(outputs, tensor([[...targets]])))), 1 / 2);
  }, weights);
  const [h, o] = [gradient.hidden.data, gradient.outputs.data];
  return [h[0]!, h[2]!, h[1]!, h[3]!, o[0]!, o[2]!, o[1]!, o[3]!];
}

export const withCore = defineProgram({
  name: 'with-core',
  title: 'The same slopes, by core',
  run(report) {
    const byHand = backward(start, forward(start)).slopes;
    const byCore = slopesByCore();
    report.table(
      ['weight', 'slope by hand', 'slope by core'],
      byHand.map((slope, i) => [`w${'₁₂₃₄₅₆₇₈'[i]}`, slope, byCore[i]!]),
    );
    const off = Math.max(...byHand.map((slope, i) => Math.abs(slope / byCore[i]! - 1)));
    report.figures({ 'equal to 15 digits': off < 1e-15 ? 'yes' : 'no' });
  },
});
