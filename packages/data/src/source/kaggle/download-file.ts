import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core/base';
import { readZip } from '../../format/read-zip.ts';
import { digestsOf } from './digests-of.ts';
import type { IncomingFile, KaggleClient, KaggleFileRequest } from './kaggle-client.ts';
import { whereOf } from './kaggle-error.ts';
import { appendAll, bytesThere, checkRoom, partialPath, putInPlace } from './partial-file.ts';
import { Temporary } from './patiently.ts';
import type { RemoteFile } from './remote-file.ts';
import { remoteFileOf } from './remote-file.ts';

/** A file of Kaggle's that lies in the folder. */
export interface KaggleDownload {
  /** Its path in the folder. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `kept`: it was there already. `resumed`: a part of it was. */
  readonly outcome: 'downloaded' | 'resumed' | 'kept';
}

/** How far a file has come. */
export interface TransferEvent {
  readonly type: 'transfer';
  readonly file: string;
  /** Of it, those that are there. */
  readonly bytes: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

/** One file to download. */
export interface DownloadJob extends KaggleFileRequest {
  /** Its path in the folder. */
  readonly name: string;
  readonly folder: string;
  /** Whether a file that is there and is another one is replaced. */
  readonly force: boolean;
  readonly onProgress?: ((event: TransferEvent) => void) | undefined;
}

/**
 * Downloads one file so that its name only ever stands for the whole of it. A connection that is cut is taken up where it was (by
 * `Range`), also by a later call; a file of the same size and checksum that is there already is kept.
 */
export async function downloadFile(client: KaggleClient, job: DownloadJob): Promise<KaggleDownload> {
  let received = 0;
  const onBytes = (bytes: number): void => void (received += bytes);
  return client.patiently(
    () => attempt(client, job, onBytes),
    () => received,
  );
}

async function attempt(
  client: KaggleClient,
  job: DownloadJob,
  onBytes: (bytes: number) => void,
): Promise<KaggleDownload> {
  const { folder, force } = job;
  const whole = await client.fetchFile(job);
  let remote: RemoteFile;
  let partial: string;
  try {
    remote = remoteFileOf(whole, job.name);
    const kept = await whatIsThere(join(folder, remote.name), remote, force);
    if (kept !== undefined) {
      await whole.cancel();
      return kept;
    }
    partial = partialPath(folder, remote);
    const there = await bytesThere(partial, remote);
    await checkRoom(partial, (remote.bytes ?? 0) - there);
  } catch (error) {
    await whole.cancel();
    throw error;
  }
  const { from, file } = await takenUp(client, job, whole, remote, await bytesThere(partial, remote));
  let bytes = from;
  const tell = (): void =>
    job.onProgress?.({ type: 'transfer', file: remote.name, bytes, total: remote.bytes ?? null });
  tell();
  if (file !== undefined) {
    await appendAll(partial, from, file.chunks(), (more) => {
      bytes += more;
      onBytes(more);
      tell();
    });
  }
  checkLength(job, remote, bytes);
  const { sha256, md5 } = await digestsOf(partial);
  await checkContent(job, partial, remote, md5);
  await putInPlace(partial, join(folder, remote.name));
  return { name: remote.name, bytes, sha256, outcome: from > 0 ? 'resumed' : 'downloaded' };
}

/** What is to be appended to the bytes that are there; nothing where they are all. */
async function takenUp(
  client: KaggleClient,
  job: DownloadJob,
  whole: IncomingFile,
  { bytes, tag }: RemoteFile,
  there: number,
): Promise<{ readonly from: number; readonly file?: IncomingFile }> {
  if (there === 0) return { from: 0, file: whole };
  await whole.cancel();
  if (there === bytes) return { from: there };
  const rest = await client.fetchFile({ ...job, from: { byte: there, ...(tag !== undefined && { tag }) } });
  if (rest.status === 200) return { from: 0, file: rest };
  const start = /^bytes (\d+)-/.exec(rest.headers.get('content-range') ?? '')?.[1];
  if (rest.status === 206 && Number(start) === there) return { from: there, file: rest };
  // Another part than asked for, or none: from the beginning.
  await rest.cancel();
  return { from: 0, file: await client.fetchFile(job) };
}

/** The file that is there already, where it is Kaggle's; an error where it is another one. */
async function whatIsThere(
  path: string,
  remote: RemoteFile,
  force: boolean,
): Promise<KaggleDownload | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return undefined;
  if (there.isFile() && (remote.bytes === undefined || remote.bytes === there.size)) {
    const { bytes, sha256, md5 } = await digestsOf(path);
    const isSame = remote.md5 === undefined || remote.md5 === md5;
    if (isSame) return { name: remote.name, bytes, sha256, outcome: 'kept' };
  }
  if (force) return undefined;
  const size = (bytes: number | undefined): string => `${bytes?.toLocaleString('en-US') ?? '?'} bytes`;
  throw new FoldwiseError(
    `expected Kaggle's file (${size(remote.bytes)}), got another one that is there already (${size(there.size)})`,
    { code: 'file', where: path, hint: 'move it away to keep it, or write over it with --force' },
  );
}

function checkLength({ slug, doing }: DownloadJob, { bytes: stated }: RemoteFile, bytes: number): void {
  if (stated === undefined || stated === bytes) return;
  const message = `could not ${doing}: expected ${stated.toLocaleString('en-US')} bytes, got ${bytes.toLocaleString('en-US')}`;
  throw new Temporary(
    new FoldwiseError(message, {
      code: 'network',
      where: whereOf(slug),
      hint: 'run the same command again: what is done is kept',
    }),
  );
}

/** Refuses what is not what Kaggle states, and a zip that cannot be unpacked. */
async function checkContent(
  job: DownloadJob,
  partial: string,
  remote: RemoteFile,
  md5: string,
): Promise<void> {
  const hint = 'run the same command again: the damaged copy is removed';
  try {
    if (remote.md5 !== undefined && remote.md5 !== md5) {
      const message = `could not ${job.doing}: expected the MD5 checksum ${remote.md5}, got ${md5}`;
      throw new FoldwiseError(message, { code: 'network', where: whereOf(job.slug), hint });
    }
    if (!/\.zip$/i.test(remote.name)) return;
    await (await readZip(partial, remote.name)).check();
  } catch (error) {
    await rm(partial, { force: true });
    if (!(error instanceof FoldwiseError) || error.code !== 'file') throw error;
    const message = `could not ${job.doing}: the zip is damaged (${error.message.replace(` — ${error.hint}`, '')})`;
    throw new FoldwiseError(message, { code: 'network', where: whereOf(job.slug), hint, cause: error });
  }
}
