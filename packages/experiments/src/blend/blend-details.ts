import type { BlendDetails, BlendScores } from '../run/run-details.ts';
import type { LoadedMember } from './blend-members.ts';
import type { NestedEnsemble } from './nested-ensemble.ts';

/** What was learned: the blend, and the best run as one that is chosen in the same way. */
interface Learned {
  readonly found: NestedEnsemble;
  readonly single: NestedEnsemble;
}

/** What a blend is made of, and how good it is. */
export function blendDetails(members: readonly LoadedMember[], { found, single }: Learned): BlendDetails {
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
    ...scoresOf(found),
    single: { run: best.id, ...scoresOf(single) },
    methods: found.blenders,
    postProcessors: found.postProcessors,
  };
}

function scoresOf({ nested, raw, averaged }: NestedEnsemble): BlendScores {
  return { nested, raw, ...(averaged !== undefined && { averaged }) };
}
