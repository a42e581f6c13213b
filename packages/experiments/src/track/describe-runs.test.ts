import type { Json } from '@foldwise/core';
import { escapeName, unescapeName } from 'mlflow-js-client';
import { describe, expect, it } from 'vitest';
import { lineOf, parseLine } from '../journal/journal-line.ts';
import type { StudyEvent } from '../run/study-event.ts';
import { studyEvent } from '../run/study-event-schema.ts';
import { type SubmissionEvent, submissionEvent } from '../run/submission-event.ts';
import { fitName, fitParam } from './fit-name.ts';
import { flatParams } from './flat-params.ts';
import { positionAt, positionText, readPosition } from './mirror-position.ts';
import type { MirroredRun } from './mirrored-run.ts';
import { readEvent, readSubmission, studyLog, type StudyLog } from './study-log.ts';
import { mirroredStudy, studyRun } from './study-run.ts';
import { trialRun } from './trial-run.ts';

const at = (seconds: number): string => new Date(1_700_000_000_000 + seconds * 1000).toISOString();

const header: StudyEvent = {
  type: 'study',
  format: 1,
  study: 'mlp-1f3a5c7e',
  kind: 'sweep',
  name: 'mlp',
  identity: {
    metric: { kind: 'map', at: 3 },
    seed: 7,
    subject: { sampler: { kind: 'random' }, space: { units: { kind: 'int', low: 1 } }, secretOfNobody: 1 },
    schema: { kind: 'schema', columns: { id: { kind: 'id' }, x: { kind: 'number' } } },
  },
  metric: 'map@3',
  goal: 'maximize',
  seed: 7,
  foldsHash: 'f'.repeat(64),
  dataHash: 'd'.repeat(64),
  files: [{ path: 'data/train.csv', sha256: 'a'.repeat(64), bytes: 12 }],
  at: at(0),
};

const machine = {
  platform: 'linux',
  architecture: 'x64',
  processor: 'a processor',
  cores: 2,
  memoryBytes: 1,
  node: '26.10.0',
  tier: 'relaxed',
  portable: false,
  foldwise: '0.1.0',
  commit: 'c0ffee',
  dirty: true,
} as const;

const session = (seconds: number): StudyEvent => ({
  type: 'session',
  process: { pid: 1, host: 'elsewhere', started: 'then' },
  machine,
  workers: 2,
  at: at(seconds),
});

const fold = (number: number, curve: readonly number[], score: number | null) => ({
  fold: number,
  score,
  curve,
  epochs: score === null ? null : curve.length,
  seconds: 1.5,
  weights: score === null ? null : `w${number}`,
});

const complete = (trial: number, score: number, seconds: number): StudyEvent => ({
  type: 'trial-complete',
  trial,
  params: { units: 64, optimizer: { kind: 'adam', rate: 1e-3 }, list: [1, 2] },
  model: { kind: 'neuralNetwork' },
  score,
  foldScores: [score, null],
  folds: [fold(0, [0.1, NaN], score), fold(1, [0.3], null)],
  layers: null,
  predictions: 'p',
  seconds: 2,
  at: at(seconds),
});

/** What is read from the text that the journal would have. */
function logOf(events: readonly StudyEvent[], submissions: readonly SubmissionEvent[] = []): StudyLog {
  const log = studyLog();
  const line = (seq: number, event: unknown) => {
    const parsed = parseLine(Buffer.from(lineOf(seq, event).trimEnd()));
    if ('wrong' in parsed) throw new Error(parsed.wrong);
    return parsed;
  };
  for (const [seq, event] of events.entries()) {
    const { sum, event: data } = line(seq, event);
    readEvent(log, { sum, event: studyEvent.parse(data) });
  }
  for (const [seq, event] of submissions.entries()) {
    const { sum, event: data } = line(seq, event);
    readSubmission(log, { sum, event: submissionEvent.parse(data) });
  }
  return log;
}

function trialOf(log: StudyLog, trial: number): MirroredRun {
  return trialRun(mirroredStudy('titanic', log)!, log.trials.get(trial)!);
}

const valuesOf = (run: MirroredRun, key: string) =>
  run.metrics.filter((metric) => metric.key === key).map(({ step, value }) => [step, value]);

const started = (trial: number, seconds: number): StudyEvent => ({
  type: 'trial-started',
  trial,
  params: { units: 64 },
  at: at(seconds),
});

