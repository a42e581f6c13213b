import type { Json } from '@foldwise/core';
import type { Report, RunDetails } from '@foldwise/experiments';
import { methodOf } from '../facts/blend-methods.ts';

/** The command lines that make the run again, from the same sources and data. */
export function repeatCommands({ competition, run, search }: Report): readonly string[] {
  const { row, machine } = run;
  const seed = row.seed === 0 ? '' : ` --seed ${row.seed}`;
  const portable = machine?.portable === true ? ' --portable' : '';
  const trials = Object.values(search?.states ?? {}).reduce((sum, count) => sum + count, 0);
  const made = {
    sweep: () =>
      `foldwise sweep ${competition} ${row.name} --trials ${trials}${sweepOptions(run)}${seed}${portable}`,
    cv: () => `foldwise cv ${competition} ${row.name}${seed}${portable}`,
    blend: () => `foldwise blend ${competition}${blendOptions(run)}${seed}`,
  };
  return [
    made[row.kind](),
    `foldwise show ${competition} ${row.id}`,
    `foldwise submit ${competition} ${row.id}`,
  ];
}

/** What a sweep was told beside what it says itself: a command without it would be another study. */
function sweepOptions({ study }: RunDetails): string {
  const { warmStart = [] } = (study['subject'] ?? {}) as { readonly warmStart?: readonly string[] };
  return warmStart.map((name) => ` --warm-start ${name}`).join('');
}

/** What a blend was made of, as the journal keeps it: all runs that it chose among, not only those that have a weight. */
interface BlendSubject {
  readonly members?: readonly { readonly run: string }[];
  readonly top?: number;
  readonly blenders?: readonly { readonly kind: string }[];
  readonly postProcessors?: readonly Json[];
}

function blendOptions({ study }: RunDetails): string {
  const { members = [], top = 25, blenders = [], postProcessors } = (study['subject'] ?? {}) as BlendSubject;
  const [only, ...others] = blenders;
  return [
    ` --from ${members.map(({ run }) => run).join(' ')}`,
    ...(top === 25 ? [] : [` --top ${top}`]),
    ...(only === undefined || others.length > 0 ? [] : [` --method ${methodOf(only.kind) ?? only.kind}`]),
    ...(postProcessors?.length === 0 ? [' --raw'] : []),
  ].join('');
}
