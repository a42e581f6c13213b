export { mlflowClient, type MlflowClient, type MlflowClientOptions } from './mlflow-client.ts';
export { MlflowError, type MlflowErrorCode, type MlflowErrorParts } from './mlflow-error.ts';
export { limits } from './limits.ts';
export { escapeName, unescapeName } from './names.ts';

export { connectionTo, type Authorization, type Connection } from './connection/connection.ts';
export {
  connectionFromEnvironment,
  type EnvironmentSources,
} from './connection/connection-from-environment.ts';
export { readCredentials, type FileCredentials } from './connection/credentials-file.ts';

export type { CallOptions } from './transport/request.ts';
export type { PageOptions } from './transport/pages.ts';
export type { RetryOptions } from './transport/retry.ts';
export type { Surroundings } from './transport/surroundings.ts';

export type { Experiment, LifecycleStage, ViewType } from './experiments/experiment.ts';
export type { ExperimentQuery, Experiments, NewExperiment } from './experiments/experiments.ts';

export type { Batch } from './runs/batch.ts';
export type { Dataset, DatasetInput } from './runs/dataset.ts';
export type { Metric, NewMetric } from './runs/metric.ts';
export type { Metrics, SampledHistoryQuery } from './runs/metrics.ts';
export type { NewRun, Run, RunQuery, RunStatus, RunUpdate } from './runs/run.ts';
export type { EnsuredRun, RunInputs, Runs } from './runs/runs.ts';
export { tagEquals } from './runs/tag-equals.ts';

export type { LoggedModel, LoggedModelStatus } from './models/logged-model.ts';
export type { LoggedModelQuery, LoggedModels, NewLoggedModel } from './models/logged-models.ts';
export type { ModelVersion } from './models/model-version.ts';
export type { ModelVersionQuery, ModelVersions, NewModelVersion } from './models/model-versions.ts';
export type {
  NewRegisteredModel,
  RegisteredModel,
  RegisteredModelQuery,
  RegisteredModels,
} from './models/registered-models.ts';

export type { Artifact, ArtifactData, Artifacts, UploadOptions } from './artifacts/artifacts.ts';
export type { ArtifactOwner } from './artifacts/artifact-owner.ts';
