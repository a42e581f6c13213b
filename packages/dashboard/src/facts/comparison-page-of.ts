import { FoldwiseError } from '@foldwise/core';
import {
  compareRuns,
  correctedBestOfStudies,
  curvesOfRuns,
  foldDots,
  pairedDots,
  whyNotComparable,
} from '@foldwise/experiments';
import type { Json } from '@foldwise/core';
import type { ComparisonPage } from '../api/comparison-page.ts';
import { descriptionChanges } from './description-changes.ts';
import { findStudyRun } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';
import { runDetailsOf } from './run-details-of.ts';

/** More columns than these no one reads. */
const MOST_RUNS = 20;

/**
 * Runs side by side, the first with each other one: parameters and descriptions where they differ, paired differences with their
 * intervals, data, folds and code that they come from.
 *
 * @throws FoldwiseError `input` for fewer than two runs, too many, one twice, or one that there is not.
 */
export function comparisonPageOf(followed: FollowedCompetition, ids: readonly string[]): ComparisonPage {
  if (ids.length < 2 || ids.length > MOST_RUNS || new Set(ids).size < ids.length) {
    throw new FoldwiseError(`expected 2 to ${MOST_RUNS} different runs, got ${ids.length}`, {
      code: 'input',
      where: 'compare',
      hint: 'choose them in the table',
    });
  }
  const found = ids.map((id) => findStudyRun(followed, id));
  const rows = found.map(({ row }) => row);
  const details = ids.map((id) => runDetailsOf(followed, id));
  const studies = new Map(found.map(({ study }) => [study.header.study, study]));
  const publicScores = found.flatMap(({ study, row }) => {
    const scores = study.submissions.flatMap(({ trial, kaggle }) =>
      trial === row.trial ? (kaggle?.publicScore ?? []) : [],
    );
    return scores.length === 0 ? [] : [[row.id, scores.at(-1)!] as const];
  });
  const first = rows[0]!;
  const overlap = followed.overlapOf({ foldsHash: first.foldsHash, folds: first.foldScores.length });
  const comparable = rows.filter((row) => whyNotComparable(first, row) === undefined);
  return {
    ...compareRuns(rows, {
      overlap,
      publicScores: new Map(publicScores),
      corrected: correctedBestOfStudies([...studies.values()].flatMap((study) => study.rows)),
    }),
    curves: curvesOfRuns(details),
    dots: foldDots(comparable, overlap),
    pairs: pairedDots(rows, overlap),
    changes: descriptionChanges(details.map(({ model, study }) => ({ model, ...withoutNames(study) }))),
    descriptions: details.map(({ model, study }) => ({ model, study: withoutHashes(study) })),
    origins: details.map(({ row, machine, seconds }) => ({
      id: row.id,
      foldsHash: row.foldsHash,
      dataHash: row.dataHash,
      commit: machine?.commit ?? null,
      dirty: machine?.dirty ?? null,
      foldwise: machine?.foldwise ?? null,
      seconds,
    })),
  };
}

/** What a study is made of, in words. */
function withoutHashes(study: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  const { dataHash: _data, foldsHash: _folds, ...rest } = study;
  return rest;
}

/** What a study is made of but what a run is told by otherwise: its name, its model, its hashes. */
function withoutNames(study: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  const { subject: _subject, name: _name, kind: _kind, ...rest } = withoutHashes(study);
  return rest;
}
