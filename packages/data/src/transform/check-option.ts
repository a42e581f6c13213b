import { didYouMean, FoldwiseError } from '@foldwise/core';

/** Refuses a number that is not whole or below `least`. */
export function checkWhole(where: string, option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(`expected ${option} to be a whole number of at least ${least}, got ${value}`, {
    code: 'input',
    where,
    hint: `pass ${option}: ${Math.max(least, 1)}`,
  });
}

/** Refuses a text that is none of the choices. */
export function checkChoice(where: string, option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const all = choices.map((choice) => `'${choice}'`).join(', ');
  throw new FoldwiseError(`expected ${option} to be one of ${all}, got '${value}'`, {
    code: 'input',
    where,
    hint: didYouMean(value, choices),
  });
}

/** Refuses a list without anything in it. */
export function checkSome(where: string, option: string, list: readonly unknown[]): void {
  if (list.length > 0) return;
  throw new FoldwiseError(`expected at least one of ${option}, got none`, {
    code: 'input',
    where,
    hint: `leave ${option} out for the usual ones, or name some`,
  });
}
