import type { Connection } from '../connection/connection.ts';
import { MlflowError } from '../mlflow-error.ts';
import { failureOf, shown } from './failure.ts';
import { type CallOptions, isOwn, placeOf, type Request, urlOf } from './request.ts';
import type { Surroundings } from './surroundings.ts';

/** Codes of Node's sockets that say that no byte of a request was taken. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** How one try ended. */
export type Outcome<T> =
  | { readonly isDone: true; readonly value: T }
  | {
      readonly isDone: false;
      readonly error: MlflowError;
      /** Nothing, where the server cannot have got the request. */
      readonly response: Pick<Response, 'status' | 'headers'> | undefined;
      readonly isSurelyUndone: boolean;
    };

/** What a try needs to know besides the request. */
export interface AttemptOptions {
  readonly connection: Connection;
  readonly timeoutSeconds: number;
  readonly surroundings: Surroundings;
  readonly headers: Readonly<Record<string, string>>;
}

/** Why a fetch failed, which Node hides in the cause, or in the first of several: a code like `ECONNREFUSED` where there is one. */
function reasonOf(error: unknown): string {
  const { code, cause, errors, message } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code === 'string') return code;
  if (cause !== undefined) return reasonOf(cause);
  if (Array.isArray(errors) && errors.length > 0) return reasonOf(errors[0]);
  return typeof message === 'string' ? message : String(error);
}

/** The error of a call whose signal was aborted. */
export function abortedAt(place: string, signal: AbortSignal | undefined): MlflowError {
  return new MlflowError('was aborted', { code: 'ABORTED', where: place, cause: signal?.reason });
}

/** Sends a request once and reads its answer, both within the timeout. */
export async function attempt<T>(
  request: Request,
  read: (response: Response) => Promise<T>,
  options: AttemptOptions,
  call: CallOptions,
): Promise<Outcome<T>> {
  const { connection, surroundings } = options;
  const place = placeOf(request);
  const timeoutSeconds = call.timeoutSeconds ?? options.timeoutSeconds;
  const timeout = AbortSignal.timeout(Math.ceil(timeoutSeconds * 1000));
  const own = isOwn(request);
  const body = request.json === undefined ? request.body : JSON.stringify(request.json);
  let response: Response | undefined;
  try {
    // A redirect is not followed: a POST would become a GET, and the password go where it was not meant to.
    response = await surroundings.fetch(urlOf(connection.uri, request), {
      method: request.method,
      headers: {
        ...(own ? options.headers : {}),
        ...(own && connection.authorization !== undefined ? { authorization: connection.authorization } : {}),
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
      redirect: 'manual',
    });
    if (response.status < 300) return { isDone: true, value: await read(response) };
    const error = await refusalOf(response, place, connection.secrets);
    return { isDone: false, error, response, isSurelyUndone: false };
  } catch (error) {
    if (error instanceof MlflowError) throw error;
    if (call.signal?.aborted === true) throw abortedAt(place, call.signal);
    const reason = shown(reasonOf(error), connection.secrets);
    const known = timeout.aborted
      ? new MlflowError(`no answer within ${timeoutSeconds} s`, {
          code: 'TIMEOUT',
          where: place,
          hint: 'check the server, or give it more timeoutSeconds',
        })
      : new MlflowError(`no answer from ${own ? connection.uri : 'the storage'}: ${reason}`, {
          code: 'NETWORK',
          where: place,
          hint: 'check that the server runs and that the address is right',
        });
    const isSurelyUndone = response === undefined && neverSent.has(reason);
    return { isDone: false, error: known, response: undefined, isSurelyUndone };
  }
}

/** What an answer of a status of 300 and above means. */
async function refusalOf(
  response: Response,
  place: string,
  secrets: readonly string[],
): Promise<MlflowError> {
  if (response.status >= 400) return failureOf(place, response.status, await response.text(), secrets);
  await response.body?.cancel();
  const target = shown(response.headers.get('location') ?? 'elsewhere', secrets).replace(/[?#].*$/, '');
  return new MlflowError(`the server redirects to ${target}`, {
    code: 'CONFIGURATION',
    where: place,
    status: response.status,
    hint: 'give the address it redirects to, so that no password goes where it was not meant to',
  });
}
