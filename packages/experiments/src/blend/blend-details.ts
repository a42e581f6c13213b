import type { Fold } from '@foldwise/data';
import type { Competition } from '../competition/define-competition.ts';
import type { BlendDetails, BlendScores } from '../run/run-details.ts';
import { averagedScore } from './averaged-score.ts';
import type { LoadedMember } from './blend-members.ts';
import { applyEnsemble } from './ensemble.ts';
import type { NestedEnsemble } from './nested-ensemble.ts';

/** What was learned: the blend, and the best run as one that is chosen in the same way. */
interface Learned {
  readonly found: NestedEnsemble;
  readonly single: NestedEnsemble;
}

/** What a blend is made of, and how good it is. */
export function blendDetails(
  competition: Competition,
  folds: readonly Fold[],
  members: readonly LoadedMember[],
  { found, single }: Learned,
): BlendDetails {
  const { blender, weights, post } = found.ensemble;
  const used = members.flatMap(({ id, predictions }, m) => {
    const weight = weights.members[m]!;
    return weight === 0 ? [] : [{ run: id, predictions, weight }];
  });
  const best = members.find((_, m) => single.ensemble.weights.members[m] === 1)!;
  return {
    members: used.toSorted((a, b) => b.weight - a.weight),
    considered: members.length,
    method: blender.spec,
    bias: weights.bias === undefined ? null : [...weights.bias],
    post: post === undefined ? null : { kind: post.processor.spec.kind, tuned: post.tuned },
    ...scoresOf(competition, folds, members, found),
    single: { run: best.id, ...scoresOf(competition, folds, members, single) },
    methods: found.blenders,
    postProcessors: found.postProcessors,
  };
}

function scoresOf(
  { metric, task }: Competition,
  folds: readonly Fold[],
  members: readonly LoadedMember[],
  { ensemble, nested, raw }: NestedEnsemble,
): BlendScores {
  // A run from before they were kept has none.
  if (members.some(({ byFold }) => byFold.length !== folds.length)) return { nested, raw };
  const byFold = folds.map((_, fold) => {
    const predictions = members.map((member) => member.byFold[fold]!);
    return applyEnsemble(ensemble, predictions, task);
  });
  const averaged = averagedScore({ metric, score: nested, folds, byFold });
  return { nested, raw, ...(averaged !== undefined && { averaged }) };
}
