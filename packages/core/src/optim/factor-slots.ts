import { multiply } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { scalar } from '../tensor/make.ts';
import type { Factors, Tensor } from '../tensor/tensor.ts';
import type { Slots } from './rule.ts';

/**
 * A slot for each weight whose factors come to another number than 1: that number, kept as it is from step to step. Where no weight
 * has factors nothing is remembered, and nothing is multiplied.
 */
export function factorSlots(
  weights: readonly Tensor[],
  of: (factors: Factors) => number,
): readonly { readonly [slot: string]: Tensor }[] {
  return weights.map(({ factors }): { readonly [slot: string]: Tensor } => {
    const factor = factors === undefined ? 1 : of(factors);
    return factor === 1 ? {} : { factor: scalar(factor) };
  });
}

/** The value times the factor of weight i, where it has one. */
export function timesFactor(value: Value, slots: Slots, i: number): Value {
  const factor = slots[i]?.['factor'];
  return factor === undefined ? value : multiply(value, factor);
}
