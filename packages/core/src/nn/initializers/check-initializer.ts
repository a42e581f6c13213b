import { FoldwiseError } from '../../errors.ts';
import type { Initializer } from './initializer.ts';

/** An initialiser, or an error that names the maker and the option it was passed as. */
export function checkInitializer(where: string, option: string, init: Initializer): Initializer {
  if (typeof init === 'object' && init !== null && typeof init.draw === 'function' && 'spec' in init)
    return init;
  throw new FoldwiseError(`expected ${option} to be an initialiser, got a value of type ${typeof init}`, {
    code: 'input',
    where,
    hint: 'pass what a maker returns: heNormal(), not heNormal',
  });
}