describe('a trial', () => {
  it('that is complete has score, fold scores and curves under names that MLflow takes', () => {
    const run = trialOf(logOf([header, session(1), started(0, 2), complete(0, 0.5, 9)]), 0);
    expect(run).toMatchObject({
      name: 'mlp 0',
      status: 'FINISHED',
      startTime: 1_700_000_002_000,
      endTime: 1_700_000_009_000,
    });
    expect(run.id).toMatch(/^titanic\/mlp-1f3a5c7e@[0-9a-f]{16}\/0$/);
    expect(valuesOf(run, 'map_at_3')).toEqual([[0, 0.5]]);
    expect(valuesOf(run, 'fold_1/map_at_3')).toEqual([[0, 0.5]]);
    expect(valuesOf(run, 'fold_1/epochs/map_at_3')).toEqual([
      [1, 0.1],
      [2, NaN],
    ]);
    expect(valuesOf(run, 'fold_1/kept_epochs')).toEqual([[0, 2]]);
    // The metric was not defined on the second fold.
    expect(valuesOf(run, 'fold_2/map_at_3')).toEqual([]);
    expect(valuesOf(run, 'fold_2/epochs/map_at_3')).toEqual([[1, 0.3]]);
    expect(new Set(run.metrics.map(({ timestamp }) => timestamp))).toEqual(new Set([1_700_000_009_000]));
    expect(run.params).toEqual({
      units: '64',
      'optimizer.kind': 'adam',
      'optimizer.rate': '0.001',
      list: '[1,2]',
    });
    expect(run.tags).toMatchObject({
      'foldwise.run': 'mlp-1f3a5c7e/0',
      'foldwise.state': 'complete',
      'mlflow.source.git.commit': 'c0ffee',
      'foldwise.git.dirty': 'true',
      'mlflow.source.name': 'foldwise sweep titanic mlp',
    });
    expect(run.files.map(({ path }) => path)).toEqual([
      'run.json',
      'predictions.safetensors',
      'weights/fold_1.safetensors',
    ]);
    expect(run.datasets.map(({ dataset }) => dataset.digest)).toEqual(['d'.repeat(36)]);
  });

  it('that was pruned is not ranked among the complete ones, and says why', () => {
    const pruned: StudyEvent = {
      type: 'trial-pruned',
      trial: 1,
      params: {},
      model: { kind: 'm' },
      fold: 0,
      epoch: 2,
      steps: 2,
      score: NaN,
      folds: [{ ...fold(0, [0.1, 0.2], null), unit: 'loss' }],
      reason: 'worse than half',
      seconds: 1,
      at: at(5),
    };
    const run = trialOf(logOf([header, session(1), started(1, 2), pruned]), 1);
    expect(run.status).toBe('KILLED');
    expect(valuesOf(run, 'map_at_3')).toEqual([]);
    expect(valuesOf(run, 'when_pruned/map_at_3')).toEqual([[0, NaN]]);
    expect(valuesOf(run, 'fold_1/epochs/loss')).toEqual([
      [1, 0.1],
      [2, 0.2],
    ]);
    expect(run.tags['mlflow.note.content']).toBe('Pruned: fold 1, epoch 2: worse than half');
    expect(run.tags['foldwise.state']).toBe('pruned');
  });

  it('that failed and is run again holds nothing that it could not take back', () => {
    const failed: StudyEvent = {
      type: 'trial-failed',
      trial: 0,
      params: { units: 64 },
      model: null,
      reason: 'too large',
      seconds: 1,
      at: at(3),
    };
    const before = [header, session(1), started(0, 2), failed] as const;
    const first = trialOf(logOf(before), 0);
    expect(first).toMatchObject({ status: 'FAILED', metrics: [] });
    expect(first.tags['mlflow.note.content']).toBe('Failed: too large');
    const retried: StudyEvent = { type: 'trial-retried', trial: 0, params: { units: 64 }, at: at(4) };
    const again = trialOf(logOf([...before, retried]), 0);
    expect(again).toMatchObject({ id: first.id, status: 'RUNNING', startTime: first.startTime });
    const done = trialOf(logOf([...before, retried, complete(0, 0.5, 9)]), 0);
    expect(done).toMatchObject({ id: first.id, status: 'FINISHED' });
    expect(done.tags['mlflow.note.content']).toBe('');
    // Whatever the first mirror set, the second one sets too.
    expect(Object.keys(done.tags)).toEqual(expect.arrayContaining(Object.keys(first.tags)));
  });

  it('that never ended is running, and stopped once the session is over', () => {
    const events = [header, session(1), started(0, 2)];
    expect(trialOf(logOf(events), 0)).toMatchObject({ status: 'RUNNING', datasets: [], files: [] });
    const over = trialOf(logOf([...events, { type: 'session-ended', at: at(3) }]), 0);
    expect(over).toMatchObject({ status: 'KILLED', tags: { 'foldwise.state': 'stopped' } });
    expect(over.datasets).toHaveLength(1);
  });

  it('has its submissions with what they scored', () => {
    const written = {
      trial: 0,
      path: '/home/ada/titanic#1.csv',
      sha256: 's',
      rows: 3,
      columns: ['id', 'y'],
      refit: false,
      privateScore: 0.25,
      at: at(20),
    };
    const upload: SubmissionEvent = {
      type: 'upload',
      trial: 0,
      sha256: 's',
      before: [],
      competition: 'titanic',
      state: 'complete',
      ref: 1,
      message: 'first',
      publicScore: 0.75,
      privateScore: null,
      reason: null,
      at: at(30),
    };
    const run = trialOf(logOf([header, session(1), complete(0, 0.5, 9)], [written, upload]), 0);
    expect(run.files.at(-1)).toEqual({ path: 'submissions/titanic_1.csv', file: written.path, sha256: 's' });
    expect(valuesOf(run, 'kept_apart/map_at_3')).toEqual([[0, 0.25]]);
    expect(valuesOf(run, 'kaggle/public_map_at_3')).toEqual([[0, 0.75]]);
    expect(valuesOf(run, 'kaggle/private_map_at_3')).toEqual([]);
    expect(run.tags).toMatchObject({ 'foldwise.kaggle': 'complete', 'foldwise.kaggle.message': 'first' });
  });
});

