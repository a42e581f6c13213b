import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { initializer } from './initializer.ts';
import type { Initializer } from './initializer.ts';

/** The variance that a weight should have, from how many numbers feed one output and how many outputs one input feeds. */
export type VarianceOfFans = (fanIn: number, fanOut: number) => number;

/** w ~ N(0, variance). */
export function fanNormal(kind: string, variance: VarianceOfFans): Initializer {
  return initializer({ kind }, (shape, rng) => {
    const std = Math.sqrt(variance(...fansOf(shape)));
    return () => std * rng.normal();
  });
}

/** w ~ U[−a, a) of the same variance a²/3. */
export function fanUniform(kind: string, variance: VarianceOfFans): Initializer {
  return initializer({ kind }, (shape, rng) => {
    const bound = Math.sqrt(3 * variance(...fansOf(shape)));
    return () => bound * (2 * rng.uniform() - 1);
  });
}

/** `[fanIn, fanOut]` of a weight of shape `[…field, inputs, outputs]`; a vector's length counts as both. */
function fansOf(shape: Shape): readonly [fanIn: number, fanOut: number] {
  const outputs = shape.at(-1) ?? 1;
  const inputs = shape.at(-2) ?? outputs;
  const field = sizeOf(shape.slice(0, -2));
  return [inputs * field, outputs * field];
}
