import { primitive, type Value } from '../primitive.ts';

const stopGradientOp = primitive<null>({
  name: 'stopGradient',
  lowering: 'stopGradient',
  shape: ([x]) => x!,
  forward: ([x]) => x!,
  backward: () => [undefined],
});

/**
 * x as it is, but as a constant to whoever differentiates: nothing flows back through it.
 *
 * @example
 * multiply(x, stopGradient(x)); // its gradient is x, not 2x
 */
export function stopGradient(x: Value): Value {
  return stopGradientOp(null, x);
}
