import { FoldwiseError, type Rng } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { coordinateAt } from '../draw.ts';
import { mostDraws, nothingAllowed } from '../draw-allowed.ts';
import { parametersOf, paramsAt } from '../parameters.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import { haltonSequence } from '../sequences/halton.ts';
import { mostSobolDimensions, sobolSequence } from '../sequences/sobol.ts';
import type { Params, SearchSpace } from '../space.ts';

type Sequence = (dimensions: number, random: Rng) => (index: number) => Float64Array;

/** Trial k gets the point number k of a sequence; of those that the constraint allows, where there is one. */
function sequenceSampler(kind: 'sobol' | 'halton', sequence: Sequence): Sampler {
  const where = `${kind}Sampler`;
  const suggested = ({ space, trial, sweepRng, allows }: SuggestContext): unknown => {
    const parameters = parametersOf(space);
    const pointAt = sequence(parameters.length, sweepRng.split(kind));
    const at = (index: number) => {
      const uniform = pointAt(index);
      return paramsAt(
        parameters,
        uniform.map((u, i) => coordinateAt(parameters[i]!.dimension, u)),
      );
    };
    if (allows === undefined) return at(trial);
    for (let [index, allowed] = [0, 0]; index < mostDraws * (trial + 1); index++) {
      const params = at(index);
      if (allows(params) && allowed++ === trial) return params;
    }
    throw nothingAllowed();
  };
  return Object.freeze({
    spec: Object.freeze({ kind }),
    servesSeveralGoals: true,
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> =>
      asParams(context.space, suggested(context), where),
  });
}

/**
 * Walks through the space by Sobol's scrambled sequence, which leaves smaller gaps than random search: every 2ᵏ trials in a row try 2ᵏ
 * equal parts of each parameter, once each. Priors and weights of the space count; results do not.
 *
 * @throws FoldwiseError (`input`) on suggesting, for a space of more than 256 parameters, or where the constraint allows nothing.
 * @example
 * const sampler = sobolSampler();
 */
export function sobolSampler(): Sampler {
  return sequenceSampler('sobol', (dimensions, random) => {
    if (dimensions <= mostSobolDimensions) return sobolSequence(dimensions, random);
    throw new FoldwiseError(`expected at most ${mostSobolDimensions} parameters, got ${dimensions}`, {
      code: 'input',
      where: 'sobolSampler',
      hint: 'use haltonSampler() or randomSampler()',
    });
  });
}

/**
 * Walks through the space by Halton's sequence with permuted digits: even like Sobol's in few dimensions, for any number of trials, not
 * only powers of two. Priors and weights of the space count; results do not.
 *
 * @throws FoldwiseError (`input`) on suggesting, where the constraint allows nothing.
 * @example
 * const sampler = haltonSampler();
 */
export function haltonSampler(): Sampler {
  return sequenceSampler('halton', haltonSequence);
}
