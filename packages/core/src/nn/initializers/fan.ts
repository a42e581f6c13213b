import type { Spec } from '../../spec.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { initializer } from './initializer.ts';
import type { Initializer } from './initializer.ts';

/** The variance that a weight should have, from how many numbers feed one output and how many outputs one input feeds. */
export type VarianceOfFans = (fanIn: number, fanOut: number) => number;

/** How much wider weights are drawn than a scheme says. */
export interface GainOptions {
  /** What every weight is multiplied by, for the layer that follows (√2 for ReLU, 5/3 for tanh); 1 by default. */
  readonly gain?: number;
}

/** w ~ N(0, gain²·variance). */
export function fanNormal(kind: string, variance: VarianceOfFans, options: GainOptions = {}): Initializer {
  const gain = gainOf(kind, options);
  return initializer(specOf(kind, gain), (shape, rng) => {
    const std = gain * Math.sqrt(variance(...fansOf(shape)));
    return () => std * rng.normal();
  });
}

/** w ~ U[−a, a) of the same variance a²/3. */
export function fanUniform(kind: string, variance: VarianceOfFans, options: GainOptions = {}): Initializer {
  const gain = gainOf(kind, options);
  return initializer(specOf(kind, gain), (shape, rng) => {
    const bound = gain * Math.sqrt(3 * variance(...fansOf(shape)));
    return () => bound * (2 * rng.uniform() - 1);
  });
}

function gainOf(kind: string, options: GainOptions): number {
  const { gain = 1 } = checkOptions(kind, options, ['gain']);
  return checkNumber(kind, 'gain', gain, 'a number above 0', (value) => value > 0);
}

/** A gain of 1 is not worth a word. */
function specOf(kind: string, gain: number): Spec {
  return gain === 1 ? { kind } : { kind, gain };
}

/** `[fanIn, fanOut]` of a weight of shape `[…field, inputs, outputs]`; a vector's length counts as both. */
function fansOf(shape: Shape): readonly [fanIn: number, fanOut: number] {
  const outputs = shape.at(-1) ?? 1;
  const inputs = shape.at(-2) ?? outputs;
  const field = sizeOf(shape.slice(0, -2));
  return [inputs * field, outputs * field];
}
