/** What can be said of a single call. */
export interface CallOptions {
  /** Ends the call, waits included, with an `MlflowError` of code `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Of each try, in seconds; the client's unless given. */
  readonly timeoutSeconds?: number;
}

/** One thing asked of the server. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** After the server's address, encoded: `/api/2.0/mlflow/runs/create`; or a whole URL, which is sent no authorization. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly json?: unknown;
  readonly body?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether asking twice does the same as asking once; true unless given. Where it is not, only what was surely not done is repeated:
   * the connection was refused, or the answer was 429 or 503.
   */
  readonly isRepeatable?: boolean;
}

/** Whether it goes to the tracking server, not to a storage whose signed address the server gave out. */
export function isOwn(request: Request): boolean {
  return request.path.startsWith('/');
}

/** The whole address. */
export function urlOf(uri: string, request: Request): string {
  const pairs = Object.entries(request.query ?? {}).flatMap(([key, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [`${key}=${encodeURIComponent(one)}`])),
  );
  return `${isOwn(request) ? uri : ''}${request.path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** How a message names it: without the query, and of a storage no more than its host, since its path and query are a signature. */
export function placeOf(request: Request): string {
  return `${request.method} ${isOwn(request) ? request.path : new URL(request.path).origin}`;
}
