import { didYouMean, FoldwiseError } from '@foldwise/core';
import { hashOf } from '../journal/canonical-json.ts';
import type { CompetitionHome } from './home.ts';
import { readStudies } from './read-studies.ts';
import type { ReadStudy } from './read-studies.ts';
import type { StudyStarted, TrialEnded } from './study-event.ts';

function refuse(reference: string, expected: string, hint: string): FoldwiseError {
  return new FoldwiseError(expected, { code: 'input', where: `warm start from "${reference}"`, hint });
}

/** Whether scores of one study can be compared with those of the other. */
function isComparable(one: StudyStarted, other: StudyStarted): boolean {
  return one.foldsHash === other.foldsHash && one.dataHash === other.dataHash;
}

/** The studies that a name of a sweep or the id of a study means, which can be learned from. */
function studiesOf(
  studies: readonly ReadStudy[],
  header: StudyStarted,
  reference: string,
  anyway: boolean,
): readonly ReadStudy[] {
  const named = studies.filter(({ header: { study, name } }) => [study, name].includes(reference));
  if (named.length === 0) {
    const known = studies.flatMap(({ header: { study, name } }) => [name, study]);
    throw refuse(
      reference,
      'expected a sweep or study with trials, got none of that name',
      known.length === 0 ? 'run that sweep first' : didYouMean(reference, [...new Set(known)]),
    );
  }
  const sameMetric = named.filter(
    ({ header: { metric, goal } }) => metric === header.metric && goal === header.goal,
  );
  if (sameMetric.length === 0) {
    throw refuse(
      reference,
      `expected trials that were scored by ${header.metric}, got ${named[0]!.header.metric}`,
      'leave it out: its scores say nothing here',
    );
  }
  const sameGoals = sameMetric.filter(
    ({ header: other }) => hashOf(other.objectives ?? []) === hashOf(header.objectives ?? []),
  );
  if (sameGoals.length === 0) {
    throw refuse(
      reference,
      'expected trials of a sweep with the same objectives, got others',
      'leave it out: it says nothing of some of the goals',
    );
  }
  const comparable = anyway ? sameGoals : sameGoals.filter((study) => isComparable(study.header, header));
  if (comparable.length > 0) return comparable;
  throw refuse(
    reference,
    'expected trials on the data and folds of today, got those on others, whose scores may not be comparable',
    'learn from them nevertheless by --warm-start-anyway, or leave them out',
  );
}

/**
 * The finished trials of earlier studies that have a score, by study and number.
 *
 * @throws FoldwiseError (`input`) where there is no such study, or its scores say nothing about this one.
 */
export function trialsToLearnFrom(
  home: CompetitionHome,
  header: StudyStarted,
  references: readonly string[],
  anyway: boolean,
): readonly Exclude<TrialEnded, { readonly type: 'trial-failed' }>[] {
  const others = readStudies(home).filter(
    ({ header: { study, kind }, ended }) => study !== header.study && kind === 'sweep' && ended.size > 0,
  );
  const studies = new Set(references.flatMap((reference) => studiesOf(others, header, reference, anyway)));
  return [...studies].flatMap(({ ended }) =>
    [...ended.values()]
      .filter((event) => event.type !== 'trial-failed')
      .toSorted((a, b) => a.trial - b.trial),
  );
}
