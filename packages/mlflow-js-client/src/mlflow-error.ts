/**
 * What went wrong, as a word for programs. The first group is the server's own `error_code`; the second is for what never reached it
 * or came back unreadable. Servers and proxies may send others.
 */
export type MlflowErrorCode =
  | 'INVALID_PARAMETER_VALUE'
  | 'BAD_REQUEST'
  | 'RESOURCE_DOES_NOT_EXIST'
  | 'RESOURCE_ALREADY_EXISTS'
  | 'INVALID_STATE'
  | 'PERMISSION_DENIED'
  | 'UNAUTHENTICATED'
  | 'ENDPOINT_NOT_FOUND'
  | 'REQUEST_LIMIT_EXCEEDED'
  | 'TEMPORARILY_UNAVAILABLE'
  | 'INTERNAL_ERROR'
  | 'NOT_IMPLEMENTED'
  | 'CONFIGURATION'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'UNREADABLE_RESPONSE'
  | (string & {});

/** The parts of an {@link MlflowError}, in the order a reader asks. */
export interface MlflowErrorParts {
  readonly code: MlflowErrorCode;
  /** Where: `POST /api/2.0/mlflow/runs/create`, an option, a file. */
  readonly where?: string;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The next step, as an imperative. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The only error this package throws on purpose: one line that says where, what, and what to do next. It never holds a password or a
 * token.
 *
 * @example
 * try {
 *   await client.experiments.getByName('titanic');
 * } catch (error) {
 *   if (error instanceof MlflowError && error.code === 'RESOURCE_DOES_NOT_EXIST') console.log('not there yet');
 *   else throw error;
 * }
 */
export class MlflowError extends Error {
  override readonly name = 'MlflowError';
  readonly code: MlflowErrorCode;
  readonly where: string | undefined;
  readonly status: number | undefined;
  readonly hint: string | undefined;

  constructor(message: string, parts: MlflowErrorParts) {
    const where = parts.where === undefined ? '' : `${parts.where}: `;
    const hint = parts.hint === undefined ? '' : ` — ${parts.hint}`;
    super(`${where}${message}${hint}`, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.where = parts.where;
    this.status = parts.status;
    this.hint = parts.hint;
  }
}
