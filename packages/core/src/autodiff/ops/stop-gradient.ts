import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';

/** `stopGradient` itself: compiled, it is its input under another name. */
export const stopGradientOp: Primitive<null> = {
  name: 'stopGradient',
  shape: ([x]) => x!,
  forward: ([x]) => x!,
  backward: () => [undefined],
  vector: (_, [x]) => x!,
};

/**
 * x as it is, but as a constant to whoever differentiates: nothing flows back through it.
 *
 * @example
 * multiply(x, stopGradient(x)); // its gradient is x, not 2x
 */
export function stopGradient(x: Value): Value {
  return applyPrimitive(stopGradientOp, null, [x]);
}
