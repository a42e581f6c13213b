import type { Goal, Json, LayerLine, Spec } from '@foldwise/core';
import type { SourceFile } from '@foldwise/data';
import { z } from 'zod';
import type { ZodType } from 'zod';
import type { ProcessIdentity } from '../journal/process-identity.ts';
import type { Trial } from '../search/trial.ts';
import type { Machine } from './machine.ts';
import type { BlendDetails, FoldDetails, KaggleSubmission, SubmissionRecord } from './run-details.ts';

/** Plain data by name. */
export type Data = Readonly<Record<string, Json>>;

/** The first event of a study: what its results depend on. */
export interface StudyStarted {
  readonly type: 'study';
  readonly format: 1;
  readonly study: string;
  readonly kind: 'sweep' | 'cv' | 'blend';
  readonly name: string;
  /** What the study's hash is made of. */
  readonly identity: Data;
  readonly metric: string;
  readonly goal: Goal;
  readonly seed: number;
  readonly foldsHash: string;
  readonly dataHash: string;
  readonly files: readonly SourceFile[];
  readonly at: string;
}

/** A process began to work on the study. */
export interface SessionStarted {
  readonly type: 'session';
  readonly process: ProcessIdentity;
  readonly machine: Machine;
  readonly workers: number;
  readonly at: string;
}

/** A process that ends its work in order says so; one that was killed cannot. */
export interface SessionEnded {
  readonly type: 'session-ended';
  readonly at: string;
}

export interface TrialStarted {
  readonly type: 'trial-started';
  readonly trial: number;
  readonly params: Data;
  readonly at: string;
}

export interface TrialComplete {
  readonly type: 'trial-complete';
  readonly trial: number;
  readonly params: Data;
  /** The spec of the model. */
  readonly model: Data;
  /** The spec of its features, where they are its own and not the competition's. */
  readonly features?: Data;
  readonly score: number;
  readonly foldScores: readonly (number | null)[];
  readonly folds: readonly FoldDetails[];
  /** The network of the first fold; null where there is none, or the journal is older than the question. */
  readonly layers: readonly LayerLine[] | null;
  /** sha256 of the artifact with `oof` and `test`. */
  readonly predictions: string;
  /** What a blend is made of; absent for other runs. */
  readonly blend?: BlendDetails;
  readonly seconds: number;
  readonly at: string;
}

export interface TrialFailed {
  readonly type: 'trial-failed';
  readonly trial: number;
  readonly params: Data;
  /** Null where not even a model could be made of the parameters. */
  readonly model: Data | null;
  readonly reason: string;
  readonly seconds: number;
  readonly at: string;
}

/** A trial that failed is run again: its end counts no longer. */
export interface TrialRetried {
  readonly type: 'trial-retried';
  readonly trial: number;
  /** What it was and will be run with, whatever the sampler would say today. */
  readonly params: Data;
  readonly at: string;
}

/** The trials of earlier studies that the sampler learns from, as they were when this one began; their numbers are below 0. */
export interface WarmStarted {
  readonly type: 'warm-start';
  readonly trials: readonly Trial[];
  readonly at: string;
}

/** A trial that was ended early, because others were better by then. What it told until then is kept: pruners compare with it. */
export interface TrialPruned {
  readonly type: 'trial-pruned';
  readonly trial: number;
  readonly params: Data;
  readonly model: Data;
  /** In which fold, from 0, and after which epoch of it; null: after the fold. */
  readonly fold: number;
  readonly epoch: number | null;
  /** How far it came: epochs over all folds, a fold that has none as one. */
  readonly steps: number;
  /** The last score that it had, in units of the metric: of its last epoch, or the mean over its folds; NaN where it had none. */
  readonly score: number;
  /** Up to the one in which it was pruned, whose curve ends there. */
  readonly folds: readonly FoldDetails[];
  readonly reason: string;
  readonly seconds: number;
  readonly at: string;
}

export type TrialEnded = TrialComplete | TrialPruned | TrialFailed;

/** What a study's journal holds. */
export type StudyEvent =
  | StudyStarted
  | SessionStarted
  | SessionEnded
  | TrialStarted
  | TrialEnded
  | TrialRetried
  | WarmStarted;

/** Any number, as the journal keeps NaN and the infinities: a diverged training has such a curve. */
const number = z.custom<number>((value) => typeof value === 'number');
const score = z.number().nullable();
// What was parsed as JSON is JSON: there is no need to walk through it again.
const data = z.custom<Data>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const at = z.string();
const trial = z.int().min(0);

const study = z.object({
  type: z.literal('study'),
  format: z.literal(1),
  study: z.string(),
  kind: z.enum(['sweep', 'cv', 'blend']),
  name: z.string(),
  identity: data,
  metric: z.string(),
  goal: z.enum(['minimize', 'maximize']),
  seed: z.number(),
  foldsHash: z.string(),
  dataHash: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
  at,
});

const session = z.object({
  type: z.literal('session'),
  process: z.object({ pid: z.number(), host: z.string(), started: z.string() }),
  machine: z.object({
    platform: z.string(),
    architecture: z.string(),
    processor: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    node: z.string(),
    // Journals from before there were tiers have neither.
    tier: z.enum(['revectorised', 'relaxed', 'plain', 'reference']).nullable().default(null),
    portable: z.boolean().default(false),
    foldwise: z.string(),
    commit: z.string().nullable(),
    dirty: z.boolean().nullable(),
  }),
  workers: z.int(),
  at,
});

