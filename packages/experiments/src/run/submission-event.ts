import { z } from 'zod';
import type { ZodType } from 'zod';
import type { KaggleSubmission, SubmissionRecord } from './run-details.ts';

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

/** What may be written of a run beside submissions: a page about it, or its network. */
export type RunFileKind = 'report' | 'onnx';

/** Such a file was written. */
export interface RunFileWritten {
  readonly type: 'file';
  readonly kind: RunFileKind;
  readonly trial: number;
  readonly path: string;
  readonly sha256: string;
  readonly at: string;
}

/** What the journal of a study's submissions holds, and of other files that were written of its runs. */
export type SubmissionEvent = SubmissionWritten | SubmissionUpload | RunFileWritten;

const at = z.string();
const trial = z.int().min(0);

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

const file: ZodType<RunFileWritten> = z.object({
  type: z.literal('file'),
  kind: z.enum(['report', 'onnx']),
  trial,
  path: z.string(),
  sha256: z.string(),
  at,
});

/** Reads a line of the journal of a study's submissions back. */
export const submissionEvent: ZodType<SubmissionEvent> = z.union([upload, file, written]);
