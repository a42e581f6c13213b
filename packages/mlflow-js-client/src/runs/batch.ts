import { checkLength, limits } from '../limits.ts';
import { MlflowError } from '../mlflow-error.ts';
import { checkName } from '../names.ts';
import { metricToWire, type NewMetric } from './metric.ts';

/** What is logged together. */
export interface Batch {
  readonly metrics?: readonly NewMetric[];
  /** Values of at most 6000 characters, which can never be changed; numbers and truth values are written as text. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** Values of at most 8000 characters; a later one takes the place of an earlier. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One request's worth, as the server reads it. */
export interface WireBatch {
  readonly metrics: readonly object[];
  readonly params: readonly object[];
  readonly tags: readonly object[];
}

type Kind = keyof WireBatch;

const longest: Readonly<Record<Kind, number>> = {
  metrics: limits.metricsPerBatch,
  params: limits.paramsPerBatch,
  tags: limits.tagsPerBatch,
};

/** Room for the run's id and the braces around the lists. */
const frameBytes = 1000;

/** A param as the server reads it: longer ones it would cut without a word. */
export function paramToWire(key: string, value: string | number | boolean): object {
  checkName('param', key);
  checkLength(`the value of the param "${key}"`, String(value), limits.paramValueLength);
  return { key, value: String(value) };
}

/** A tag as the server reads it: longer ones it would cut without a word. */
export function tagToWire(key: string, value: string): object {
  checkName('tag', key);
  if (typeof value !== 'string') {
    throw new MlflowError(`expected text, got ${typeof value}`, {
      code: 'INVALID_PARAMETER_VALUE',
      where: `the tag "${key}"`,
    });
  }
  checkLength(`the value of the tag "${key}"`, value, limits.tagValueLength);
  return { key, value };
}

/**
 * Cuts what is to be logged into requests that a server takes: at most 1000 metrics, 100 params, 100 tags, 1000 of all of them, and
 * 1,000,000 bytes. Tags go first and params next, so that a run that breaks off can be told; metrics keep their order.
 */
export function splitBatch(batch: Batch, now: number): readonly WireBatch[] {
  const entries: readonly (readonly [Kind, object])[] = [
    ...Object.entries(batch.tags ?? {}).map(([key, value]) => ['tags', tagToWire(key, value)] as const),
    ...Object.entries(batch.params ?? {}).map(([key, value]) => ['params', paramToWire(key, value)] as const),
    ...(batch.metrics ?? []).map((metric) => ['metrics', metricToWire(metric, now)] as const),
  ];
  const batches: Record<Kind, object[]>[] = [];
  let open: Record<Kind, object[]> | undefined;
  let count = 0;
  let bytes = 0;
  for (const [kind, entry] of entries) {
    // The comma after it, too.
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    const isFull =
      open === undefined ||
      open[kind].length === longest[kind] ||
      count === limits.entriesPerBatch ||
      bytes + size > limits.bytesPerBatch - frameBytes;
    if (isFull || open === undefined) {
      open = { metrics: [], params: [], tags: [] };
      batches.push(open);
      count = 0;
      bytes = 0;
    }
    open[kind].push(entry);
    count++;
    bytes += size;
  }
  return batches;
}
