import type { LifecycleStage, ViewType } from '../experiments/experiment.ts';
import type { PageOptions } from '../transport/pages.ts';
import type { CallOptions } from '../transport/request.ts';
import { defined, type Wire } from '../transport/wire.ts';
import { type DatasetInput, datasetInputOf } from './dataset.ts';
import { type Metric, metricOf } from './metric.ts';

/** How far a run is. */
export type RunStatus = 'RUNNING' | 'SCHEDULED' | 'FINISHED' | 'FAILED' | 'KILLED';

/** All there are. */
export const runStatuses: readonly RunStatus[] = Object.freeze([
  'RUNNING',
  'SCHEDULED',
  'FINISHED',
  'FAILED',
  'KILLED',
]);

/** A run, as the server tells it. */
export interface Run {
  /** Given by the server: one that a client proposes is ignored. */
  readonly runId: string;
  readonly name: string;
  readonly experimentId: string;
  readonly userId: string;
  readonly status: RunStatus;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime?: number;
  readonly artifactUri: string;
  readonly lifecycleStage: LifecycleStage;
  /** The last value of each key: that of the highest step, then the latest. `metrics.history` has all of them. */
  readonly metrics: readonly Metric[];
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly datasets: readonly DatasetInput[];
  /** Ids of the logged models it used, and of those it made. */
  readonly modelInputs: readonly string[];
  readonly modelOutputs: readonly { readonly modelId: string; readonly step: number }[];
}

/** Reads one. */
export function runOf(from: Wire): Run {
  const info = from.object('info');
  const data = from.object('data');
  const inputs = from.object('inputs');
  return defined<Run>({
    runId: info.text('run_id') || info.text('run_uuid'),
    name: info.text('run_name'),
    experimentId: info.text('experiment_id'),
    userId: info.text('user_id'),
    status: info.text('status') as RunStatus,
    startTime: info.number('start_time'),
    endTime: info.optionalNumber('end_time'),
    artifactUri: info.text('artifact_uri'),
    lifecycleStage: info.text('lifecycle_stage') === 'deleted' ? 'deleted' : 'active',
    metrics: data.list('metrics').map(metricOf),
    params: data.pairs('params'),
    tags: data.pairs('tags'),
    datasets: inputs.list('dataset_inputs').map(datasetInputOf),
    modelInputs: inputs.list('model_inputs').map((one) => one.text('model_id')),
    modelOutputs: from
      .object('outputs')
      .list('model_outputs')
      .map((one) => ({ modelId: one.text('model_id'), step: one.number('step') })),
  });
}

/** What a new run is made of. */
export interface NewRun {
  readonly experimentId: string;
  /** Made up by the server unless given, `bold-fox-60`. */
  readonly name?: string;
  /** Milliseconds since 1970; now unless given. */
  readonly startTime?: number;
  /** `mlflow.parentRunId` shows it below another, `mlflow.user` says whose it is, `mlflow.note.content` describes it in Markdown. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The tag `mlflow.user` has taken its place. */
  readonly userId?: string;
}

/** What may change about a run. */
export interface RunUpdate {
  readonly status?: RunStatus;
  /** Milliseconds since 1970. */
  readonly endTime?: number;
  readonly name?: string;
}

/** What to look for. */
export interface RunQuery extends PageOptions, CallOptions {
  readonly experimentIds: readonly string[];
  /**
   * Joined by AND: `metrics.auc > 0.9`, `` params.`learning rate` = '0.1' ``, `tags.mlflow.parentRunId = '…'`,
   * `attributes.status = 'FINISHED'`.
   */
  readonly filter?: string;
  /** `metrics.auc DESC`, `attributes.start_time ASC`. */
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
}
