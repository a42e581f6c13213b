import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Json } from '@foldwise/core';
import type { Transformer } from '@foldwise/data';
import type { Competition } from '../competition/define-competition.ts';
import type { Sweep } from '../competition/define-sweep.ts';
import type { Model } from '../model/model.ts';

/** The sweep of this name; the first one where no name is given. */
export function sweepNamed(competition: Competition, name?: string): Sweep {
  const { sweeps } = competition;
  const found = name === undefined ? sweeps[0] : sweeps.find((sweep) => sweep.name === name);
  if (found !== undefined) return found;
  const names = sweeps.map((sweep) => sweep.name);
  throw new FoldwiseError(
    name === undefined ? 'expected a sweep, got none' : `expected a sweep, got "${name}"`,
    {
      code: 'input',
      where: `competition "${competition.name}"`,
      hint: names.length === 0 ? 'add one: sweeps: [defineSweep({ … })]' : didYouMean(name ?? '', names),
    },
  );
}

/** The model of this name, with its name; the first one where no name is given. */
export function modelNamed(
  competition: Competition,
  name?: string,
): { readonly name: string; readonly model: Model } {
  const names = Object.keys(competition.models);
  const chosen = name ?? names[0]!;
  const model = names.includes(chosen) ? competition.models[chosen] : undefined;
  if (model !== undefined) return { name: chosen, model };
  throw new FoldwiseError(`expected a model, got "${chosen}"`, {
    code: 'input',
    where: `competition "${competition.name}"`,
    hint: didYouMean(chosen, names),
  });
}

/** What a sweep's function made, which is the user's own code and may have made anything. */
function checked(made: unknown, name: string): Model {
  const parts = typeof made === 'object' && made !== null ? (made as Partial<Model>) : {};
  if (typeof parts.fit === 'function' && typeof parts.spec === 'object') return made as Model;
  const got = made === undefined ? 'nothing' : made === null ? 'null' : `a ${typeof made} without fit()`;
  throw new FoldwiseError(`expected model: (p) => … to return a model, got ${got}`, {
    code: 'input',
    where: `sweep "${name}"`,
    hint: 'return neuralNetwork({ … })',
  });
}

/** The features of a trial: what the sweep makes of its parameters where it makes some, or the competition's. */
export function featuresOf(
  competition: Competition,
  kind: 'sweep' | 'cv',
  name: string,
  params: { readonly [name: string]: Json },
): Transformer {
  const sweep = kind === 'cv' ? undefined : sweepNamed(competition, name);
  if (sweep?.features === undefined) return competition.features;
  const made: unknown = sweep.features(params);
  const parts = typeof made === 'object' && made !== null ? (made as Partial<Transformer>) : {};
  if (typeof parts.fit === 'function' && typeof parts.spec === 'object') return made as Transformer;
  throw new FoldwiseError('expected features: (p) => … to return a transformer, got something else', {
    code: 'input',
    where: `sweep "${name}"`,
    hint: 'return pipeline(…)',
  });
}

/** The model of a trial: what the sweep makes of its parameters, or the named model. */
export function modelOf(
  competition: Competition,
  kind: 'sweep' | 'cv',
  name: string,
  params: { readonly [name: string]: Json },
): Model {
  if (kind === 'cv') return modelNamed(competition, name).model;
  return checked(sweepNamed(competition, name).model(params), name);
}
