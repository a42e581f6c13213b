import type { RunRow } from '../run/run-row.ts';

/** A complete run with these fold scores, whose score is their mean. */
export function runRow(trial: number, foldScores: readonly number[], changes: Partial<RunRow> = {}): RunRow {
  return {
    id: `mlp-0a1b2c3d/${trial}`,
    study: 'mlp-0a1b2c3d',
    kind: 'sweep',
    name: 'mlp',
    trial,
    state: 'complete',
    params: { units: 16 * (trial + 1), activation: 'relu' },
    score: foldScores.reduce((sum, score) => sum + score, 0) / foldScores.length,
    foldScores,
    metric: 'rmse',
    goal: 'minimize',
    seed: 0,
    foldsHash: 'folds',
    dataHash: 'data',
    ...changes,
  };
}