describe('a study', () => {
  const events = [header, session(1), complete(1, 0.5, 2), complete(0, 0.25, 3), complete(2, 0.75, 4)];

  it('has the scores over the trials, and the best so far over how many there were', () => {
    const log = logOf(events);
    const run = studyRun(mirroredStudy('titanic', log)!, log);
    expect(valuesOf(run, 'map_at_3')).toEqual([
      [1, 0.5],
      [0, 0.25],
      [2, 0.75],
    ]);
    expect(valuesOf(run, 'best/map_at_3')).toEqual([
      [1, 0.5],
      [2, 0.5],
      [3, 0.75],
    ]);
    expect(run.status).toBe('RUNNING');
    expect(run.params).toEqual({
      'metric.kind': 'map',
      'metric.at': '3',
      seed: '7',
      'sampler.kind': 'random',
      'space.units.kind': 'int',
      'space.units.low': '1',
    });
    expect(run.tags['mlflow.note.content']).toContain('Best: mlp-1f3a5c7e/2, map@3 0.75.');
    expect(run.datasets.map(({ dataset }) => dataset.name)).toEqual(['titanic', 'train.csv']);
    expect(JSON.parse(run.datasets[0]!.dataset.schema!)).toEqual({
      mlflow_colspec: [
        { type: 'string', name: 'id', required: false },
        { type: 'double', name: 'x', required: false },
      ],
    });
  });

  it('leaves out the scores that were told before', () => {
    const log = logOf(events);
    const run = studyRun(mirroredStudy('titanic', log)!, log, 4);
    expect(valuesOf(run, 'map_at_3')).toEqual([[2, 0.75]]);
    expect(valuesOf(run, 'best/map_at_3')).toEqual([[3, 0.75]]);
  });

  it('is nothing as long as its journal does not say what it is', () => {
    expect(mirroredStudy('titanic', logOf([]))).toBeUndefined();
  });
});

describe('a position', () => {
  const log = logOf([header, session(1), complete(0, 0.5, 2)]);

  it('is read back', () => {
    for (const [events, isClosed] of [
      [0, false],
      [2, false],
      [3, true],
    ] as const) {
      const position = positionAt(log, events, 0, isClosed);
      expect(readPosition(positionText(position), log)).toEqual(position);
    }
  });

  it.each([undefined, '', 'nonsense', '3:0123456789abcdef:0::open', '9::0::closed', '2::0::open'])(
    'of another journal, %s, is the beginning',
    (text) => {
      expect(readPosition(text, log)).toEqual(positionAt(log, 0, 0, false));
    },
  );
});

describe('a name', () => {
  it('is no folder, and tells what it was', () => {
    expect(fitName('a/b@1')).toBe('a_x2F_b_at_1');
    expect(unescapeName(fitName('a/b@1'))).toBe('a/b@1');
    expect(fitName('auc')).toBe(escapeName('auc'));
  });

  it('that is too long ends in a hash, and another one in another', () => {
    const [one, other] = ['x'.repeat(300), `${'x'.repeat(299)}y`].map(fitName);
    expect(one).toMatch(/^x{211}_x7E_[0-9a-f]{8}$|^x{211}~[0-9a-f]{8}$/);
    expect(one).not.toBe(other);
  });

  it('and so does a value', () => {
    expect(fitParam('y'.repeat(6001))).toMatch(/^y{5990}~[0-9a-f]{8}$/);
    expect(fitParam('y'.repeat(5999))).toBe('y'.repeat(5999));
  });

  it('of nested parameters is a path of dots', () => {
    const data: { readonly [name: string]: Json } = {
      a: { b: { c: null } },
      d: {},
      e: [],
      f: '',
      g: false,
      h: 0.1,
    };
    expect(flatParams(data)).toEqual({ 'a.b.c': 'null', d: '{}', e: '[]', f: '', g: 'false', h: '0.1' });
  });
});
