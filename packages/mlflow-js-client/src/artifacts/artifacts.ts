import { openAsBlob } from 'node:fs';
import { MlflowError } from '../mlflow-error.ts';
import { pages } from '../transport/pages.ts';
import type { CallOptions } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { defined, type Wire } from '../transport/wire.ts';
import { type ArtifactOwner, folderOf, proxy } from './artifact-owner.ts';
import { encodeArtifactPath } from './artifact-path.ts';
import { takesNoParts, uploadInParts } from './multipart.ts';

/** A file or folder among artifacts. */
export interface Artifact {
  /** From the owner's folder on. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Of a file, in bytes. */
  readonly size?: number;
}

/** What is uploaded: bytes, text, or a file of this machine, which is read as it is sent. */
export type ArtifactData = Uint8Array | string | Blob | { readonly file: string };

/** How something is uploaded. */
export interface UploadOptions extends CallOptions {
  /** `application/octet-stream` unless given. */
  readonly contentType?: string;
  /** From this size on in parts, where the server's storage takes them; 500 MiB unless given, as in MLflow's Python client. */
  readonly multipartFromBytes?: number;
  /** Of each part; 10 MiB unless given, and no less than 5 MiB to S3. */
  readonly partBytes?: number;
}

/** Files of runs and logged models, through the tracking server (`--serve-artifacts`, which is its default). */
export interface Artifacts {
  /** `artifacts/list`: what lies in a folder, the owner's own unless given. None where there is no such folder. */
  list(owner: ArtifactOwner, folder?: string, call?: CallOptions): AsyncIterable<Artifact>;
  /** All files below a folder. */
  walk(owner: ArtifactOwner, folder?: string, call?: CallOptions): AsyncIterable<Artifact>;
  /**
   * `PUT mlflow-artifacts/artifacts/…`: writes a file, in place of one of that path. `#`, `?`, `..` and a `%` before two hexadecimal
   * digits may not be in the path; a proxy before the server may limit the size.
   */
  upload(owner: ArtifactOwner, path: string, data: ArtifactData, options?: UploadOptions): Promise<void>;
  /** `GET mlflow-artifacts/artifacts/…`: the file's bytes; `RESOURCE_DOES_NOT_EXIST` where there is none. */
  download(owner: ArtifactOwner, path: string, call?: CallOptions): Promise<Uint8Array>;
  /** The same as a stream, for what does not fit into memory. It may break off; `timeoutSeconds` covers all of it. */
  downloadStream(owner: ArtifactOwner, path: string, call?: CallOptions): Promise<ReadableStream<Uint8Array>>;
  /** `DELETE mlflow-artifacts/artifacts/…`: a file, or a folder with all in it. */
  delete(owner: ArtifactOwner, path: string, call?: CallOptions): Promise<void>;
}

/** What {@link artifacts} needs besides the transport. */
export interface ArtifactsOptions {
  /** Of an upload or download. */
  readonly transferTimeoutSeconds: number;
}

const mebibyte = 1024 * 1024;

