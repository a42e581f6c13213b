import { add, multiply, square } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { expm1 } from '../../math/expm1.ts';
import { log } from '../../math/log.ts';
import { checkHyper } from '../check-hyper.ts';
import type { AdamMoments } from './scale-by-adam.ts';

/** The moments of a rule of Adam's kind, checked; the defaults are those of Adam's paper. */
export function checkMoments(
  where: string,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamMoments,
): Required<AdamMoments> {
  checkHyper(where, 'beta1', beta1, 0, 1);
  checkHyper(where, 'beta2', beta2, 0, 1);
  checkHyper(where, 'epsilon', epsilon);
  return { beta1, beta2, epsilon };
}

/** β·old + (1 − β)·now. */
export function mixed(old: Value, now: Value, beta: number): Value {
  return add(multiply(old, beta), multiply(now, 1 - beta));
}

/** β·old + (1 − β)·now². */
export function mixedSquare(old: Value, now: Value, beta: number): Value {
  return add(multiply(old, beta), multiply(square(now), 1 - beta));
}

/** 1 − βᵗ, what the first t weights of a mean that started at 0 add up to, without the digits that β near 1 would cost. */
export function sharesUntil(beta: number, step: number): number {
  return -expm1(step * log(beta));
}
