import type { LayerLine, Spec } from '@foldwise/core';
import { z } from 'zod';
import type { ZodType } from 'zod';
import type { Trial } from '../search/trial.ts';
import type { BlendDetails, FoldDetails } from './run-details.ts';
import type { Data, StudyEvent, TrialWork } from './study-event.ts';
import { isData, isFoldDetails, isTrialWork, isUsualEvent } from './usual-event.ts';

/** Any number, as the journal keeps NaN and the infinities: a diverged training has such a curve. */
const number = z.custom<number>((value) => typeof value === 'number');
const score = z.number().nullable();
const data = z.custom<Data>(isData);
const at = z.string();
const trial = z.int().min(0);

const goal = z.enum(['minimize', 'maximize']);

const study = z.object({
  type: z.literal('study'),
  format: z.literal(1),
  study: z.string(),
  kind: z.enum(['sweep', 'cv', 'blend']),
  name: z.string(),
  identity: data,
  metric: z.string(),
  goal,
  objectives: z.array(z.object({ name: z.string(), goal })).exactOptional(),
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

const foldDetails = z.custom<FoldDetails>(isFoldDetails);
const work = z.custom<TrialWork>(isTrialWork).exactOptional();
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
const candidates = z.array(z.object({ kind: z.string(), nested: number, averaged: number.exactOptional() }));

const blendScores = { nested: z.number(), raw: z.number(), averaged: z.number().exactOptional() };

const blend: ZodType<BlendDetails> = z.object({
  members: z.array(z.object({ run: z.string(), predictions: z.string(), weight: z.number() })),
  considered: z.int(),
  method: spec,
  bias: z.array(z.number()).nullable(),
  post: z.object({ kind: z.string(), tuned: z.record(z.string(), z.array(z.number())) }).nullable(),
  ...blendScores,
  single: z.object({ run: z.string(), ...blendScores }),
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
  objectives: z.array(z.number()).exactOptional(),
  foldScores: z.array(score),
  folds: z.array(foldDetails),
  layers: z.array(layer).nullable().default(null),
  predictions: z.string(),
  blend: blend.exactOptional(),
  work,
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
  work,
  seconds: z.number(),
  at,
});

const failed = z.object({
  type: z.literal('trial-failed'),
  trial,
  params: data,
  model: data.nullable(),
  reason: z.string(),
  work,
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

const anyEvent = z.discriminatedUnion('type', [
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

/** Reads an event of a study's journal back. What a large study has most of is looked at by hand and not copied. */
export const studyEvent: ZodType<StudyEvent> = z.unknown().transform((event, context) => {
  if (isUsualEvent(event)) return event;
  const { success, data: read, error } = anyEvent.safeParse(event);
  if (success) return read;
  for (const { message, path } of error.issues)
    context.issues.push({ code: 'custom', message, path, input: event });
  return z.NEVER;
});
