import { MlflowError } from '../mlflow-error.ts';
import type { CallOptions } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { proxy } from './artifact-owner.ts';

/** An upload in parts: each goes straight to the storage, to an address that the server signed. */
export interface MultipartUpload {
  /** Encoded, of the folder that the file goes into. */
  readonly folder: string;
  /** The file's own name. */
  readonly name: string;
  readonly data: Blob;
  readonly partBytes: number;
}

/** Whether an error says that the server's storage takes no parts: those of S3, GCS and Azure do, a folder does not. */
export function takesNoParts(error: unknown): boolean {
  return (
    error instanceof MlflowError && (error.code === 'NOT_IMPLEMENTED' || error.code === 'ENDPOINT_NOT_FOUND')
  );
}

/**
 * `mpu/create`, a PUT for each part, `mpu/complete`; `mpu/abort` where one fails. Storages take at most 10,000 parts of at least 5 MiB
 * (the last may be smaller). The signed addresses are sent no authorization and are in no message.
 */
export async function uploadInParts(
  via: Transport,
  upload: MultipartUpload,
  call: CallOptions,
): Promise<void> {
  const { folder, name, data, partBytes } = upload;
  const count = Math.max(1, Math.ceil(data.size / partBytes));
  const ask = (verb: string, json: object): ReturnType<Transport['json']> =>
    via.json(
      { method: 'POST', path: `${proxy}/mpu/${verb}/${folder}`, json, isRepeatable: verb !== 'create' },
      call,
    );
  const begun = await ask('create', { path: name, num_parts: count });
  const uploadId = begun.text('upload_id');
  try {
    const parts: object[] = [];
    for (const credential of begun.list('credentials')) {
      const part = credential.number('part_number');
      const url = credential.text('url');
      const headers = Object.fromEntries(
        Object.entries((credential.fields['headers'] ?? {}) as Record<string, string>),
      );
      const body = data.slice((part - 1) * partBytes, part * partBytes);
      // One after the other: the network is the narrow place, and memory stays at one part.
      const etag = await via.send(
        { method: 'PUT', path: url, body, headers },
        async (response) => {
          await response.arrayBuffer();
          return response.headers.get('etag') ?? '';
        },
        call,
      );
      parts.push({ part_number: part, etag, url });
    }
    if (parts.length !== count) {
      throw new MlflowError(`expected addresses for ${count} parts, got ${parts.length}`, {
        code: 'UNREADABLE_RESPONSE',
        where: 'mpu/create',
      });
    }
    await ask('complete', { path: name, upload_id: uploadId, parts });
  } catch (error) {
    // What was aborted is tidied up too, so not under the same signal.
    const json = { path: name, upload_id: uploadId };
    await via.json({ method: 'POST', path: `${proxy}/mpu/abort/${folder}`, json }).catch(() => undefined);
    throw error;
  }
}
