import { concat, reshape, slice, transpose } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';

/** The steps of sequences, `[steps, batch, …]` → `[batch, …]` for each. */
export function stepsOf(x: Value): readonly Value[] {
  const [steps, ...rest] = x.shape;
  if (steps === 1) return [reshape(x, rest)];
  // Halves of halves: where derivatives are put together again, each number is copied log(steps) times, not once for every step.
  const half = Math.ceil(steps! / 2);
  return [...stepsOf(slice(x, 0, 0, half)), ...stepsOf(slice(x, 0, half))];
}

/** Steps `[batch, …]` one after the other, as sequences `[batch, steps, …]`. */
export function sequencesOf(steps: readonly Value[]): Value {
  return stepsFirst(
    concat(
      steps.map((step) => reshape(step, [1, ...step.shape])),
      0,
    ),
  );
}

/** Batch and steps exchanged, which is its own way back. */
export function stepsFirst(x: Value): Value {
  return transpose(x, [1, 0, ...x.shape.slice(2).map((_, i) => i + 2)]);
}
