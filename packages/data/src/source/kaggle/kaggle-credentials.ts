import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core/base';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who asks Kaggle. The secret is a private field: nothing that prints, copies or serialises an object gets at it.
 */
export class KaggleCredentials {
  /** Where they were found: `KAGGLE_API_TOKEN`, a file. */
  readonly source: string;
  readonly #header: string;
  readonly #secrets: readonly string[];

  constructor(source: string, header: string, secrets: readonly string[]) {
    this.source = source;
    this.#header = header;
    // What is shorter than this is no secret of Kaggle's, and would blacken words.
    this.#secrets = [...secrets, header.replace(/^\w+ /, '')].filter((secret) => secret.length >= 8);
  }

  /** The value of the `Authorization` header: for a request to Kaggle, and nothing else. */
  authorization(): string {
    return this.#header;
  }

  /** A text that came from elsewhere, with any secret in it struck out. */
  withoutSecrets(text: string): string {
    return this.#secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
  }
}

const howToGet =
  'make a token at https://www.kaggle.com/settings and set KAGGLE_API_TOKEN to it, or set KAGGLE_USERNAME and KAGGLE_KEY, or put kaggle.json into ~/.kaggle';

function refuse(message: string, where: string, hint = howToGet): never {
  throw new FoldwiseError(message, { code: 'input', where, hint });
}

/** A token in a header must be visible ASCII; the token itself stays out of the message. */
function bearer(token: string, source: string): KaggleCredentials {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    refuse('expected a token of visible ASCII characters, got others in it', source);
  }
  return new KaggleCredentials(source, `Bearer ${token}`, [token]);
}

function basic(username: string, key: string, source: string): KaggleCredentials {
  const header = `Basic ${Buffer.from(`${username}:${key}`).toString('base64')}`;
  return new KaggleCredentials(source, header, [key]);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown reason';
    return refuse(`expected a file that can be read, got ${reason}`, path, 'see whether you may read it');
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** The usual folders of Kaggle's own programs, the first that counts first. */
function foldersOf(env: Environment): readonly string[] {
  if (filled(env, 'KAGGLE_CONFIG_DIR') !== undefined) return [filled(env, 'KAGGLE_CONFIG_DIR')!];
  const home = filled(env, 'HOME') ?? filled(env, 'USERPROFILE') ?? homedir();
  return [join(home, '.kaggle'), join(filled(env, 'XDG_CONFIG_HOME') ?? join(home, '.config'), 'kaggle')];
}

function filled(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** The first file of these names in these folders that holds anything. */
function firstFile(folders: readonly string[], names: readonly string[]): string | undefined {
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => isFile(path) && textOf(path) !== '');
}

/** `KAGGLE_API_TOKEN` holds a token, or names a file that does. */
function fromToken(env: Environment): KaggleCredentials | undefined {
  const token = filled(env, 'KAGGLE_API_TOKEN');
  if (token !== undefined) return bearer(isFile(token) ? textOf(token) : token, 'KAGGLE_API_TOKEN');
  const path = firstFile(foldersOf(env), ['access_token', 'access_token.txt']);
  return path === undefined ? undefined : bearer(textOf(path), path);
}

function fromNameAndKey(env: Environment): KaggleCredentials | undefined {
  const [username, key] = [filled(env, 'KAGGLE_USERNAME'), filled(env, 'KAGGLE_KEY')];
  if (username === undefined || key === undefined) return undefined;
  return basic(username, key, 'KAGGLE_USERNAME and KAGGLE_KEY');
}

function fromKaggleJson(env: Environment): KaggleCredentials | undefined {
  const path = firstFile(foldersOf(env), ['kaggle.json']);
  if (path === undefined) return undefined;
  const hint = 'download it anew at https://www.kaggle.com/settings';
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(path));
  } catch {
    // The parser's message quotes the file: it is not passed on, not even as the cause.
    refuse('expected JSON, got something else', path, hint);
  }
  const { username, key } = (parsed ?? {}) as { readonly username?: unknown; readonly key?: unknown };
  if (typeof username === 'string' && typeof key === 'string' && username !== '' && key !== '') {
    return basic(username.trim(), key.trim(), path);
  }
  return refuse('expected the texts "username" and "key", got none of them or one', path, hint);
}

/**
 * The user's credentials, looked for where Kaggle's own programs look, in their order: the variable `KAGGLE_API_TOKEN` (a token, or the
 * path of a file that holds one), a file `access_token`, the variables `KAGGLE_USERNAME` and `KAGGLE_KEY`, a file `kaggle.json`. Files
 * lie in `KAGGLE_CONFIG_DIR`, else in `~/.kaggle` or `~/.config/kaggle`.
 *
 * @throws FoldwiseError `input` where there are none, or a file of them cannot be read; no message shows what is secret.
 * @example
 * const client = kaggleClient({ credentials: kaggleCredentials(process.env) });
 */
export function kaggleCredentials(env: Environment): KaggleCredentials {
  const found = fromToken(env) ?? fromNameAndKey(env) ?? fromKaggleJson(env);
  if (found !== undefined) return found;
  const half = ['KAGGLE_USERNAME', 'KAGGLE_KEY'].find((name) => filled(env, name) !== undefined);
  return refuse(
    half === undefined ? 'expected credentials, got none' : `expected credentials, got ${half} alone`,
    'Kaggle',
  );
}
