import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, rng, type Rng } from '@foldwise/core';
import { openJournal } from '@foldwise/experiments';
import { z } from 'zod';

/** What a made-up study is like, beside its defaults. */
export interface MadeUpStudy {
  readonly name?: string;
  /** Eight hexadecimal digits. */
  readonly hash?: string;
  readonly trials: number;
  readonly folds?: number;
  readonly epochs?: number;
  readonly seed?: number;
  readonly foldsHash?: string;
  /** Trials that were begun and not ended, by a process that still lives: this one. */
  readonly running?: number;
  /** Default the fifth of January 2026, nine o'clock. */
  readonly begin?: number;
  /** Public scores at Kaggle, by trial. */
  readonly publicScores?: Readonly<Record<number, number>>;
}

/** The moment so many seconds after a study began. */
type Clock = (seconds: number) => string;

function clockOf({ begin = Date.UTC(2026, 0, 5, 9) }: MadeUpStudy): Clock {
  return (seconds) => new Date(begin + seconds * 1000).toISOString();
}

/** When a trial begins: four at a time, a moment apart. */
function startOf(trial: number): number {
  return 45 * Math.floor(trial / 4) + 3 * (trial % 4);
}

/** Writes the journal of a study that no one ran: of any number of trials, some pruned, some failed. @returns its name. */
export function writeMadeUpStudy(directory: string, options: MadeUpStudy): string {
  const { name = 'mlp', hash = '0a1b2c3d', trials, seed = 0, running = 0 } = options;
  const study = `${name}-${hash}`;
  const random = rng(seed).split(study);
  const folder = join(directory, 'runs', study);
  mkdirSync(folder, { recursive: true });
  const journal = openJournal<unknown>(join(folder, 'journal.jsonl'), z.unknown());
  const [last, at] = [trials + running, clockOf(options)];
  journal.append(headerOf(study, name, seed, options.foldsHash ?? 'f'.repeat(64), at), sessionOf(at));
  const ended = Array.from({ length: trials }, (_, trial) =>
    trialOf(trial, random.split(`trial ${trial}`), options, at),
  );
  journal.append(...ended.flat());
  for (let trial = trials; trial < last; trial++) {
    journal.append({
      type: 'trial-started',
      trial,
      params: paramsOf(random.split(`trial ${trial}`)),
      at: at(startOf(trial)),
    });
  }
  if (running === 0) journal.append({ type: 'session-ended', at: at(startOf(last) + 45) });
  journal.close();
  writeSubmissions(folder, options.publicScores ?? {}, at);
  return study;
}

function writeSubmissions(folder: string, scores: Readonly<Record<number, number>>, at: Clock): void {
  if (Object.keys(scores).length === 0) return;
  mkdirSync(join(folder, 'submissions'));
  const journal = openJournal<unknown>(join(folder, 'submissions', 'journal.jsonl'), z.unknown());
  for (const [text, publicScore] of Object.entries(scores)) {
    const [trial, sha256] = [Number(text), 'a'.repeat(64)];
    const when = at(5000 + trial);
    journal.append(
      {
        trial,
        path: `submissions/made-up-${trial}.csv`,
        sha256,
        rows: 9,
        columns: ['id', 'label'],
        refit: false,
        privateScore: null,
        at: when,
      },
      {
        type: 'upload',
        trial,
        sha256,
        before: [],
        competition: 'made-up',
        state: 'complete',
        ref: 1000 + trial,
        message: 'made up',
        publicScore,
        privateScore: null,
        reason: null,
        at: when,
      },
    );
  }
  journal.close();
}

function headerOf(study: string, name: string, seed: number, foldsHash: string, at: Clock): object {
  return {
    type: 'study',
    format: 1,
    study,
    kind: 'sweep',
    name,
    metric: 'rmse',
    goal: 'minimize',
    seed,
    identity: {
      kind: 'sweep',
      name,
      metric: { kind: 'rmse' },
      seed,
      splitter: { kind: 'kFold', folds: 5 },
      subject: { space: spaceSpec },
    },
    foldsHash,
    dataHash: 'd'.repeat(64),
    files: [],
    at: at(0),
  };
}

