import { createHash } from 'node:crypto';
import type { IncomingFile } from './kaggle-client.ts';

/** What the headers say of a file that is on its way. */
export interface RemoteFile {
  /** What it is called when it lies there: the name asked for, and `.zip` after it where Kaggle has packed it. */
  readonly name: string;
  /** Of the whole file; undefined where it is not stated. */
  readonly bytes: number | undefined;
  /** In hexadecimal; undefined where it is not stated. */
  readonly md5: string | undefined;
  /** Eight digits for this version of the file; undefined where a part of it could not be told from a part of another one. */
  readonly version: string | undefined;
  readonly tag: string | undefined;
}

/** Reads the headers of a whole file (200). */
export function remoteFileOf({ headers, name }: IncomingFile, wanted: string): RemoteFile {
  const length = headers.get('content-length');
  const md5 = /md5=([A-Za-z0-9+/]{22}==)/.exec(headers.get('x-goog-hash') ?? '')?.[1];
  const tag = headers.get('etag') ?? undefined;
  const marks = [tag ?? md5 ?? headers.get('last-modified'), length];
  const isResumable = headers.get('accept-ranges') === 'bytes' && marks.every((mark) => mark !== null);
  const zip = `${wanted.split('/').at(-1)!}.zip`;
  return {
    name: [zip, encodeURIComponent(zip)].includes(name) ? `${wanted}.zip` : wanted,
    bytes: length === null ? undefined : Number(length),
    md5: md5 === undefined ? undefined : Buffer.from(md5, 'base64').toString('hex'),
    version: isResumable
      ? createHash('sha256').update(marks.join('\n')).digest('hex').slice(0, 8)
      : undefined,
    tag: tag?.startsWith('W/') === true ? undefined : tag,
  };
}