/** The endpoints of artifacts. */
export function artifacts(via: Transport, options: ArtifactsOptions): Artifacts {
  const known = new Map<string, string>();

  /** Encoded. */
  const folder = async (owner: ArtifactOwner, call: CallOptions): Promise<string> => {
    const key = JSON.stringify(owner);
    const found = known.get(key) ?? encodeArtifactPath(folderOf(await uriOf(owner, call), via));
    // A cache of a million runs would be a leak.
    if (known.size > 1000) known.clear();
    known.set(key, found);
    return found;
  };
  const uriOf = async (owner: ArtifactOwner, call: CallOptions): Promise<string> => {
    if ('artifactUri' in owner) return owner.artifactUri;
    if ('runId' in owner) {
      const query = { run_id: owner.runId };
      const answer = await via.json({ method: 'GET', path: '/api/2.0/mlflow/runs/get', query }, call);
      return answer.object('run').object('info').text('artifact_uri');
    }
    const path = `/api/2.0/mlflow/logged-models/${encodeURIComponent(owner.modelId)}`;
    const answer = await via.json({ method: 'GET', path }, call);
    return answer.object('model').object('info').text('artifact_uri');
  };
  const transfer = (call: CallOptions): CallOptions => ({
    timeoutSeconds: options.transferTimeoutSeconds,
    ...call,
  });
  const fileAt = async (owner: ArtifactOwner, path: string, call: CallOptions): Promise<string> => {
    const encoded = encodeArtifactPath(path);
    return `${await folder(owner, call)}/${encoded}`;
  };

  const list = (owner: ArtifactOwner, inside = '', call: CallOptions = {}): AsyncIterable<Artifact> =>
    pages(async (token) => {
      const path = inside === '' ? undefined : inside;
      if (path !== undefined) encodeArtifactPath(path);
      if ('runId' in owner) {
        const query = { run_id: owner.runId, path, page_token: token };
        const at = '/api/2.0/mlflow/artifacts/list';
        return pageOf(await via.json({ method: 'GET', path: at, query }, call));
      }
      const root = decodeURIComponent(await folder(owner, call));
      const query = { path: path === undefined ? root : `${root}/${path}` };
      const answer = await via.json({ method: 'GET', path: `${proxy}/artifacts`, query }, call);
      const { items, next } = pageOf(answer);
      // Here the server tells paths from the folder on that was asked for.
      const from = path === undefined ? '' : `${path}/`;
      return { items: items.map((one) => ({ ...one, path: `${from}${one.path}` })), next };
    });

  const walk = async function* (
    owner: ArtifactOwner,
    inside = '',
    call: CallOptions = {},
  ): AsyncGenerator<Artifact> {
    for await (const one of list(owner, inside, call)) {
      if (one.isFolder) yield* walk(owner, one.path, call);
      else yield one;
    }
  };

  const get = async <T>(
    owner: ArtifactOwner,
    path: string,
    read: (response: Response) => Promise<T>,
    call: CallOptions,
  ): Promise<T> => {
    const at = await fileAt(owner, path, call);
    return via.send({ method: 'GET', path: `${proxy}/artifacts/${at}` }, read, transfer(call));
  };

  return Object.freeze<Artifacts>({
    list,
    walk,
    upload: async (owner, path, data, uploadOptions = {}) => {
      const {
        contentType = 'application/octet-stream',
        multipartFromBytes,
        partBytes,
        ...call
      } = uploadOptions;
      const at = await fileAt(owner, path, call);
      const body = await blobOf(data);
      if (body.size >= (multipartFromBytes ?? 500 * mebibyte)) {
        const end = at.lastIndexOf('/');
        const name = path.slice(path.lastIndexOf('/') + 1);
        const parts = { folder: at.slice(0, end), name, data: body, partBytes: partBytes ?? 10 * mebibyte };
        try {
          return await uploadInParts(via, parts, transfer(call));
        } catch (error) {
          if (!takesNoParts(error)) throw error;
        }
      }
      const headers = { 'content-type': contentType };
      await via.send(
        { method: 'PUT', path: `${proxy}/artifacts/${at}`, body, headers },
        // Read, not cancelled, which would close the connection that the next request can use.
        (response) => response.arrayBuffer(),
        transfer(call),
      );
    },
    download: (owner, path, call = {}) =>
      get(owner, path, async (response) => new Uint8Array(await response.arrayBuffer()), call),
    downloadStream: (owner, path, call = {}) =>
      get(owner, path, async (response) => response.body ?? new Blob([]).stream(), call),
    delete: async (owner, path, call = {}) => {
      const at = await fileAt(owner, path, call);
      await via.json({ method: 'DELETE', path: `${proxy}/artifacts/${at}` }, call);
    },
  });
}

function pageOf(answer: Wire): { readonly items: readonly Artifact[]; readonly next: string | undefined } {
  return {
    items: answer.list('files').map((file) =>
      defined<Artifact>({
        path: file.text('path'),
        isFolder: file.flag('is_dir'),
        size: file.flag('is_dir') ? undefined : (file.optionalNumber('file_size') ?? 0),
      }),
    ),
    next: answer.optionalText('next_page_token'),
  };
}

/** A blob can be sent again, and one of a file is read as it is sent. */
async function blobOf(data: ArtifactData): Promise<Blob> {
  if (data instanceof Blob) return data;
  if (typeof data === 'string' || data instanceof Uint8Array) return new Blob([data as BlobPart]);
  try {
    return await openAsBlob(data.file);
  } catch (error) {
    throw new MlflowError(`expected a file to upload, got none at ${data.file}`, {
      code: 'CONFIGURATION',
      where: 'artifacts.upload',
      cause: error,
    });
  }
}
