import { exp } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';

/** A neuron of one weight and one bias. */
export interface Neuron {
  readonly w: number;
  readonly b: number;
}

/** What tells it how wrong it is: ½·(a − t)², −log(1 − a) for t = 0, or what the book's page really steps along. */
export type NeuronCost = 'quadratic' | 'cross-entropy' | 'as on the page';

/** What the neuron says of the input 1. */
export function outputOf({ w, b }: Neuron): number {
  return 1 / (1 + exp(-(w + b)));
}

/**
 * The slope of the cost with respect to z = w + b, where a should become 0.
 *
 * Quadratic: a·σ′(z) = a·a·(1 − a), which is next to nothing where a is near 1: the neuron is saturated. Cross-entropy: a. The
 * picture on the book's page steps along ∂C/∂a = 1/(1 − a) instead, which is why it moves so fast there.
 */
function slope(cost: NeuronCost, a: number): number {
  if (cost === 'quadratic') return a * a * (1 - a);
  return cost === 'cross-entropy' ? a : 1 / (1 - a);
}

/** The neuron after each of so many steps, as it was first among them. */
export function learn(start: Neuron, cost: NeuronCost, eta: number, steps: number): readonly Neuron[] {
  const seen = [start];
  for (let step = 0; step < steps; step++) {
    const { w, b } = seen[step]!;
    const move = eta * slope(cost, outputOf({ w, b }));
    seen.push({ w: w - move, b: b - move });
  }
  return seen;
}

export const saturatedNeuron = defineProgram({
  name: 'saturated-neuron',
  title: 'A neuron that is badly wrong',
  run(report) {
    report.say('The input is 1 and the answer should be 0. Two neurons, and what they say after 300 steps:');
    const starts = [
      { w: 0.6, b: 0.9 },
      { w: 2, b: 2 },
    ];
    const costs = [
      ['quadratic', 0.15],
      ['cross-entropy', 0.005],
      ['as on the page', 0.005],
    ] as const;
    report.table(
      ['w', 'b', 'cost', 'η', 'at first', 'after 300'],
      starts.flatMap((start) =>
        costs.map(([cost, eta]) => {
          const path = learn(start, cost, eta, 300);
          return [start.w, start.b, cost, eta, outputOf(start), outputOf(path[300]!)];
        }),
      ),
    );
    const path = (start: Neuron, eta: number, cost: NeuronCost) =>
      learn(start, cost, eta, 300).map((neuron, step) => [step, outputOf(neuron)] as const);
    report.plot({
      title: 'The output of w = b = 2 on its way to 0',
      x: 'step',
      y: 'output',
      series: [
        { name: 'quadratic, η = 0.15', kind: 'line', points: path(starts[1]!, 0.15, 'quadratic') },
        { name: 'cross-entropy, η = 0.15', kind: 'line', points: path(starts[1]!, 0.15, 'cross-entropy') },
      ],
    });
  },
});
