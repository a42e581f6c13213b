import { afterEach, describe, expect, it } from 'vitest';
import { connectionFromEnvironment, connectionTo, MlflowError } from '../src/index.ts';
import { type Answer, type Seen, type StandIn, standIn } from './stand-in.ts';

let open: StandIn | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function answering(answer: (seen: Seen, index: number) => Answer): Promise<StandIn> {
  open = await standIn(answer);
  return open;
}

/** The first answers in turn, the last one for ever. */
const inTurn =
  (...answers: readonly Answer[]) =>
  (_: Seen, index: number): Answer =>
    answers[Math.min(index, answers.length - 1)]!;

async function errorOf(promise: Promise<unknown>): Promise<MlflowError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MlflowError);
  return error as MlflowError;
}

const run = { run: { info: { run_id: 'r', experiment_id: '1', status: 'RUNNING', start_time: 1 } } };

describe('a request that fails in passing', () => {
  it.each([408, 429, 500, 502, 503, 504])('is repeated after %i, each time later', async (status) => {
    const server = await answering(inTurn({ status }, { status }, { json: run }));
    expect((await server.client().runs.get('r')).runId).toBe('r');
    expect(server.seen).toHaveLength(3);
    // d = 0.5·2ᵃ, of which half and half of the other half: ¾·d.
    expect(server.slept).toEqual([0.375, 0.75]);
  });

  it('is repeated after a cut connection', async () => {
    const server = await answering(inTurn('cut', { json: run }));
    expect((await server.client().runs.get('r')).runId).toBe('r');
    expect(server.seen).toHaveLength(2);
  });

  it('is given up after so many repetitions, with the last error', async () => {
    const server = await answering(() => ({ status: 503, text: '<html>busy</html>' }));
    const error = await errorOf(server.client({ retry: { retries: 2 } }).runs.get('r'));
    expect(server.seen).toHaveLength(3);
    expect(error.code).toBe('TEMPORARILY_UNAVAILABLE');
    expect(error.message).toBe('GET /api/2.0/mlflow/runs/get: 503 TEMPORARILY_UNAVAILABLE — try again later');
  });

  it('waits as long as the server asks, and no longer than allowed', async () => {
    const asked = (value: string): Answer => ({ status: 429, headers: { 'retry-after': value } });
    const inTenSeconds = new Date(1_700_000_010_000).toUTCString();
    const server = await answering(
      inTurn(asked('7'), asked(inTenSeconds), asked('3600'), asked('soon'), { json: run }),
    );
    await server.client().runs.get('r');
    expect(server.slept).toEqual([7, 10, 30, 3]);
  });

  it('is not repeated where it can only fail again', async () => {
    const json = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run with id=r not found' };
    const server = await answering(() => ({ status: 404, json }));
    const error = await errorOf(server.client().runs.get('r'));
    expect(server.seen).toHaveLength(1);
    expect(error.code).toBe('RESOURCE_DOES_NOT_EXIST');
    expect(error.status).toBe(404);
    expect(error.message).toContain('Run with id=r not found — check the id or name');
  });
});

