import { type Connection, connectionFromEnvironment } from 'mlflow-js-client';
import { asFoldwiseError } from './mirror-error.ts';

/**
 * A tracking server and who asks it: the user in the address, else the environment's, else that of `~/.mlflow/credentials`. Nothing is
 * sent.
 *
 * @param environment where `MLFLOW_TRACKING_USERNAME` and the like are read; the process's unless given.
 * @throws FoldwiseError (`input`) where the address is none of a server's.
 * @example
 * const server = trackingServer('http://127.0.0.1:5000');
 */
export function trackingServer(
  address: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Connection {
  try {
    return connectionFromEnvironment({ uri: address, environment });
  } catch (error) {
    throw asFoldwiseError(error);
  }
}
