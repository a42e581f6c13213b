import { MlflowError } from '../mlflow-error.ts';

/** Who asks: a user by password (as MLflow's own `basic-auth` app wants it), or the bearer of a token. */
export type Authorization =
  | { readonly username: string; readonly password: string }
  | { readonly token: string };

/** Where a server is and who asks. Its secrets are in no message, and `JSON.stringify` does not write them. */
export interface Connection {
  /** `http://127.0.0.1:5000`, with the path prefix where the server has one, without a closing slash. */
  readonly uri: string;
  /** The value of the `Authorization` header. */
  readonly authorization: string | undefined;
  /** What must appear in no message. */
  readonly secrets: readonly string[];
}

/** Base64 of the UTF-8 bytes. */
function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** What an MLflow server keeps its runs in; other words before a colon may be a part of a password. */
const stores = new Set(['file', 'sqlite', 'postgresql', 'mysql', 'mssql', 'databricks']);

function parse(uri: string): URL {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    // The text is not shown: it may hold a password.
    throw new MlflowError('expected a URL like http://127.0.0.1:5000, got something else', {
      code: 'CONFIGURATION',
      where: 'uri',
      hint: 'give the address that `mlflow server` prints',
    });
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  const isStore = stores.has(url.protocol.replace(/[+:].*$/, ''));
  throw new MlflowError(`expected http: or https:, got ${isStore ? url.protocol : 'something else'}`, {
    code: 'CONFIGURATION',
    where: 'uri',
    hint: 'start a server on that store (`mlflow server --backend-store-uri …`) and give its address',
  });
}

/**
 * Checks an address and takes the user out of it: `https://ada:secret@host/prefix/` is `https://host/prefix`, asked by ada.
 * An authorization that is given goes before one in the address.
 */
export function connectionTo(uri: string, given?: Authorization): Connection {
  const url = parse(uri.trim());
  const inUri =
    url.username === ''
      ? undefined
      : { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  const auth = given ?? inUri;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  const connection = { uri: url.href.replace(/\/+$/, '') };
  // Hidden, so that a printed client prints no secret.
  const hide = (value: unknown): PropertyDescriptor => ({ value, enumerable: false });
  if (auth === undefined) {
    return Object.freeze({ ...connection, authorization: undefined, secrets: Object.freeze([]) });
  }
  const header =
    'token' in auth ? `Bearer ${auth.token}` : `Basic ${base64(`${auth.username}:${auth.password}`)}`;
  const secrets = 'token' in auth ? [auth.token] : [auth.password, header.slice('Basic '.length)];
  const whole = Object.defineProperties(connection, {
    authorization: hide(header),
    secrets: hide(Object.freeze(secrets.filter((secret) => secret !== ''))),
  });
  return Object.freeze(whole) as Connection;
}