describe('what must not be done twice', () => {
  const create = (server: StandIn) => server.client().runs.create({ experimentId: '1' });

  it.each([500, 502, 504])(
    'is not repeated after %i, which may have come after it was done',
    async (status) => {
      const server = await answering(inTurn({ status }, { json: run }));
      expect((await errorOf(create(server))).status).toBe(status);
      expect(server.seen).toHaveLength(1);
    },
  );

  it('is not repeated after a cut connection', async () => {
    const server = await answering(inTurn('cut', { json: run }));
    expect((await errorOf(create(server))).code).toBe('NETWORK');
    expect(server.seen).toHaveLength(1);
  });

  it.each([429, 503])('is repeated after %i, which says that it was not done', async (status) => {
    const server = await answering(inTurn({ status }, { json: run }));
    expect((await create(server)).runId).toBe('r');
    expect(server.seen).toHaveLength(2);
  });

  it('is repeated where nobody listened', async () => {
    const server = await answering(() => ({ json: run }));
    await server.close();
    const error = await errorOf(create(server));
    expect(error.code).toBe('NETWORK');
    expect(error.message).toContain('ECONNREFUSED');
    expect(server.slept).toHaveLength(5);
  });

  it('is looked for by its own tag where the answer was lost, and found', async () => {
    let made = false;
    const server = await answering(({ url }) => {
      if (url.endsWith('/create')) {
        made = true;
        return 'cut';
      }
      return { json: { runs: made ? [run.run] : [] } };
    });
    const found = await server.client().runs.ensure({ experimentId: '1', idTags: { 'my.id': '7' } });
    expect(found.runId).toBe('r');
    expect(server.seen.map(({ url }) => url.replace(/.*\//, ''))).toEqual(['search', 'create', 'search']);
    expect(JSON.parse(server.seen[0]!.body)).toMatchObject({ filter: "tags.`my.id` = '7'", max_results: 1 });
  });

  it('is made where the tag is not there, with the tag', async () => {
    const server = await answering(({ url }) => ({ json: url.endsWith('/create') ? run : {} }));
    await server.client().runs.ensure({ experimentId: '1', tags: { a: 'b' }, idTags: { 'my.id': '7' } });
    expect(JSON.parse(server.seen[1]!.body)).toEqual({
      experiment_id: '1',
      start_time: 1_700_000_000_000,
      tags: [
        { key: 'a', value: 'b' },
        { key: 'my.id', value: '7' },
      ],
    });
  });
});

describe('a dataset that two runs log at the same moment', () => {
  const message =
    '(sqlite3.IntegrityError) UNIQUE constraint failed: datasets.experiment_id, datasets.name, …';
  const refused = { status: 400, json: { error_code: 'BAD_REQUEST', message } };

  it('is logged again, by whom the server refuses', async () => {
    const server = await answering(inTurn(refused, {}));
    await server.client().runs.logInputs('r', { modelIds: ['m'] });
    expect(server.seen).toHaveLength(2);
  });

  it('is not logged for ever', async () => {
    const server = await answering(() => refused);
    expect((await errorOf(server.client().runs.logInputs('r', { modelIds: ['m'] }))).status).toBe(400);
    expect(server.seen).toHaveLength(3);
  });
});

describe('time', () => {
  it('runs out for a server that does not answer', async () => {
    const server = await answering(() => ({ json: run, delayMilliseconds: 60_000 }));
    const error = await errorOf(server.client({ timeoutSeconds: 0.05, retry: { retries: 1 } }).runs.get('r'));
    expect(error.code).toBe('TIMEOUT');
    expect(error.message).toBe(
      'GET /api/2.0/mlflow/runs/get: no answer within 0.05 s — check the server, or give it more timeoutSeconds',
    );
    expect(server.seen).toHaveLength(2);
  });

  it('ends when the caller says so, during a request and during a wait', async () => {
    const server = await answering(() => ({ json: run, delayMilliseconds: 60_000 }));
    const during = new AbortController();
    const asked = errorOf(server.client().runs.get('r', { signal: during.signal }));
    setTimeout(() => during.abort(new Error('enough')), 20);
    const error = await asked;
    expect(error.code).toBe('ABORTED');
    expect((error.cause as Error).message).toBe('enough');

    const waiting = new AbortController();
    const client = server.client({
      timeoutSeconds: 0.02,
      surroundings: {
        sleep: async () => {
          waiting.abort();
          throw new Error('aborted');
        },
      },
    });
    expect((await errorOf(client.runs.get('r', { signal: waiting.signal }))).code).toBe('ABORTED');
    expect((await errorOf(client.runs.get('r', { signal: AbortSignal.abort() }))).code).toBe('ABORTED');
  });
});

describe('an answer that is none of MLflow', () => {
  it('is told apart from one that is', async () => {
    const server = await answering(() => ({ text: '<!doctype html><title>Welcome</title>' }));
    const error = await errorOf(server.client().runs.get('r'));
    expect(error.code).toBe('UNREADABLE_RESPONSE');
    expect(error.message).toContain('got "<!doctype html><title>Welcome</title>"');
    expect(error.message).toContain('check that the address is that of an MLflow server');
  });

  it('is not followed elsewhere', async () => {
    const server = await answering(() => ({
      status: 301,
      headers: { location: 'https://elsewhere.example/login?token=s3cret' },
    }));
    const error = await errorOf(server.client().runs.get('r'));
    expect(error.message).toContain('redirects to https://elsewhere.example/login —');
    expect(server.seen).toHaveLength(1);
  });

  it('of a missing page hints at the address', async () => {
    const server = await answering(() => ({ status: 404, text: '<!doctype html><title>404</title>' }));
    const error = await errorOf(server.client().runs.get('r'));
    expect(error.code).toBe('ENDPOINT_NOT_FOUND');
    expect(error.message).toContain('with its path prefix');
  });
});

describe('who asks', () => {
  const header = async (server: StandIn, client = server.client()): Promise<string | undefined> => {
    await client.runs.get('r');
    return server.seen.at(-1)!.headers.authorization;
  };

  it('is nobody, a user by password, or the bearer of a token', async () => {
    const server = await answering(() => ({ json: run }));
    expect(await header(server, server.client({ connection: connectionTo(server.uri) }))).toBeUndefined();
    const ada = server.client({ uri: server.uri, authorization: { username: 'ada', password: 'pä:ss' } });
    // printf 'ada:pä:ss' | base64
    expect(await header(server, ada)).toBe('Basic YWRhOnDDpDpzcw==');
    const bearer = server.client({ uri: server.uri, authorization: { token: 't' } });
    expect(await header(server, bearer)).toBe('Bearer t');
    const inUri = server.client({ uri: server.uri.replace('//', '//ada:p%40ss@') });
    expect(inUri.uri).toBe(server.uri);
    expect(await header(server, inUri)).toBe(`Basic ${Buffer.from('ada:p@ss').toString('base64')}`);
  });

  it('is looked up where the Python client does, in its order', () => {
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    const from = (environment: Record<string, string>, credentials = {}): string | undefined =>
      connectionFromEnvironment({
        environment: { MLFLOW_TRACKING_URI: 'http://host:5000/', ...environment },
        credentials,
      }).authorization;
    const file = { username: 'file', password: 'f' };
    expect(from({})).toBeUndefined();
    expect(from({}, file)).toBe(basic('file:f'));
    expect(from({ MLFLOW_TRACKING_TOKEN: 't' })).toBe('Bearer t');
    expect(from({ MLFLOW_TRACKING_TOKEN: 't' }, file)).toBe(basic('file:f'));
    expect(from({ MLFLOW_TRACKING_USERNAME: 'env', MLFLOW_TRACKING_PASSWORD: 'e' }, file)).toBe(
      basic('env:e'),
    );
    expect(from({ MLFLOW_TRACKING_USERNAME: 'env' }, file)).toBe(basic('env:f'));
    expect(from({ MLFLOW_TRACKING_USERNAME: 'env', MLFLOW_TRACKING_TOKEN: 't' })).toBe('Bearer t');
    expect(from({ MLFLOW_TRACKING_URI: 'http://uri:u@host' }, file)).toBe(basic('uri:u'));
  });

  it('is in no message and in nothing that is printed', async () => {
    const secret = 'hunter2-hunter2';
    const server = await answering(({ headers }, index) =>
      index === 0
        ? { status: 401, text: `no user ${secret} ${headers.authorization}` }
        : { status: 400, json: { error_code: 'BAD_REQUEST', message: `said ${headers.authorization}` } },
    );
    const connection = connectionTo(server.uri, { username: 'ada', password: secret });
    const client = server.client({ connection });
    const encoded = Buffer.from(`ada:${secret}`).toString('base64');
    const errors = [await errorOf(client.runs.get('r')), await errorOf(client.runs.get('r'))];
    const { inspect } = await import('node:util');
    const all = [
      ...errors.map((error) => inspect(error)),
      inspect(client),
      JSON.stringify(connection),
      inspect(connection),
    ];
    for (const text of all) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encoded);
    }
    expect(errors[0]!.message).toContain('set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD');
    expect(errors[0]!.code).toBe('UNAUTHENTICATED');
  });

  it('comes with an address that is one', () => {
    expect(() => connectionTo('sqlite:///m.db')).toThrow(
      /expected http: or https:, got sqlite:.*backend-store-uri/,
    );
    expect(() => connectionTo('hunter2:ada')).toThrow(/^uri: expected http: or https:, got something else —/);
    expect(() => connectionTo('no address, hunter2')).toThrow(
      /^uri: expected a URL like .*, got something else/,
    );
    expect(() => connectionFromEnvironment({ environment: {}, credentials: {} })).toThrow(
      /^MLFLOW_TRACKING_URI: expected the address of a tracking server, got none/,
    );
    expect(connectionTo('https://host/mlflow/?x#y').uri).toBe('https://host/mlflow');
  });
});
