import type { Connection } from '../connection/connection.ts';
import { MlflowError } from '../mlflow-error.ts';

/** Whose artifacts: a run's, a logged model's, or those below an address that the server gave out (`run.artifactUri`), which saves asking. */
export type ArtifactOwner =
  | { readonly runId: string }
  | { readonly modelId: string }
  | { readonly artifactUri: string };

/** Where the server hands artifacts on. */
export const proxy = '/api/2.0/mlflow-artifacts';

const proxied = `${proxy}/artifacts/`;

/**
 * The folder within the server's artifacts that an address names: `mlflow-artifacts:/1/…/artifacts` is `1/…/artifacts`. Addresses of
 * storages are refused: the client holds no keys for them; and so are those of another server, which must not get the password.
 */
export function folderOf(artifactUri: string, connection: Pick<Connection, 'uri'>): string {
  const at = artifactUri.indexOf(proxied);
  const isHere = /^https?:/.test(artifactUri) && artifactUri.slice(0, at) === connection.uri;
  if (at >= 0 && isHere) return artifactUri.slice(at + proxied.length);
  const match = /^mlflow-artifacts:(?:\/\/([^/]*))?\/(.*)$/.exec(artifactUri);
  const host = match?.[1] ?? '';
  if (match && (host === '' || host === new URL(connection.uri).host)) return match[2]!.replace(/\/+$/, '');
  // The query is left out: it may be a signature.
  const place = artifactUri.replace(/[?#].*$/, '').replace(/\/\/[^/]*@/, '//');
  throw new MlflowError(`expected artifacts that the tracking server hands on, got those at ${place}`, {
    code: 'CONFIGURATION',
    where: 'artifacts',
    hint: 'start the server with --serve-artifacts and --artifacts-destination, and make the experiment anew',
  });
}
