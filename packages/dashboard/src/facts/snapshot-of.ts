import {
  bestComparable,
  correctedBestOfStudies,
  newestStudy,
  type StudyWithSubmissions,
  whyNotComparable,
} from '@foldwise/experiments';
import type { CompetitionSnapshot, RunEntry, StudyEntry } from '../api/competition-snapshot.ts';
import type { FollowedCompetition } from './followed-competition.ts';
import { shortHash } from './followed-competition.ts';
import { lastWorkOf } from './last-work.ts';

/** Every study and run of a competition, as JSON: kept as text, since many pages ask for the same. */
export function snapshotOf(followed: FollowedCompetition): {
  readonly version: string;
  readonly json: string;
} {
  return followed.kept('snapshot', ({ studies, problems, version }) => {
    const newest = newestStudy(studies)?.header;
    const corrected = correctedBestOfStudies(studies.flatMap(({ rows }) => rows));
    const snapshot: CompetitionSnapshot = {
      slug: followed.home.slug,
      version: shortHash(version),
      studies: studies.map((study) => studyEntryOf(study, newest, followed)),
      runs: studies.flatMap((study, i) => runEntriesOf(study, i, corrected)),
      best: bestComparable(studies)?.id ?? null,
      problems,
    };
    return { version: snapshot.version, json: JSON.stringify(snapshot) };
  });
}

function studyEntryOf(
  study: StudyWithSubmissions,
  newest: StudyWithSubmissions['header'] | undefined,
  followed: FollowedCompetition,
): StudyEntry {
  const { header, rows } = study;
  const why = newest === undefined ? undefined : whyNotComparable(newest, header);
  const folds = Math.max(0, ...rows.slice(0, 100).map(({ foldScores }) => foldScores.length));
  return {
    study: header.study,
    kind: header.kind,
    name: header.name,
    metric: header.metric,
    goal: header.goal,
    seed: header.seed,
    foldsHash: header.foldsHash,
    dataHash: header.dataHash,
    overlap: followed.overlapOf({ foldsHash: header.foldsHash, folds }),
    started: header.at,
    lastWork: lastWorkOf(study),
    ...(why !== undefined && { incomparable: why }),
  };
}

function runEntriesOf(
  { rows, ended, submissions }: StudyWithSubmissions,
  study: number,
  corrected: ReadonlyMap<string, number>,
): readonly RunEntry[] {
  const scores = new Map<number, { publicScore?: number; privateScore?: number }>();
  for (const { trial, kaggle, privateScore } of submissions) {
    const known = {
      public: kaggle?.publicScore ?? null,
      private: privateScore ?? kaggle?.privateScore ?? null,
    };
    scores.set(trial, {
      ...scores.get(trial),
      ...(known.public !== null && { publicScore: known.public }),
      ...(known.private !== null && { privateScore: known.private }),
    });
  }
  return rows.map((row) => {
    const event = ended.get(row.trial);
    const correctedScore = corrected.get(row.id);
    return {
      study,
      trial: row.trial,
      state: row.state,
      params: row.params,
      score: row.score,
      foldScores: row.foldScores,
      ...(row.objectives !== undefined && {
        objectives: row.objectives.slice(1).map(({ name, value }) => ({ name, value })),
      }),
      seconds: event?.seconds ?? null,
      finished: event?.at ?? null,
      ...(row.reason !== undefined && { reason: row.reason }),
      ...scores.get(row.trial),
      ...(correctedScore !== undefined && { correctedScore }),
    };
  });
}
