import { FoldwiseError } from '@foldwise/core';

/** Refuses a time limit that is no time. */
export function checkTimeLimit(seconds: number | undefined): void {
  if (seconds === undefined || seconds > 0) return;
  throw new FoldwiseError(`expected a time limit above 0 seconds, got ${String(seconds)}`, {
    code: 'input',
    where: 'sweep',
    hint: 'pass --time 2h',
  });
}
