import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { DatasetInput } from 'mlflow-js-client';
import { sha256Of } from '../journal/canonical-json.ts';
import type { MirroredRun } from './mirrored-run.ts';
import { idTag } from './send-run.ts';

/** A text file of a file store, below the store's folder. */
export interface StoreFile {
  readonly path: string;
  readonly text: string;
}

/** The numbers that MLflow's file store writes for statuses. */
const statusNumbers = { RUNNING: 1, SCHEDULED: 2, FINISHED: 3, FAILED: 4, KILLED: 5 } as const;

/** Flat YAML: what JSON is on the right of a colon is YAML too. */
function yaml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}\n`)
    .join('');
}

function md5(...texts: readonly string[]): string {
  const hash = createHash('md5');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

/** The id of an experiment: digits, of its name, so that writing it again writes the same folder. */
export function experimentIdOf(name: string): string {
  return BigInt(`0x${sha256Of(name).slice(0, 14)}`).toString();
}

/** The id of a run, of the one that it has for ever. */
export function runIdOf(id: string): string {
  return sha256Of(id).slice(0, 32);
}

/** An experiment in MLflow's file store: a folder of its id. */
export function experimentFiles(
  root: string,
  name: string,
  tags: Readonly<Record<string, string>>,
  at: number,
): readonly StoreFile[] {
  const id = experimentIdOf(name);
  const meta = {
    artifact_location: pathToFileURL(join(root, id)).href,
    creation_time: at,
    experiment_id: id,
    last_update_time: at,
    lifecycle_stage: 'active',
    name,
  };
  return [
    { path: `${id}/meta.yaml`, text: yaml(meta) },
    ...Object.entries(tags).map(([key, value]) => ({ path: `${id}/tags/${key}`, text: value })),
  ];
}

function datasetFiles(
  experiment: string,
  runId: string,
  { dataset, context, tags }: DatasetInput,
): readonly StoreFile[] {
  const { name, digest, sourceType, source, schema = null, profile = null } = dataset;
  const id = md5(name, digest);
  const meta = { digest, name, profile, schema, source, source_type: sourceType };
  const input = {
    // As MLflow does: the destination is not the run, and it is found by the folder.
    destination_id: id,
    destination_type: 'RUN',
    source_id: id,
    source_type: 'DATASET',
    tags: { ...tags, ...(context !== undefined && { 'mlflow.data.context': context }) },
  };
  return [
    { path: `${experiment}/datasets/${id}/meta.yaml`, text: yaml(meta) },
    { path: `${experiment}/${runId}/inputs/${md5(id, runId)}/meta.yaml`, text: yaml(input) },
  ];
}

/** `1795676687845 0.5 3`, a line a value: milliseconds, value as Python reads it, step. */
function metricFiles(folder: string, metrics: MirroredRun['metrics']): readonly StoreFile[] {
  return [...Map.groupBy(metrics, ({ key }) => key)].map(([key, values]) => ({
    path: `${folder}/metrics/${key}`,
    text: values.map(({ timestamp, value, step }) => `${timestamp} ${value} ${step}\n`).join(''),
  }));
}

/** A run in MLflow's file store: a folder of its id in that of its experiment, without its artifacts. */
export function runFiles(
  root: string,
  experimentName: string,
  run: MirroredRun,
  parent: string | undefined,
): readonly StoreFile[] {
  const experiment = experimentIdOf(experimentName);
  const runId = runIdOf(run.id);
  const folder = `${experiment}/${runId}`;
  const meta = {
    artifact_uri: pathToFileURL(join(root, folder, 'artifacts')).href,
    end_time: run.endTime ?? null,
    entry_point_name: '',
    experiment_id: experiment,
    lifecycle_stage: 'active',
    run_id: runId,
    run_name: run.name,
    run_uuid: runId,
    source_name: '',
    source_type: 4,
    source_version: '',
    start_time: run.startTime,
    status: statusNumbers[run.status],
    tags: [],
    user_id: '',
  };
  const tags = {
    ...run.tags,
    [idTag]: run.id,
    'mlflow.runName': run.name,
    ...(parent !== undefined && { 'mlflow.parentRunId': runIdOf(parent) }),
  };
  const texts = (kind: string, values: Readonly<Record<string, string>>): readonly StoreFile[] =>
    Object.entries(values).map(([key, text]) => ({ path: `${folder}/${kind}/${key}`, text }));
  return [
    { path: `${folder}/meta.yaml`, text: yaml(meta) },
    ...texts('tags', tags),
    ...texts('params', run.params),
    ...metricFiles(folder, run.metrics),
    ...run.datasets.flatMap((dataset) => datasetFiles(experiment, runId, dataset)),
  ];
}
