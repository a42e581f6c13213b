import { afterEach, describe, expect, it } from 'vitest';
import { MlflowError } from '../src/index.ts';
import { type Answer, type Seen, type StandIn, standIn } from './stand-in.ts';

let open: StandIn[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});

async function answering(answer: (seen: Seen, index: number) => Answer): Promise<StandIn> {
  const one = await standIn(answer);
  open.push(one);
  return one;
}

const owner = { artifactUri: 'mlflow-artifacts:/1/r/artifacts' };
const paths = (server: StandIn): readonly string[] =>
  server.seen.map(({ method, url }) => `${method} ${url}`);

describe('an upload in parts', () => {
  // A storage with signed addresses, and a server that gives them out.
  const both = async (onPart: (seen: Seen) => Answer): Promise<readonly [StandIn, StandIn]> => {
    const storage = await answering(onPart);
    const server = await answering(({ url, body }) => {
      if (!url.includes('/mpu/create/')) return { json: {} };
      const { num_parts: count } = JSON.parse(body) as { readonly num_parts: number };
      const credentials = Array.from({ length: count }, (_, i) => ({
        url: `${storage.uri}/bucket/w.bin?part=${i + 1}&signature=s3cret`,
        part_number: i + 1,
        headers: { 'x-part': `${i + 1}` },
      }));
      return { json: { upload_id: 'u', credentials } };
    });
    return [server, storage];
  };
  const upload = (server: StandIn): Promise<void> =>
    server
      .client({ authorization: { token: 'hush' }, uri: server.uri })
      .artifacts.upload(owner, 'model/w.bin', 'abcdefgh', { multipartFromBytes: 1, partBytes: 3 });

  it('sends each part to its signed address, without authorization, and completes', async () => {
    const [server, storage] = await both(({ headers }) => ({
      headers: { etag: `e${String(headers['x-part'])}` },
    }));
    await upload(server);
    expect(storage.seen.map(({ body }) => body)).toEqual(['abc', 'def', 'gh']);
    expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(paths(server)).toEqual([
      'POST /api/2.0/mlflow-artifacts/mpu/create/1/r/artifacts/model',
      'POST /api/2.0/mlflow-artifacts/mpu/complete/1/r/artifacts/model',
    ]);
    expect(JSON.parse(server.seen[1]!.body)).toEqual({
      path: 'w.bin',
      upload_id: 'u',
      parts: [1, 2, 3].map((part) => ({
        part_number: part,
        etag: `e${part}`,
        url: `${storage.uri}/bucket/w.bin?part=${part}&signature=s3cret`,
      })),
    });
  });

  it('is tidied up where a part fails, and the error does not tell the signature', async () => {
    const [server, storage] = await both(({ headers }) => (headers['x-part'] === '2' ? { status: 403 } : {}));
    const error: unknown = await upload(server).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MlflowError);
    expect((error as Error).message).toContain(`PUT ${storage.uri}: 403`);
    expect((error as Error).message).not.toContain('s3cret');
    expect(paths(server).at(-1)).toBe('POST /api/2.0/mlflow-artifacts/mpu/abort/1/r/artifacts/model');
  });

  it('repeats a part that failed in passing', async () => {
    let failures = 1;
    const [server, storage] = await both(() =>
      failures-- > 0 ? { status: 503 } : { headers: { etag: 'e' } },
    );
    await upload(server);
    expect(storage.seen.map(({ body }) => body)).toEqual(['abc', 'abc', 'def', 'gh']);
  });

  it('is whole where the storage takes no parts', async () => {
    const message = 'Multipart upload is not supported for the current artifact repository';
    const server = await answering(({ url }) =>
      url.includes('/mpu/') ? { status: 501, json: { error_code: 'NOT_IMPLEMENTED', message } } : {},
    );
    await upload(server);
    expect(paths(server).at(-1)).toBe('PUT /api/2.0/mlflow-artifacts/artifacts/1/r/artifacts/model/w.bin');
    expect(server.seen.at(-1)!.body).toBe('abcdefgh');
  });
});

describe('artifacts that the server does not hand on', () => {
  it.each([
    [
      's3://bucket/1/r/artifacts',
      /those at s3:\/\/bucket\/1\/r\/artifacts — start the server with --serve-artifacts/,
    ],
    ['wasbs://key:s3cret@host/r?sig=s3cret', /those at wasbs:\/\/host\/r —/],
    ['mlflow-artifacts://elsewhere:5000/1/r', /those at mlflow-artifacts:\/\/elsewhere:5000\/1\/r/],
    ['https://elsewhere/api/2.0/mlflow-artifacts/artifacts/1/r', /those at https:\/\/elsewhere/],
  ])('%s are refused, with what to do', async (artifactUri, message) => {
    const server = await answering(() => ({}));
    const upload = server.client().artifacts.upload({ artifactUri }, 'a', 'b');
    await expect(upload).rejects.toThrow(message);
    await expect(upload).rejects.not.toThrow(/s3cret/);
    expect(server.seen).toEqual([]);
  });

  it('and a file that is not there', async () => {
    const server = await answering(() => ({}));
    const upload = server.client().artifacts.upload(owner, 'a', { file: '/nowhere/at/all' });
    await expect(upload).rejects.toThrow(
      /^artifacts.upload: expected a file to upload, got none at \/nowhere/,
    );
  });
});

describe('a search', () => {
  it('asks for a page when the one before is used up, and for none that nobody looks at', async () => {
    const page = (from: number, next?: string): Answer => ({
      json: {
        runs: [from, from + 1].map((id) => ({ info: { run_id: `r${id}` } })),
        ...(next === undefined ? {} : { next_page_token: next }),
      },
    });
    const server = await answering((_, index) => [page(0, 'a'), page(2, 'b'), page(4)][index % 3]!);
    const search = server.client().runs.search({ experimentIds: ['1'], pageSize: 2 });
    const ids: string[] = [];
    for await (const { runId } of search) ids.push(runId);
    expect(ids).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
    expect(server.seen.map(({ body }) => (JSON.parse(body) as { page_token?: string }).page_token)).toEqual([
      undefined,
      'a',
      'b',
    ]);
    for await (const { runId } of search) if (runId === 'r1') break;
    expect(server.seen).toHaveLength(4);
  });

  it('does not go round and round', async () => {
    const server = await answering(() => ({ json: { metrics: [], next_page_token: 'same' } }));
    for await (const one of server.client().metrics.history('r', 'auc')) expect(one).toBeUndefined();
    expect(server.seen).toHaveLength(2);
  });
});