const sessionEnded = z.object({ type: z.literal('session-ended'), at });

const started = z.object({
  type: z.literal('trial-started'),
  trial,
  params: data,
  at,
});

const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number';

// By hand: most of what a large study holds is this, and nothing of it is to be changed on reading.
const foldDetails = z.custom<FoldDetails>((value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { fold, score: foldScore, curve, epochs, seconds, weights, unit } = value as Partial<FoldDetails>;
  return (
    Number.isInteger(fold) &&
    isNumberOrNull(foldScore) &&
    Array.isArray(curve) &&
    curve.every((each) => typeof each === 'number') &&
    (unit === undefined || unit === 'metric' || unit === 'loss') &&
    isNumberOrNull(epochs) &&
    typeof seconds === 'number' &&
    (weights === null || typeof weights === 'string')
  );
});

const shape = z.array(z.int());

const layer: ZodType<LayerLine> = z.object({
  path: z.string(),
  depth: z.int(),
  follows: z.boolean().exactOptional(),
  kind: z.string(),
  inputShape: shape,
  outputShape: shape,
  parameters: z.int(),
  statistics: z.int(),
  flops: z.int(),
  // Not known where the journal is older than the question.
  activations: number.default(Number.NaN),
});

const spec = z.custom<Spec>(
  (value) => data.safeParse(value).success && typeof (value as Spec).kind === 'string',
);
const candidates = z.array(z.object({ kind: z.string(), nested: number }));

const blend: ZodType<BlendDetails> = z.object({
  members: z.array(z.object({ run: z.string(), predictions: z.string(), weight: z.number() })),
  considered: z.int(),
  method: spec,
  bias: z.array(z.number()).nullable(),
  post: z.object({ kind: z.string(), tuned: z.record(z.string(), z.array(z.number())) }).nullable(),
  nested: z.number(),
  raw: z.number(),
  single: z.object({ run: z.string(), raw: z.number(), nested: z.number() }),
  methods: candidates,
  postProcessors: candidates,
});

const complete = z.object({
  type: z.literal('trial-complete'),
  trial,
  params: data,
  model: data,
  features: data.exactOptional(),
  score: z.number(),
  foldScores: z.array(score),
  folds: z.array(foldDetails),
  layers: z.array(layer).nullable().default(null),
  predictions: z.string(),
  blend: blend.exactOptional(),
  seconds: z.number(),
  at,
});

const pruned = z.object({
  type: z.literal('trial-pruned'),
  trial,
  params: data,
  model: data,
  fold: z.int().min(0),
  epoch: z.int().min(1).nullable(),
  steps: z.int().min(0),
  score: number,
  folds: z.array(foldDetails),
  reason: z.string(),
  seconds: z.number(),
  at,
});

const failed = z.object({
  type: z.literal('trial-failed'),
  trial,
  params: data,
  model: data.nullable(),
  reason: z.string(),
  seconds: z.number(),
  at,
});

const retried = z.object({ type: z.literal('trial-retried'), trial, params: data, at });

const earlier = z.custom<Trial>((value) => {
  const { number: place, params, state, score: reached } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isScored = (state === 'complete' || state === 'pruned') && typeof reached === 'number';
  return isScored && Number.isInteger(place) && typeof params === 'object' && params !== null;
});

const warm = z.object({ type: z.literal('warm-start'), trials: z.array(earlier), at });

/** Reads an event of a study's journal back. */
export const studyEvent: ZodType<StudyEvent> = z.discriminatedUnion('type', [
  study,
  session,
  sessionEnded,
  started,
  complete,
  pruned,
  failed,
  retried,
  warm,
]);

/** A submission file was written. */
export type SubmissionWritten = Omit<SubmissionRecord, 'kaggle'>;

/** What is known of a submission file at Kaggle from now on. */
export interface SubmissionUpload extends KaggleSubmission {
  readonly type: 'upload';
  readonly trial: number;
  /** Of the file. */
  readonly sha256: string;
  /** Kaggle's numbers of submissions with this file's name that were there before it. */
  readonly before: readonly number[];
}

/** What the journal of a study's submissions holds. */
export type SubmissionEvent = SubmissionWritten | SubmissionUpload;

const written: ZodType<SubmissionWritten> = z.object({
  trial,
  path: z.string(),
  sha256: z.string(),
  rows: z.int(),
  columns: z.array(z.string()),
  refit: z.boolean(),
  privateScore: z.number().nullable(),
  at,
});

const upload: ZodType<SubmissionUpload> = z.object({
  type: z.literal('upload'),
  trial,
  sha256: z.string(),
  before: z.array(z.int()),
  competition: z.string(),
  state: z.enum(['sending', 'pending', 'complete', 'error']),
  ref: z.int().nullable(),
  message: z.string(),
  publicScore: z.number().nullable(),
  privateScore: z.number().nullable(),
  reason: z.string().nullable(),
  at,
});

/** Reads a line of the journal of a study's submissions back. */
export const submissionEvent: ZodType<SubmissionEvent> = z.union([upload, written]);
