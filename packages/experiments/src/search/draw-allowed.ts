import { FoldwiseError, type Json } from '@foldwise/core';
import { drawParams } from './draw.ts';
import type { SuggestContext } from './sampler.ts';

type Named = { readonly [name: string]: Json };

/** How many draws a constraint may refuse in a row. One in a hundred allowed is found with a probability of 1 − 10⁻⁴. */
export const mostDraws = 1000;

/** What the message says where nothing that a constraint allows could be found. */
export function nothingAllowed(): FoldwiseError {
  return new FoldwiseError(
    `expected parameters that the constraint allows, got ${mostDraws} draws that it refuses`,
    {
      code: 'input',
      where: 'constraint',
      hint: 'narrow the space, so that more of it is allowed, or loosen the constraint',
    },
  );
}

/**
 * Parameters at random that the constraint allows: the first of up to a thousand draws.
 *
 * @throws FoldwiseError (`input`) where it refuses them all.
 */
export function drawAllowed({ space, rng, allows }: Pick<SuggestContext, 'space' | 'rng' | 'allows'>): Named {
  const first = drawParams(space, rng);
  if (allows === undefined || allows(first)) return first;
  for (let draw = 1; draw < mostDraws; draw++) {
    const params = drawParams(space, rng.split(`draw ${draw}`));
    if (allows(params)) return params;
  }
  throw nothingAllowed();
}
