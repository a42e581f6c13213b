import { MlflowError } from '../mlflow-error.ts';
import { checkName } from '../names.ts';
import { defined, type Wire } from '../transport/wire.ts';

/** A measurement of a run. */
export interface Metric {
  readonly key: string;
  /** Infinity is stored, and comes back, as ±1.7976931348623157e308. */
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** An epoch, a batch, a trial: the x of the server's charts. */
  readonly step: number;
  /** The data it was measured on, where that was said. */
  readonly datasetName?: string;
  readonly datasetDigest?: string;
  /** The logged model it was measured of, where that was said. */
  readonly modelId?: string;
}

/**
 * A measurement to log. The same key, value, step and timestamp twice is one measurement to the server; with another timestamp it is
 * two, so whoever may log again gives the timestamp.
 */
export interface NewMetric {
  /** At most 250 letters, digits, `_`, `-`, `.`, `:`, spaces and `/`: `map@3` is refused, and `escapeName('map@3')` is not. */
  readonly key: string;
  /** NaN and infinities included. */
  readonly value: number;
  /** A whole number of milliseconds since 1970; now unless given. */
  readonly timestamp?: number;
  /** A whole number, which may be negative; 0 unless given. */
  readonly step?: number;
  readonly datasetName?: string;
  readonly datasetDigest?: string;
  readonly modelId?: string;
}

/** Reads one. */
export function metricOf(from: Wire): Metric {
  return defined<Metric>({
    key: from.text('key'),
    value: from.number('value'),
    timestamp: from.number('timestamp'),
    step: from.number('step'),
    datasetName: from.optionalText('dataset_name'),
    datasetDigest: from.optionalText('dataset_digest'),
    modelId: from.optionalText('model_id'),
  });
}

function refuse(metric: NewMetric, expected: string, got: unknown): never {
  throw new MlflowError(`expected ${expected}, got ${String(got)}`, {
    code: 'INVALID_PARAMETER_VALUE',
    where: `the metric "${metric.key}"`,
  });
}

/**
 * As the server reads it, or an error where it would misread: to a fraction as timestamp the server of 3.17 answers that all is well,
 * and stores the time and step 0.
 */
export function metricToWire(metric: NewMetric, now: number): object {
  const { key, value, timestamp = now, step = 0 } = metric;
  checkName('metric', key);
  if (typeof value !== 'number') refuse(metric, 'a number as value', value);
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
    refuse(metric, 'whole milliseconds as timestamp', timestamp);
  }
  if (!Number.isSafeInteger(step)) refuse(metric, 'a whole number as step', step);
  return {
    key,
    // As protobuf writes in JSON what JSON has no number for.
    value: Number.isFinite(value) ? value : String(value),
    timestamp,
    step,
    dataset_name: metric.datasetName,
    dataset_digest: metric.datasetDigest,
    model_id: metric.modelId,
  };
}
