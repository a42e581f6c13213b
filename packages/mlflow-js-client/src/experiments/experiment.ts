import { defined, type Wire } from '../transport/wire.ts';

/** `active`, or `deleted`: hidden, and brought back by `restore` until `mlflow gc` removes it for good. */
export type LifecycleStage = 'active' | 'deleted';

/** What runs are collected in. */
export interface Experiment {
  readonly experimentId: string;
  readonly name: string;
  /** Below it lie the artifacts of its runs; `mlflow-artifacts:/1` where the server hands them on. */
  readonly artifactLocation: string;
  readonly lifecycleStage: LifecycleStage;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970; older file stores have none. */
  readonly creationTime?: number;
  readonly lastUpdateTime?: number;
}

/** Which of the active and the deleted a search finds. */
export type ViewType = 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';

/** Reads one. */
export function experimentOf(from: Wire): Experiment {
  return defined<Experiment>({
    experimentId: from.text('experiment_id'),
    name: from.text('name'),
    artifactLocation: from.text('artifact_location'),
    lifecycleStage: from.text('lifecycle_stage') === 'deleted' ? 'deleted' : 'active',
    tags: from.pairs('tags'),
    creationTime: from.optionalNumber('creation_time'),
    lastUpdateTime: from.optionalNumber('last_update_time'),
  });
}
