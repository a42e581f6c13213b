import type { RunEntry, StudyEntry } from '../src/api/competition-snapshot.ts';

/** A study of a competition's snapshot. */
export function studyEntry(changes: Partial<StudyEntry> = {}): StudyEntry {
  return {
    study: 'mlp-0a1b2c3d',
    kind: 'sweep',
    name: 'mlp',
    metric: 'rmse',
    goal: 'minimize',
    seed: 0,
    foldsHash: 'f',
    dataHash: 'd',
    overlap: 0.25,
    started: '2026-01-01T00:00:00Z',
    lastWork: '2026-01-01T00:00:00Z',
    ...changes,
  };
}

/** A complete run of the first study. */
export function runEntry(changes: Partial<RunEntry> = {}): RunEntry {
  return {
    study: 0,
    trial: 0,
    state: 'complete',
    params: {},
    score: 1,
    foldScores: [],
    seconds: null,
    finished: null,
    ...changes,
  };
}
