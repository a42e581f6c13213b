import { MlflowError } from '../mlflow-error.ts';
import { type Authorization, type Connection, connectionTo } from './connection.ts';
import { type FileCredentials, readCredentials } from './credentials-file.ts';

/** What {@link connectionFromEnvironment} reads instead of the process's environment and the home folder. */
export interface EnvironmentSources {
  /** The address; `MLFLOW_TRACKING_URI` unless given. */
  readonly uri?: string;
  /** `process.env` unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** `~/.mlflow/credentials` unless given. */
  readonly credentials?: FileCredentials;
}

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/**
 * The connection that MLflow's Python client would make: `MLFLOW_TRACKING_URI`; the user in that address, else user and password from
 * `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`, either of which `~/.mlflow/credentials` fills in; else
 * `MLFLOW_TRACKING_TOKEN`.
 *
 * @example
 * const client = mlflowClient({ connection: connectionFromEnvironment() });
 */
export function connectionFromEnvironment(sources: EnvironmentSources = {}): Connection {
  const environment = sources.environment ?? process.env;
  const uri = sources.uri ?? filled(environment['MLFLOW_TRACKING_URI']);
  if (uri === undefined) {
    throw new MlflowError('expected the address of a tracking server, got none', {
      code: 'CONFIGURATION',
      where: 'MLFLOW_TRACKING_URI',
      hint: 'set it, say to http://127.0.0.1:5000, or pass uri',
    });
  }
  const inUri = connectionTo(uri);
  if (inUri.authorization !== undefined) return inUri;
  return connectionTo(uri, authorizationOf(environment, sources.credentials));
}

function authorizationOf(
  environment: Readonly<Record<string, string | undefined>>,
  given: FileCredentials | undefined,
): Authorization | undefined {
  const file = given ?? readCredentials();
  const username = filled(environment['MLFLOW_TRACKING_USERNAME']) ?? file.username;
  const password = filled(environment['MLFLOW_TRACKING_PASSWORD']) ?? file.password;
  const token = filled(environment['MLFLOW_TRACKING_TOKEN']);
  if (username !== undefined && password !== undefined) return { username, password };
  return token === undefined ? undefined : { token };
}
