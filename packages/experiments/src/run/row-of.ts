import type { RunRow } from './run-row.ts';
import type { StudyStarted, TrialEnded, TrialStarted } from './study-event.ts';

/** The row of a trial, from what the journal says of it and of its study. */
export function rowOf(study: StudyStarted, event: TrialEnded | TrialStarted): RunRow {
  const complete = event.type === 'trial-complete' ? event : undefined;
  return {
    id: `${study.study}/${event.trial}`,
    study: study.study,
    kind: study.kind,
    name: study.name,
    trial: event.trial,
    state: complete ? 'complete' : event.type === 'trial-failed' ? 'failed' : 'running',
    params: event.params,
    score: complete?.score ?? null,
    foldScores: complete?.foldScores ?? [],
    metric: study.metric,
    goal: study.goal,
    seed: study.seed,
    foldsHash: study.foldsHash,
    dataHash: study.dataHash,
    ...(event.type === 'trial-failed' ? { reason: event.reason } : {}),
  };
}
