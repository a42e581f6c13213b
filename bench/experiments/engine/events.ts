import type { StudyEvent } from '../../../packages/experiments/src/run/study-event.ts';

const at = '2026-01-01T00:00:00.000Z';

/** The beginning of a study's journal. */
export const headerEvent: StudyEvent = {
  type: 'study',
  format: 1,
  study: 'many-00000000',
  kind: 'sweep',
  name: 'many',
  identity: {},
  metric: 'rmse',
  goal: 'minimize',
  seed: 0,
  foldsHash: '',
  dataHash: '',
  files: [],
  at,
};

/** What a journal holds of a trial of five folds of a small model: of one with curves the lines are longer. */
export function trialEvents(trial: number): readonly [started: StudyEvent, ended: StudyEvent] {
  const score = ((trial * 7919) % 10_007) / 10_007;
  const params = { units: 16 + (trial % 497), rate: 1e-4 + score / 20, dropout: score / 2 };
  const folds = [0, 1, 2, 3, 4].map((fold) => ({
    fold,
    score: score + fold / 100,
    curve: [],
    epochs: null,
    seconds: 0.01,
    weights: null,
  }));
  return [
    { type: 'trial-started', trial, params, at },
    {
      type: 'trial-complete',
      trial,
      params,
      model: { kind: 'linear', ...params },
      score,
      foldScores: folds.map((fold) => fold.score),
      folds,
      layers: null,
      predictions: 'f'.repeat(64),
      seconds: 0.05,
      at,
    },
  ];
}
