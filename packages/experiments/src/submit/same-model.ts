import { FoldwiseError } from '@foldwise/core';
import type { Transformer } from '@foldwise/data';
import { hashOf } from '../journal/canonical-json.ts';
import type { Model } from '../model/model.ts';
import { featuresOf, modelOf } from '../run/model-of.ts';
import type { OpenCompetition } from '../run/options.ts';
import type { StudyStarted, TrialComplete } from '../run/study-event.ts';

/**
 * The run's model and features, as they were: what the competition says today must be what the run was made of.
 *
 * @throws FoldwiseError `input` with the `hint` where it is not.
 */
export function sameModel(
  open: OpenCompetition,
  { kind, name, study, identity }: StudyStarted,
  event: TrialComplete,
  hint: string,
): { readonly model: Model; readonly features: Transformer } {
  const { competition } = open;
  if (kind === 'blend') {
    throw new FoldwiseError('expected a run of one model, got a blend of several', {
      code: 'input',
      where: `${study}/${event.trial}`,
      hint: 'submit it as it is, without --refit, or name one of its members (foldwise show lists them)',
    });
  }
  const model = modelOf(competition, kind, name, event.params);
  const features = featuresOf(competition, kind, name, event.params);
  const same =
    hashOf(model.spec) === hashOf(event.model) &&
    hashOf(event.features ?? identity['features']!) === hashOf(features.spec);
  if (same) return { model, features };
  throw new FoldwiseError(
    'expected the model and features that the run was made with, but the competition has others now',
    {
      code: 'input',
      where: `${study}/${event.trial}`,
      hint,
    },
  );
}
