import { type Artifacts, artifacts } from './artifacts/artifacts.ts';
import { type Authorization, type Connection, connectionTo } from './connection/connection.ts';
import { connectionFromEnvironment } from './connection/connection-from-environment.ts';
import { type Experiments, experiments } from './experiments/experiments.ts';
import { type LoggedModels, loggedModels } from './models/logged-models.ts';
import { type ModelVersions, modelVersions } from './models/model-versions.ts';
import { type RegisteredModels, registeredModels } from './models/registered-models.ts';
import { type Metrics, metrics } from './runs/metrics.ts';
import { type Runs, runs } from './runs/runs.ts';
import { type CallOptions } from './transport/request.ts';
import { type RetryOptions, retryPolicy } from './transport/retry.ts';
import { type Surroundings, surroundings } from './transport/surroundings.ts';
import { transport } from './transport/transport.ts';

/** How a client is set up. */
export interface MlflowClientOptions {
  /** The server's address; `MLFLOW_TRACKING_URI` unless given, or `connection`. */
  readonly uri?: string;
  /** Who asks; unless given, what the address says, then `MLFLOW_TRACKING_USERNAME` and so on, then `~/.mlflow/credentials`. */
  readonly authorization?: Authorization;
  /** Address and authorization, already looked up. */
  readonly connection?: Connection;
  readonly retry?: RetryOptions;
  /** Of each try of a request, in seconds; 30 unless given. */
  readonly timeoutSeconds?: number;
  /** Of each try of an upload or download, in seconds; 600 unless given. */
  readonly transferTimeoutSeconds?: number;
  /** Sent with every request to the server, for proxies that want more than MLflow does. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Another `fetch`, clock, source of randomness or sleep. */
  readonly surroundings?: Partial<Surroundings>;
}

/** A tracking server, as a bundle of its endpoints. It holds no connection open: there is nothing to close. */
export interface MlflowClient {
  /** Where the server is, without user. */
  readonly uri: string;
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly metrics: Metrics;
  readonly loggedModels: LoggedModels;
  readonly registeredModels: RegisteredModels;
  readonly modelVersions: ModelVersions;
  readonly artifacts: Artifacts;
  /** `/version`: that of the server, `3.17.2`. */
  version(call?: CallOptions): Promise<string>;
}

/**
 * Describes how a tracking server is talked to; nothing is sent before the first call.
 *
 * @example
 * const client = mlflowClient({ uri: 'http://127.0.0.1:5000' });
 * const { experimentId } = await client.experiments.ensure({ name: 'titanic' });
 * const run = await client.runs.create({ experimentId, name: 'mlp' });
 * await client.runs.logBatch(run.runId, { params: { units: 64 }, metrics: [{ key: 'auc', value: 0.87, step: 1 }] });
 * await client.runs.update(run.runId, { status: 'FINISHED', endTime: Date.now() });
 */
export function mlflowClient(options: MlflowClientOptions = {}): MlflowClient {
  const connection = options.connection ?? connect(options);
  const via = transport({
    connection,
    retry: retryPolicy(options.retry),
    timeoutSeconds: options.timeoutSeconds ?? 30,
    headers: options.headers ?? {},
    surroundings: surroundings(options.surroundings),
  });
  return Object.freeze<MlflowClient>({
    uri: connection.uri,
    experiments: experiments(via),
    runs: runs(via),
    metrics: metrics(via),
    loggedModels: loggedModels(via),
    registeredModels: registeredModels(via),
    modelVersions: modelVersions(via),
    artifacts: artifacts(via, { transferTimeoutSeconds: options.transferTimeoutSeconds ?? 600 }),
    version: (call) =>
      via.send({ method: 'GET', path: '/version' }, async (response) => (await response.text()).trim(), call),
  });
}

function connect({ uri, authorization }: MlflowClientOptions): Connection {
  if (uri !== undefined && authorization !== undefined) return connectionTo(uri, authorization);
  return connectionFromEnvironment(uri === undefined ? {} : { uri });
}
