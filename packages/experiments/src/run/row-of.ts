import type { RunRow } from './run-row.ts';
import type { StudyStarted, TrialEnded, TrialStarted } from './study-event.ts';

const states = {
  'trial-started': 'running',
  'trial-complete': 'complete',
  'trial-pruned': 'pruned',
  'trial-failed': 'failed',
} as const;

/** What a trial that was not complete says of itself. */
function reasonOf(event: TrialEnded | TrialStarted): string | undefined {
  if (event.type === 'trial-failed') return event.reason;
  if (event.type !== 'trial-pruned') return undefined;
  const { fold, epoch, reason } = event;
  return `fold ${fold + 1}${epoch === null ? '' : `, epoch ${epoch}`}: ${reason}`;
}

function foldScoresOf(event: TrialEnded | TrialStarted): RunRow['foldScores'] {
  if (event.type === 'trial-complete') return event.foldScores;
  if (event.type !== 'trial-pruned') return [];
  return event.folds.slice(0, event.fold + (event.epoch === null ? 1 : 0)).map(({ score }) => score);
}

function objectivesOf(study: StudyStarted, event: TrialEnded | TrialStarted): RunRow['objectives'] {
  const { metric: name, goal, objectives } = study;
  if (objectives === undefined) return undefined;
  const values = event.type === 'trial-complete' ? [event.score, ...(event.objectives ?? [])] : [];
  return [{ name, goal }, ...objectives].map((each, i) => ({ ...each, value: values[i] ?? null }));
}

/** The row of a trial, from what the journal says of it and of its study. */
export function rowOf(study: StudyStarted, event: TrialEnded | TrialStarted): RunRow {
  const reason = reasonOf(event);
  const objectives = objectivesOf(study, event);
  return {
    id: `${study.study}/${event.trial}`,
    study: study.study,
    kind: study.kind,
    name: study.name,
    trial: event.trial,
    state: states[event.type],
    params: event.params,
    score: event.type === 'trial-complete' ? event.score : null,
    foldScores: foldScoresOf(event),
    metric: study.metric,
    goal: study.goal,
    ...(objectives !== undefined && { objectives }),
    seed: study.seed,
    foldsHash: study.foldsHash,
    dataHash: study.dataHash,
    ...(reason !== undefined && { reason }),
  };
}
