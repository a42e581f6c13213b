import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CallOptions, MlflowClient, Run } from 'mlflow-js-client';
import { messageOf } from '@foldwise/core';
import type { ArtifactStore } from '../journal/artifacts.ts';
import { sha256Of } from '../journal/canonical-json.ts';
import type { MirroredFile, MirroredRun } from './mirrored-run.ts';
import { severalAtOnce } from './several-at-once.ts';

/** Where runs are sent, and what of files is found where. */
export interface SendTarget {
  readonly client: MlflowClient;
  readonly experimentId: string;
  readonly artifacts: ArtifactStore;
  /** Told of files that are no longer there, and so are left out. */
  readonly onNote: (message: string) => void;
}

/** A run that is there already. */
export type SentRun = Pick<Run, 'runId' | 'artifactUri' | 'status'>;

/** The tag by which a run is found again: ids that a client proposes MLflow ignores. */
export const idTag = 'foldwise.id';

/** How many requests for one run are on their way at a time. */
const requestsAtOnce = 4;

/** The bytes of a file, or why there are none. */
export function bytesOf(file: MirroredFile, artifacts: ArtifactStore): Uint8Array | string {
  if ('text' in file) return Buffer.from(file.text);
  try {
    if ('stored' in file) return artifacts.get(file.stored);
    if (!existsSync(file.file)) return `${file.file} is no longer there`;
    const bytes = readFileSync(file.file);
    return sha256Of(bytes) === file.sha256 ? bytes : `${file.file} is no longer what was written`;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Makes a run on the server what it should be: made where it is not there, then everything of it, then its status. All of it may be done
 * again and changes nothing then: metrics carry the journal's times, files have the same bytes.
 *
 * @param there the run, where it is known to be there.
 * @param parentRunId of the run that it is shown below.
 */
export async function sendRun(
  target: SendTarget,
  run: MirroredRun,
  there: SentRun | undefined,
  parentRunId: string | undefined,
  call: CallOptions,
): Promise<SentRun> {
  const { client, experimentId, artifacts, onNote } = target;
  const { id, name, startTime, endTime, status, params, metrics, datasets } = run;
  const tags = {
    ...run.tags,
    ...(parentRunId !== undefined && { 'mlflow.parentRunId': parentRunId }),
  };
  const made = { experimentId, name, startTime, tags, idTags: { [idTag]: id }, isNew: true };
  const sent = there ?? (await client.runs.ensure(made, call));
  const { runId, artifactUri } = sent;
  // What has just begun has nothing to say yet that could not wait: a request less for each trial.
  if (there === undefined && status === 'RUNNING') return { runId, artifactUri, status };
  const upload = async (file: MirroredFile): Promise<void> => {
    const bytes = bytesOf(file, artifacts);
    if (typeof bytes === 'string') onNote(`${basename(file.path)} of ${id} is left out: ${bytes}`);
    else await client.artifacts.upload({ artifactUri }, file.path, bytes, call);
  };
  const requests = [
    () => client.runs.logBatch(runId, { params, metrics, ...(there !== undefined && { tags }) }, call),
    ...(datasets.length === 0 ? [] : [() => client.runs.logInputs(runId, { datasets }, call)]),
    ...run.files.map((file) => () => upload(file)),
  ];
  await severalAtOnce(requestsAtOnce, requests, (request) => request());
  if (sent.status !== status || endTime !== undefined) {
    await client.runs.update(runId, { status, ...(endTime !== undefined && { endTime }) }, call);
  }
  return { runId, artifactUri, status };
}
