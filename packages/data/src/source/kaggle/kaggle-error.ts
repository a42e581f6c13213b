import { FoldwiseError } from '@foldwise/core/base';
import { kaggleAddress } from './kaggle-slug.ts';
import { Temporary } from './patiently.ts';
import type { Refusal } from './refusal.ts';

/** What was asked of Kaggle, for a message. */
export interface KaggleRequest {
  readonly slug: string;
  /** As a verb phrase: `list its files`. */
  readonly doing: string;
  /** Where the credentials are from. */
  readonly source: string;
}

const again = 'then run the same command again';

/** Where messages about a competition of Kaggle point to. */
export function whereOf(slug: string): string {
  return `kaggle.com, ${slug}`;
}

/** The hint for a status that asking again does not change. */
function hintFor({ slug, source }: KaggleRequest, { status, message }: Refusal): string {
  if (status === 401)
    return `make a new token at https://www.kaggle.com/settings and put it where the old one is (${source})`;
  if (isLimit(message))
    return 'wait until Kaggle takes submissions again: the file is kept, run the same command then';
  if (status === 403)
    return `join the competition and accept its rules at ${kaggleAddress(slug, 'rules')} with the account of ${source}, ${again}`;
  if (status === 404)
    return `look at the address of the competition, ${kaggleAddress('<slug>')}, and put it into the competition as url`;
  return `see ${kaggleAddress(slug)}, ${again}`;
}

function isLimit(message: string): boolean {
  return /allowance|limit|too many submissions/i.test(message);
}

/** The error for an answer: a `Temporary` one where it may be another the next time (429, 5xx). */
export function errorOf(request: KaggleRequest, refusal: Refusal): FoldwiseError | Temporary {
  const { slug, doing } = request;
  const { status, message } = refusal;
  const said = `HTTP ${status}${message === '' ? '' : `: ${message}`}`;
  const where = whereOf(slug);
  if (status === 429 || status >= 500) {
    const hint = `wait a while, ${again}: what is done is kept`;
    return new Temporary(
      new FoldwiseError(`could not ${doing}: Kaggle answers ${said}`, { code: 'network', where, hint }),
      status,
      refusal.afterSeconds,
    );
  }
  const what = status === 404 ? 'there is no such competition, or no such file in it' : 'Kaggle refuses';
  return new FoldwiseError(`could not ${doing}: ${what} (${said})`, {
    code: status === 401 || status === 403 || status === 404 ? 'input' : 'network',
    where,
    hint: hintFor(request, refusal),
  });
}

/** The error for an answer of the storage that Kaggle sends to: its addresses go stale, and Kaggle is asked for another. */
export function storageError(
  { slug, doing }: KaggleRequest,
  status: number,
  afterSeconds?: number,
): Temporary {
  const error = new FoldwiseError(`could not ${doing}: the storage answers HTTP ${status}`, {
    code: 'network',
    where: whereOf(slug),
    hint: `wait a while, ${again}: what is done is kept`,
  });
  return new Temporary(error, status, afterSeconds);
}

/** The error for a connection that failed. */
export function connectionError({ slug, doing }: KaggleRequest, host: string, cause: unknown): Temporary {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : undefined;
  const reason = code ?? (inner instanceof Error ? inner.message : 'an unknown reason');
  return new Temporary(
    new FoldwiseError(`could not ${doing}: the connection to ${host} failed (${reason})`, {
      code: 'network',
      where: whereOf(slug),
      hint: `check the network (and NODE_USE_ENV_PROXY=1 behind a proxy), ${again}: what is done is kept`,
    }),
  );
}
