import { FoldwiseError } from '@foldwise/core';

/** Refuses an option that is no whole number of at least `least`. */
export function checkWhole(where: string, name: string, value: number, least: number, usual: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(`expected ${name} as a whole number of at least ${least}, got ${String(value)}`, {
    code: 'input',
    where,
    hint: `leave it out, or pass ${name}: ${usual}`,
  });
}
