import { exp } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';

/** The sum of all inputs, each times its weight, and of the bias. */
export function net(inputs: readonly number[], weights: readonly number[], bias: number): number {
  return inputs.reduce((sum, input, i) => sum + input * weights[i]!, bias);
}

/** Any number, bent into the range from 0 to 1: 1 / (1 + e⁻ᶻ). */
export function sigmoid(z: number): number {
  return 1 / (1 + exp(-z));
}

/** What a neuron says to its inputs. */
export function neuron(inputs: readonly number[], weights: readonly number[], bias: number): number {
  return sigmoid(net(inputs, weights, bias));
}

export const aNeuronByHand = defineProgram({
  name: 'neuron',
  title: 'A neuron, by hand',
  run(report) {
    const weights = [7, 3];
    const bias = -2;
    report.say('Two inputs, 1 and 0; two weights, 7 and 3; the bias −2:');
    const output = neuron([1, 0], weights, bias);
    report.figures({ net: net([1, 0], weights, bias), output, 'output, rounded': Math.round(output) });

    report.say('The same neuron and all inputs that there are:');
    const cases = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const;
    report.table(
      ['x₁', 'x₂', 'net', 'output'],
      cases.map((x) => [...x, net(x, weights, bias), neuron(x, weights, bias)]),
    );

    const around = Array.from({ length: 161 }, (_, i) => -8 + i / 10);
    report.plot({
      title: 'The sigmoid, and where the four cases lie on it',
      x: 'net',
      y: 'output',
      series: [
        { name: 'sigmoid', kind: 'line', points: around.map((z) => [z, sigmoid(z)]) },
        {
          name: 'the four cases',
          kind: 'dots',
          points: cases.map((x) => [net(x, weights, bias), neuron(x, weights, bias)]),
        },
      ],
    });
  },
});
