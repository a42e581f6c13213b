import { exp } from '@foldwise/core';
import { plus, power, type Scalar, times } from './engine.ts';
import { forward, type Network, start } from './two-by-two.ts';

/** Exercise 1: a gate that is handed the larger of two numbers lets the slope through to that one alone. */
export function largest(a: Scalar, b: Scalar): Scalar {
  const isA = a.value > b.value;
  return {
    value: isA ? a.value : b.value,
    slope: 0,
    parts: [a, b],
    passBack: ({ slope }) => void ((isA ? a : b).slope += slope),
  };
}

/**
 * Exercise 2: the slope of the network's error along one of its weights, by trying: a little to the right, a little to the left.
 *
 * What the curve's bend makes wrong shrinks with the square of the step, to nothing at 10⁻⁶; what rounding makes wrong grows as the step
 * shrinks, because two nearly equal errors are subtracted: at 10⁻¹⁵ no digit is left.
 */
export function measuredSlope(which: number, little = 1e-6): number {
  const at = (moved: number): Network => ({
    ...start,
    w: start.w.map((w, i) => (i === which ? w + moved : w)),
  });
  return (forward(at(little)).error - forward(at(-little)).error) / (2 * little);
}

/** Exercise 3: the hinge cost of a line w₀·x + w₁·y + w₂: what each score lacks of 1 on its own side, and α·(w₀² + w₁²). */
export function hingeCost(
  points: readonly (readonly number[])[],
  sides: readonly number[],
  w: readonly number[],
  alpha: number,
) {
  const scores = points.map(([x, y]) => w[0]! * x! + w[1]! * y! + w[2]!);
  const costs = scores.map((score, i) => Math.max(0, 1 - sides[i]! * score));
  const penalty = alpha * (w[0]! ** 2 + w[1]! ** 2);
  return { scores, costs, penalty, total: costs.reduce((sum, cost) => sum + cost, penalty) };
}

/** Exercise 4: 1/(1 + e⁻ˣ) from the operations that are there, and one that is not: e to the power of x, which is its own slope. */
export function sigmoidOfParts(x: Scalar): Scalar {
  return power(plus(exponential(times(x, -1)), 1), -1);
}

function exponential(x: Scalar): Scalar {
  const passBack = (self: Scalar): void => void (x.slope += self.value * self.slope);
  return { value: exp(x.value), slope: 0, parts: [x], passBack };
}
