import { cost, type Row } from './logistic.ts';

/**
 * Exercise 1: what one step multiplies the distance from the lowest point by. A step leads from x to x − η·2(x − 3), so that x − 3 becomes
 * (1 − 2η)(x − 3): the way shrinks where that factor lies between −1 and 1, for learning rates between 0 and 1, and for a half one is
 * there in one step.
 */
export function factorOfAStep(learningRate: number): number {
  return 1 - 2 * learningRate;
}

/** Exercise 2: with weights of 0 every net is 0 and every probability a half, so each row costs −log ½ = log 2, whatever the answers. */
export function costOfKnowingNothing(rows: readonly Row[], answers: readonly number[]): number {
  return cost(
    rows[0]!.map(() => 0),
    rows,
    answers,
  );
}

/** Exercise 3: the slope along one weight, from two places a little way apart. */
export function measuredSlope(
  weights: readonly number[],
  rows: readonly Row[],
  answers: readonly number[],
  which: number,
  distance = 1e-5,
): number {
  const at = (moved: number) =>
    cost(
      weights.map((weight, j) => (j === which ? weight + moved : weight)),
      rows,
      answers,
    );
  return (at(distance) - at(-distance)) / (2 * distance);
}

/** Exercise 4: on the border the net is 0, b + w₁·x₁ + w₂·x₂ = 0, which is solved for x₂. */
export function secondScoreNeeded([bias, first, second]: readonly number[], firstScore: number): number {
  return -(bias! + first! * firstScore) / second!;
}
