import { didYouMean, FoldwiseError } from './errors.ts';

/**
 * The options of a maker; throws where they are no object, or hold one that the maker does not know: competition files run without
 * their types being checked, and a misspelt option that is ignored is a network that nobody asked for.
 */
export function checkOptions<T extends object>(
  where: string,
  options: T,
  known: readonly (keyof T & string)[],
): T {
  if (typeof options !== 'object' || options === null) {
    throw new FoldwiseError(`expected an object of options, got ${show(options)}`, {
      code: 'input',
      where,
      hint: `pass { ${known[0]}: … }`,
    });
  }
  const names: readonly string[] = known;
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const hint = didYouMean(name, names);
    throw new FoldwiseError(`expected no option "${name}", got one`, { code: 'input', where, hint });
  }
  return options;
}

/** An integer of at least `least`, or an error that names the maker and the option. */
export function checkCount(where: string, option: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new FoldwiseError(`expected ${option} to be an integer of at least ${least}, got ${show(value)}`, {
    code: 'input',
    where,
    hint: `pass for example ${option}: ${Math.max(least, 16)}`,
  });
}

/**
 * A number that passes `holds`, or an error that says what was `wanted`: for the options of a transformer, a layer or a model of one's own.
 *
 * @throws FoldwiseError `input`, at the maker, where it is no finite number or does not pass.
 * @example
 * checkNumber('smooth', 'width', width, 'a finite number above 0', (value) => value > 0);
 */
export function checkNumber(
  where: string,
  option: string,
  value: number,
  wanted = 'a finite number',
  holds: (value: number) => boolean = () => true,
): number {
  if (Number.isFinite(value) && holds(value)) return value;
  throw new FoldwiseError(`expected ${option} to be ${wanted}, got ${show(value)}`, { code: 'input', where });
}

/**
 * True or false, or an error that names the maker and the option.
 *
 * @throws FoldwiseError `input`, at the maker, where it is anything else.
 * @example
 * checkFlag('smooth', 'centred', centred);
 */
export function checkFlag(where: string, option: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new FoldwiseError(`expected ${option} to be true or false, got ${show(value)}`, {
    code: 'input',
    where,
  });
}

/** A value as an error shows it: text in quotes, anything large by its type. */
function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
