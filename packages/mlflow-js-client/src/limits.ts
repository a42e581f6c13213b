import { MlflowError } from './mlflow-error.ts';

/** What a server takes. Lengths are in characters (Unicode code points), as Python counts them. */
export interface Limits {
  readonly metricsPerBatch: number;
  readonly paramsPerBatch: number;
  readonly tagsPerBatch: number;
  /** Metrics, params and tags together. */
  readonly entriesPerBatch: number;
  /** Of a request of `runs/log-batch`; servers of 3.17 mean to refuse more, but measure the number of fields instead. */
  readonly bytesPerBatch: number;
  /** Keys of metrics, params and tags. */
  readonly nameLength: number;
  /** The server cuts longer ones without a word, so this package refuses them. */
  readonly paramValueLength: number;
  /** The server cuts longer ones without a word, so this package refuses them. */
  readonly tagValueLength: number;
  readonly experimentNameLength: number;
  readonly experimentTagValueLength: number;
  readonly datasetNameLength: number;
  readonly datasetDigestLength: number;
  readonly datasetSchemaLength: number;
  readonly datasetProfileLength: number;
  readonly datasetSourceLength: number;
  /** Tags of registered models and their versions. */
  readonly modelTagValueLength: number;
}

/** As found in the sources of MLflow 3.17.2, and by asking such a server. What is above is refused, unless said otherwise. */
export const limits: Limits = Object.freeze({
  metricsPerBatch: 1000,
  paramsPerBatch: 100,
  tagsPerBatch: 100,
  entriesPerBatch: 1000,
  bytesPerBatch: 1_000_000,
  nameLength: 250,
  paramValueLength: 6000,
  tagValueLength: 8000,
  experimentNameLength: 500,
  experimentTagValueLength: 20_000,
  datasetNameLength: 500,
  datasetDigestLength: 36,
  datasetSchemaLength: 1_048_575,
  datasetProfileLength: 16_777_215,
  datasetSourceLength: 65_535,
  modelTagValueLength: 100_000,
});

/** The number of characters as the server counts them: code points, so that `'😀'` is one. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Throws where a text is longer than a server takes, or than it keeps. */
export function checkLength(what: string, text: string, longest: number): void {
  // Nothing has more code points than code units, which need no counting.
  if (text.length <= longest) return;
  const length = lengthOf(text);
  if (length <= longest) return;
  throw new MlflowError(`expected at most ${longest} characters, got ${length}`, {
    code: 'INVALID_PARAMETER_VALUE',
    where: what,
    hint: 'shorten it, or upload it as an artifact',
  });
}