const spaceSpec: Json = {
  activation: { kind: 'choice', options: ['relu', 'gelu', 'tanh'] },
  dropout: { kind: 'float', low: 0, high: 0.5 },
  learningRate: { kind: 'float', low: 0.0001, high: 0.1, scale: 'log' },
  units: { kind: 'int', low: 16, high: 256, scale: 'log' },
};

function sessionOf(at: Clock): object {
  const machine = {
    platform: 'linux',
    architecture: 'x64',
    processor: 'made up',
    cores: 8,
    memoryBytes: 16e9,
    node: '26.10.0',
    tier: 'relaxed',
    portable: false,
    foldwise: '0.1.0',
    commit: '0123456789abcdef0123456789abcdef01234567',
    dirty: false,
  };
  // Not known to be dead: another machine.
  return {
    type: 'session',
    process: { pid: 1, host: 'elsewhere', started: '' },
    machine,
    workers: 4,
    at: at(0),
  };
}

function paramsOf(random: Rng): Record<string, Json> {
  const draw = (name: string) => random.split(name).uniform();
  return {
    units: Math.round(16 * 16 ** draw('units')),
    dropout: draw('dropout') / 2,
    learningRate: 0.0001 * 1000 ** draw('rate'),
    activation: ['relu', 'gelu', 'tanh'][random.split('activation').below(3)]!,
  };
}

function trialOf(
  trial: number,
  random: Rng,
  { folds = 5, epochs = 12 }: MadeUpStudy,
  at: Clock,
): readonly object[] {
  const params = paramsOf(random);
  const start = { type: 'trial-started', trial, params, at: at(startOf(trial)) };
  const seconds = 20 + random.split('seconds').below(20);
  const each = Array.from({ length: folds }, (_, fold) => fold);
  const work = {
    workers: each.map(() => 1 + (trial % 4)),
    starts: each.map((fold) => (fold * seconds) / folds),
    seconds: each.map(() => seconds / folds),
  };
  const common = { trial, params, work, seconds, at: at(startOf(trial) + seconds) };
  const model = { kind: 'neuralNetwork', ...params, layers: [{ kind: 'dense', units: params['units']! }] };
  const rate = Math.log10(params['learningRate'] as number);
  const level =
    0.2 +
    0.05 * (rate + 2) ** 2 +
    0.1 * (params['dropout'] as number) +
    0.02 * random.split('level').uniform();
  const details = Array.from({ length: folds }, (_, fold) => {
    const score = level + 0.02 * (random.split(`fold ${fold}`).uniform() - 0.5);
    const curve = Array.from({ length: epochs }, (_unused, epoch) => score + 0.5 * Math.exp(-epoch / 3));
    return { fold, score, curve, epochs, seconds: common.seconds / folds, weights: null };
  });
  if (trial % 13 === 7)
    return [start, { type: 'trial-failed', ...common, model, reason: 'the loss became NaN in epoch 3' }];
  if (trial % 6 === 5) {
    const cut = details.slice(0, 2);
    return [
      start,
      {
        type: 'trial-pruned',
        ...common,
        model,
        fold: 1,
        epoch: 4,
        steps: epochs + 4,
        score: cut[1]!.score,
        reason: 'worse than the median',
        folds: cut.map((one, i) =>
          i === 1 ? { ...one, score: null, curve: one.curve.slice(0, 4), epochs: null } : one,
        ),
      },
    ];
  }
  const score = details.reduce((sum, one) => sum + one.score, 0) / folds;
  const complete = {
    type: 'trial-complete',
    ...common,
    model,
    score,
    foldScores: details.map((one) => one.score),
    folds: details,
    layers: null,
    predictions: 'e'.repeat(64),
  };
  return [start, complete];
}
