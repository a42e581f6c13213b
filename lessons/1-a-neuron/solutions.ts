import { neuron } from './neuron.ts';
import { features } from './spam-filter.ts';

/** Exercise 1: yes only where both inputs are 1. Either weight alone stays below what the bias takes away, both together do not. */
export function and(x: readonly [number, number]): number {
  return neuron(x, [10, 10], -15);
}

/** Exercise 1: yes where at least one input is 1. Either weight alone is more than the bias takes away. */
export function or(x: readonly [number, number]): number {
  return neuron(x, [10, 10], -5);
}

/** Exercise 2: with the bias −4, the word alone gives the net −1, and capitals alone still give 3. */
export function carefulSpamProbability(letter: string): number {
  return neuron(features(letter), [7, 3], -4);
}

/** Exercise 3: a third question, whether a price or a percentage is named, with the weight 4. */
export function spamProbabilityOfThree(letter: string): number {
  const namesMoney = /[$€£]\s?\d|\d\s?%/.test(letter) ? 1 : 0;
  return neuron([...features(letter), namesMoney], [7, 3, 4], -2);
}

/**
 * Exercise 4: how many of the four cases of "either, but not both" the best of many neurons gets right.
 *
 * All four would need b < 0 (case 0 0), w₁ + b > 0 and w₂ + b > 0 (cases 1 0 and 0 1); added up, w₁ + w₂ + 2b > 0, and with b < 0
 * then w₁ + w₂ + b > 0 as well: case 1 1 comes out as yes, and should be no.
 */
export function mostCasesOfEitherOr(): number {
  const cases = [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ] as const;
  const steps = Array.from({ length: 21 }, (_, i) => i - 10);
  let most = 0;
  for (const w1 of steps) {
    for (const w2 of steps) {
      for (const bias of steps) {
        const right = cases.filter(([x1, x2, truth]) => {
          return Math.round(neuron([x1, x2], [w1, w2], bias + 0.5)) === truth;
        });
        most = Math.max(most, right.length);
      }
    }
  }
  return most;
}
