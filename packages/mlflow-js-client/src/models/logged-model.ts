import { type Metric, metricOf } from '../runs/metric.ts';
import { defined, type Wire } from '../transport/wire.ts';

/** `PENDING` until its files are there and `finalize` says how that went. */
export type LoggedModelStatus = 'PENDING' | 'READY' | 'UPLOAD_FAILED';

/** A model with a life of its own, of MLflow 3: made by a run, measured by others. */
export interface LoggedModel {
  /** `m-` and 32 hexadecimal digits, given by the server. */
  readonly modelId: string;
  readonly experimentId: string;
  readonly name: string;
  readonly status: LoggedModelStatus;
  readonly statusMessage?: string;
  readonly modelType?: string;
  readonly sourceRunId?: string;
  readonly artifactUri: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  readonly lastUpdateTime: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: readonly Metric[];
}

const prefix = 'LOGGED_MODEL_';

/** The server's word for a status. */
export function statusToWire(status: LoggedModelStatus): string {
  return `${prefix}${status}`;
}

/** Reads one. */
export function loggedModelOf(from: Wire): LoggedModel {
  const info = from.object('info');
  const data = from.object('data');
  return defined<LoggedModel>({
    modelId: info.text('model_id'),
    experimentId: info.text('experiment_id'),
    name: info.text('name'),
    status: info.text('status').replace(prefix, '') as LoggedModelStatus,
    statusMessage: info.optionalText('status_message'),
    modelType: info.optionalText('model_type'),
    sourceRunId: info.optionalText('source_run_id'),
    artifactUri: info.text('artifact_uri'),
    creationTime: info.number('creation_timestamp_ms'),
    lastUpdateTime: info.number('last_updated_timestamp_ms'),
    tags: info.pairs('tags'),
    params: data.pairs('params'),
    metrics: data.list('metrics').map(metricOf),
  });
}
