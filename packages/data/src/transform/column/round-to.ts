import { FoldwiseError } from '@foldwise/core/base';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Rounds numbers to so many decimals, half to even; below 0, to tens, hundreds, …
 *
 * Synthetic data repeat the numbers of what they were made from but for the last digits: `beside('rounded', roundTo(7))` shows them.
 * The product `x · 10^decimals` is rounded and divided again, as by numpy's `round`. Nothing is learned. Missing cells stay missing.
 *
 * @example
 * onColumns(named('Weight'), beside('rounded', roundTo(1)));
 */
export function roundTo(decimals: number): ColumnTransformer {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 15) {
    throw new FoldwiseError(`expected a whole number of decimals from −15 to 15, got ${decimals}`, {
      code: 'input',
      where: 'roundTo',
      hint: 'pass for example roundTo(1)',
    });
  }
  const unit = Number(`1e${Math.abs(decimals)}`);
  return numberStep({ kind: 'roundTo', decimals }, () => (value) => {
    // A number this large has no decimals to lose, and its product could overflow.
    if (decimals >= 0 && Math.abs(value) >= 2 ** 53) return value;
    return decimals < 0 ? halfToEven(value / unit) * unit : halfToEven(value * unit) / unit;
  });
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  if (part !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
