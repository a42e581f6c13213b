import { FoldwiseError } from '@foldwise/core/base';

/** A whole number of at least `least`, refused otherwise. */
export function checkWhole(where: string, option: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new FoldwiseError(`expected ${option} to be a whole number of at least ${least}, got ${value}`, {
    code: 'input',
    where,
  });
}
