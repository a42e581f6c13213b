import { didYouMean, FoldwiseError } from '@foldwise/core/base';

export { checkFlag, checkNumber } from '@foldwise/core/base';

/** A whole number of at least `least`, or an error that names the maker and the option. */
export function checkWhole(where: string, option: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new FoldwiseError(`expected ${option} to be a whole number of at least ${least}, got ${value}`, {
    code: 'input',
    where,
    hint: `pass for example ${option}: ${Math.max(least, 10)}`,
  });
}

/** One of the names, or an error with "did you mean". */
export function checkChoice<const T extends string>(
  where: string,
  option: string,
  value: T,
  choices: readonly T[],
): T {
  if (choices.includes(value)) return value;
  throw new FoldwiseError(
    `expected ${option} to be one of ${choices.map((choice) => `'${choice}'`).join(', ')}, got '${value}'`,
    { code: 'input', where, hint: didYouMean(value, choices) },
  );
}

/** At least one name, each one of `choices` and none twice. */
export function checkChoices<const T extends string>(
  where: string,
  option: string,
  values: readonly T[],
  choices: readonly T[],
): readonly T[] {
  if (values.length === 0 || new Set(values).size < values.length) {
    throw new FoldwiseError(
      `expected ${option} to be at least one name and none twice, got [${values.join(', ')}]`,
      { code: 'input', where, hint: `choose from ${choices.join(', ')}` },
    );
  }
  return Object.freeze(values.map((value) => checkChoice(where, option, value, choices)));
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
