import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A run, as the memory has it. */
export interface MemoryRun {
  readonly runId: string;
  name: string;
  status: string;
  startTime: number;
  endTime: number | undefined;
  stage: 'active' | 'deleted';
  readonly tags: Map<string, string>;
  readonly params: Map<string, string>;
  /** As `key step timestamp value`: the same twice is one, as on a real server. */
  readonly metrics: Set<string>;
  readonly datasets: Set<string>;
  /** SHA-256 by path. */
  readonly files: Map<string, string>;
}

/** What happens to a request: done and answered, not done and cut off, done and its answer lost, or an error of the server. */
export type Fate = 'answer' | 'lose' | 'lose the answer' | 'fail';

/** How the server in memory behaves. */
export interface MemoryServerOptions {
  /** Before each answer; 0 unless given. */
  readonly delayMilliseconds?: number;
  /** What happens to the request of this number, from 0; answered unless given. */
  readonly fate?: (request: number, path: string) => Fate;
}

/** A server that keeps what it is sent in memory. */
export interface MemoryServer {
  readonly uri: string;
  /** Names and tags of experiments, by id. */
  readonly experiments: Map<string, { readonly name: string; readonly tags: Map<string, string> }>;
  readonly runs: Map<string, MemoryRun>;
  /** `POST runs/create` and the like, in the order in which they came. */
  readonly requests: string[];
  close(): Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;

class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? (value as readonly Fields[]) : [];
const pairs = (tags: ReadonlyMap<string, string>): readonly object[] =>
  [...tags].map(([key, value]) => ({ key, value }));

function wireOf(run: MemoryRun): object {
  const { runId, name, status, startTime, endTime, stage } = run;
  const info = {
    run_id: runId,
    run_name: name,
    experiment_id: '1',
    status,
    start_time: startTime,
    ...(endTime !== undefined && { end_time: endTime }),
    lifecycle_stage: stage,
    artifact_uri: `mlflow-artifacts:/${runId}/artifacts`,
  };
  return { info, data: { tags: pairs(run.tags), params: pairs(run.params) } };
}

/** Whether a run has the tags of a filter like ``tags.`my.id` = '7' AND tags.`x` = 'y'``, which is all that is understood. */
function fits(run: MemoryRun, filter: string): boolean {
  return [...filter.matchAll(/tags\.`([^`]+)` = '([^']*)'/g)].every(
    ([, key, value]) => run.tags.get(key!) === value,
  );
}

function createRun(runs: MemoryServer['runs'], json: Fields): object {
  const tags = list(json['tags']).map(({ key, value }) => [String(key), String(value)] as const);
  const run: MemoryRun = {
    runId: randomUUID().replaceAll('-', ''),
    name: String(json['run_name']),
    status: 'RUNNING',
    startTime: Number(json['start_time']),
    endTime: undefined,
    stage: 'active',
    tags: new Map(tags),
    params: new Map(),
    metrics: new Set(),
    datasets: new Set(),
    files: new Map(),
  };
  runs.set(run.runId, run);
  return { run: wireOf(run) };
}

function logBatch(run: MemoryRun, json: Fields): object {
  for (const { key, value } of list(json['params'])) {
    const before = run.params.get(String(key));
    if (before !== undefined && before !== value) {
      throw new Refusal(
        400,
        'INVALID_PARAMETER_VALUE',
        `Changing param values is not allowed: ${String(key)}`,
      );
    }
  }
  for (const { key, value } of list(json['params'])) run.params.set(String(key), String(value));
  for (const { key, value } of list(json['tags'])) run.tags.set(String(key), String(value));
  for (const { key, step, timestamp, value } of list(json['metrics'])) {
    run.metrics.add([key, step, timestamp, value].map(String).join(' '));
  }
  return {};
}

/** What the endpoints of runs do, of those that a mirror needs. */
function runEndpoint(server: Pick<MemoryServer, 'runs'>, name: string, json: Fields): object {
  const { runs } = server;
  if (name === 'create') return createRun(runs, json);
  if (name === 'search') {
    const found = [...runs.values()].filter((run) => fits(run, textOf(json['filter'])));
    const isWanted = (run: MemoryRun): boolean => json['run_view_type'] === 'ALL' || run.stage === 'active';
    return { runs: found.filter(isWanted).map(wireOf) };
  }
  const run = runs.get(String(json['run_id']));
  if (run === undefined) throw new Refusal(404, 'RESOURCE_DOES_NOT_EXIST', 'Run not found');
  if (name === 'get') return { run: wireOf(run) };
  if (run.stage === 'deleted') throw new Refusal(400, 'INVALID_PARAMETER_VALUE', 'must be active');
  if (name === 'log-batch') return logBatch(run, json);
  if (name === 'log-inputs') {
    for (const input of list(json['datasets'])) run.datasets.add(JSON.stringify(input));
  } else if (name === 'set-tag') run.tags.set(String(json['key']), String(json['value']));
  else if (name === 'delete') run.stage = 'deleted';
  else if (name === 'update') {
    run.status = textOf(json['status']);
    if (json['end_time'] !== undefined) run.endTime = Number(json['end_time']);
  } else throw new Refusal(404, 'ENDPOINT_NOT_FOUND', name);
  return {};
}

function experimentEndpoint(
  { experiments }: Pick<MemoryServer, 'experiments'>,
  name: string,
  json: Fields,
): object {
  const wire = (id: string): object => {
    const found = experiments.get(id);
    if (found === undefined) throw new Refusal(404, 'RESOURCE_DOES_NOT_EXIST', 'no such experiment');
    return {
      experiment: { experiment_id: id, name: found.name, lifecycle_stage: 'active', tags: pairs(found.tags) },
    };
  };
  const byName = (text: unknown): string => [...experiments].find(([, one]) => one.name === text)?.[0] ?? '';
  if (name === 'get') return wire(String(json['experiment_id']));
  if (name === 'get-by-name') return wire(byName(json['experiment_name']));
  if (name === 'create') {
    if (byName(json['name']) !== '') throw new Refusal(400, 'RESOURCE_ALREADY_EXISTS', 'it exists');
    const id = String(experiments.size + 1);
    experiments.set(id, { name: String(json['name']), tags: new Map() });
    return { experiment_id: id };
  }
  if (name !== 'set-experiment-tag') throw new Refusal(404, 'ENDPOINT_NOT_FOUND', name);
  experiments.get(String(json['experiment_id']))?.tags.set(String(json['key']), String(json['value']));
  return {};
}

/**
 * A tracking server of a few endpoints in memory (experiments, runs, uploads), for tests of what goes wrong on the way: it can lose
 * requests, lose answers, fail and be slow. What a real server does, `localServer` tells.
 *
 * @example
 * const server = await memoryServer({ fate: (request) => (request === 3 ? 'lose the answer' : 'answer') });
 */
export async function memoryServer(options: MemoryServerOptions = {}): Promise<MemoryServer> {
  const { delayMilliseconds = 0, fate = () => 'answer' } = options;
  const experiments: MemoryServer['experiments'] = new Map();
  const runs: MemoryServer['runs'] = new Map();
  const requests: string[] = [];

  const act = (method: string, url: URL, body: Buffer): object => {
    const upload = /\/mlflow-artifacts\/artifacts\/([0-9a-f]+)\/artifacts\/(.+)$/.exec(url.pathname);
    if (method === 'PUT' && upload !== null) {
      const run = runs.get(upload[1]!);
      run?.files.set(decodeURIComponent(upload[2]!), createHash('sha256').update(body).digest('hex'));
      return {};
    }
    const [, kind, name] = /\/api\/2\.0\/mlflow\/(runs|experiments)\/([a-z-]+)$/.exec(url.pathname) ?? [];
    const json = (
      method === 'GET' ? Object.fromEntries(url.searchParams) : JSON.parse(body.toString())
    ) as Fields;
    if (kind === 'runs') return runEndpoint({ runs }, name!, json);
    if (kind === 'experiments') return experimentEndpoint({ experiments }, name!, json);
    throw new Refusal(404, 'ENDPOINT_NOT_FOUND', url.pathname);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.replace(/^\/api\/2\.0\/mlflow(-artifacts)?\//, '');
    const what = fate(requests.length, path);
    requests.push(`${request.method} ${path}`);
    if (delayMilliseconds > 0) await wait(delayMilliseconds);
    if (what === 'lose') return void response.destroy();
    let [status, said] = [500, '{"error_code":"INTERNAL_ERROR","message":"told to fail"}'];
    if (what !== 'fail') {
      try {
        [status, said] = [200, JSON.stringify(act(request.method ?? 'GET', url, body))];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        [status, said] = [
          error.status,
          JSON.stringify({ error_code: error.errorCode, message: error.message }),
        ];
      }
    }
    if (what === 'lose the answer') return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json' }).end(said);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    experiments,
    runs,
    requests,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
