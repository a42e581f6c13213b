import { MlflowError, type MlflowErrorCode } from '../mlflow-error.ts';

/** One line of at most 500 characters, without secrets. */
export function shown(text: string, secrets: readonly string[]): string {
  let line = text;
  for (const secret of secrets) line = line.replaceAll(secret, '***');
  line = line.replace(/\s+/g, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

/** The code of a status whose answer names none. */
function codeOf(status: number): MlflowErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'PERMISSION_DENIED';
  if (status === 404 || status === 405) return 'ENDPOINT_NOT_FOUND';
  if (status === 429) return 'REQUEST_LIMIT_EXCEEDED';
  if (status === 501) return 'NOT_IMPLEMENTED';
  if (status === 503) return 'TEMPORARILY_UNAVAILABLE';
  return status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST';
}

/** What to do about an answer. */
function nextStep(code: MlflowErrorCode, status: number): string | undefined {
  if (status === 401) {
    return 'set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to a user the server knows';
  }
  if (status === 403) return 'ask an administrator of the server for the permission';
  if (status === 413) return 'send less at once, or raise the limit of the proxy before the server';
  switch (code) {
    case 'ENDPOINT_NOT_FOUND':
      return 'check that the address is that of an MLflow server of 2.0 or later, with its path prefix';
    case 'RESOURCE_DOES_NOT_EXIST':
      return 'check the id or name, and that the server is the one it was made on';
    case 'RESOURCE_ALREADY_EXISTS':
      return 'take the one there is, or another name (a deleted one keeps its name)';
    case 'REQUEST_LIMIT_EXCEEDED':
    case 'TEMPORARILY_UNAVAILABLE':
      return 'try again later';
    default:
      return status >= 500 ? 'read the log of the server' : undefined;
  }
}

/** The error that an answer of a status of 300 and above stands for. */
export function failureOf(
  where: string,
  status: number,
  body: string,
  secrets: readonly string[],
): MlflowError {
  let code = codeOf(status);
  let message = body.trimStart().startsWith('<') ? '' : body;
  try {
    const said = JSON.parse(body) as { readonly error_code?: unknown; readonly message?: unknown };
    if (typeof said.error_code === 'string') code = said.error_code;
    if (typeof said.message === 'string') message = said.message;
  } catch {
    // A proxy's page, or plain text: the status says it.
  }
  const text = shown(message, secrets);
  const hint = nextStep(code, status);
  return new MlflowError(`${status} ${code}${text === '' ? '' : `: ${text}`}`, {
    code,
    where,
    status,
    ...(hint === undefined ? {} : { hint }),
  });
}
