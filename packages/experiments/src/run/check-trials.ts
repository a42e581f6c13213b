import { FoldwiseError } from '@foldwise/core';

/** Refuses a number of trials that is not a whole number of at least 1. */
export function checkTrials(trials: number): void {
  if (Number.isInteger(trials) && trials >= 1) return;
  throw new FoldwiseError(`expected a whole number of trials of at least 1, got ${String(trials)}`, {
    code: 'input',
    where: 'sweep',
    hint: 'pass --trials 20',
  });
}
