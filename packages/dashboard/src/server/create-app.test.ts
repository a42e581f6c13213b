import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRun, listRuns, showRun } from '@foldwise/experiments';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writeMadeUpStudy } from '../../test/made-up-study.ts';
import { type PenguinRuns, penguinRuns } from '../../test/penguin-runs.ts';
import type { ComparisonPage } from '../api/comparison-page.ts';
import type { CompetitionList } from '../api/competition-entry.ts';
import type { CompetitionSnapshot } from '../api/competition-snapshot.ts';
import type { Problem } from '../api/problem.ts';
import type { RunPage } from '../api/run-page.ts';
import { type AppOptions, createApp } from './create-app.ts';

let real: PenguinRuns;
beforeAll(async () => {
  real = await penguinRuns(3);
}, 120_000);
afterAll(() => real.remove());

const page = new Map([
  ['/index.html', { type: 'text/html', bytes: new TextEncoder().encode('<!doctype html>the page') }],
  ['/assets/index-1.js', { type: 'text/javascript', bytes: new TextEncoder().encode('1') }],
]);

/** The server, asked as a browser does: with the name of the host. */
function app(options: Partial<AppOptions> = {}) {
  const served = createApp({ competitions: () => [real.home], files: page, ...options });
  return {
    async request(url: string, init: RequestInit = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      if (!headers.has('host')) headers.set('host', new URL(url).host);
      return served.request(url, { ...init, headers });
    },
  };
}

async function get<T>(path: string, of = app()): Promise<T> {
  const answer = await of.request(`http://localhost${path}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

async function refusal(
  path: string,
  init: RequestInit = {},
  of = app(),
): Promise<Problem & { status: number }> {
  const answer = await of.request(`http://localhost${path}`, init);
  return { status: answer.status, ...((await answer.json()) as Problem) };
}

/** A competition of made-up journals in a folder of its own. */
function madeUp(write: (directory: string) => void) {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-dashboard-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  write(directory);
  const home = {
    slug: 'made-up',
    module: 'file:///nowhere.js',
    directory,
    dataDirectory: join(directory, 'data'),
  };
  return { directory, app: app({ competitions: () => [home] }) };
}

describe('what the journals say', () => {
  test('is what the commands say', async () => {
    const rows = await listRuns(real.home);
    const best = await findRun(real.home, 'best');
    const { competitions } = await get<CompetitionList>('/api/competitions');
    expect(competitions).toMatchObject([
      {
        slug: 'penguins',
        runs: rows.length,
        studies: 2,
        running: 0,
        metric: 'logLoss',
        best: { id: best.id, score: best.score },
      },
    ]);
    const snapshot = await get<CompetitionSnapshot>('/api/competitions/penguins');
    expect(snapshot.best).toBe(best.id);
    const shown = snapshot.runs.map(({ study, trial, score, params, foldScores, state }) => ({
      id: `${snapshot.studies[study]!.study}/${trial}`,
      score,
      params,
      foldScores,
      state,
    }));
    expect(shown).toEqual(
      rows.map(({ id, score, params, foldScores, state }) => ({ id, score, params, foldScores, state })),
    );
  });

  test('tells all of one run, and no path outside the folder', async () => {
    const best = await findRun(real.home, 'best');
    const run = await get<RunPage>(`/api/competitions/penguins/runs/${best.id}`);
    const details = await showRun(real.home, best.id);
    expect(run.row).toEqual(JSON.parse(JSON.stringify(best)));
    expect(run.folds).toEqual(JSON.parse(JSON.stringify(details.folds)));
    expect(run.artifacts.map(({ name }) => name)).toEqual([
      'predictions',
      ...[1, 2, 3, 4, 5].map((fold) => `weights of fold ${fold}`),
    ]);
    expect(run.artifacts.every(({ bytes }) => bytes !== null)).toBe(true);
    expect(run.submissions).toHaveLength(1);
    expect(JSON.stringify(run)).not.toContain(real.home.directory);
  });

  test('puts runs side by side', async () => {
    const [first, second] = (await listRuns(real.home)).filter(({ study }) => study === real.sweep);
    const compared = await get<ComparisonPage>(
      `/api/competitions/penguins/compare?runs=${first!.id},${second!.id}`,
    );
    const mean =
      first!.foldScores.reduce((sum, score, fold) => sum! + score! - second!.foldScores[fold]!, 0)! / 5;
    expect(compared.differences).toMatchObject([
      { run: second!.id, folds: 5, mean: expect.closeTo(mean, 12) },
    ]);
    expect(compared.origins.map(({ id }) => id)).toEqual([first!.id, second!.id]);
    expect(compared.changes.some(({ path }) => path.startsWith('model.'))).toBe(true);
    expect(compared.changes.map(({ path }) => path)).not.toContain('seed');
  });

  test('comes again only when it has changed', async () => {
    const one = app();
    const first = await one.request('http://localhost/api/competitions/penguins');
    const headers = { 'if-none-match': first.headers.get('etag')! };
    expect((await one.request('http://localhost/api/competitions/penguins', { headers })).status).toBe(304);
  });

  test.each([
    ['/api/competitions/pengins', 'expected a competition, got "pengins"', 'did you mean "penguins"?'],
    [
      '/api/competitions/penguins/runs/mlp-00000000/1',
      'penguins: expected a study, got "mlp-00000000"',
      expect.anything(),
    ],
    [
      '/api/competitions/penguins/compare?runs=a',
      'compare: expected 2 to 20 different runs, got 1',
      'choose them in the table',
    ],
    ['/api/nonsense', 'expected an address of this page, got another', undefined],
  ])('%s is refused with the next step', async (path, problem, hint) => {
    expect(await refusal(path)).toEqual({ status: 404, problem, ...(hint !== undefined && { hint }) });
  });
});

describe('a malformed journal', () => {
  test('is told of by file and line, and the rest is shown', async () => {
    const { directory, app: broken } = madeUp((folder) => {
      writeMadeUpStudy(folder, { trials: 4, hash: '00000001' });
      writeMadeUpStudy(folder, { trials: 4, hash: '00000002' });
      mkdirSync(join(folder, 'runs', 'mlp-00000003'));
      writeFileSync(join(folder, 'runs', 'mlp-00000003', 'journal.jsonl'), '<script>alert(1)</script>\n');
    });
    appendFileSync(
      join(directory, 'runs', 'mlp-00000002', 'journal.jsonl'),
      '{"sum":"0","seq":99,"event":{}}\n',
    );
    const { runs, problems } = await get<CompetitionSnapshot>('/api/competitions/made-up', broken);
    expect(runs).toHaveLength(8);
    expect(problems).toEqual([
      expect.stringMatching(/^runs\/mlp-00000002\/journal\.jsonl:12: this line/),
      expect.stringMatching(/^runs\/mlp-00000003\/journal\.jsonl:1: this line/),
    ]);
  });
});

describe('files', () => {
  const address = (hash: string) => `/api/competitions/penguins/runs/${real.sweep}/0/artifacts/${hash}`;

  test('are those that a journal names, byte for byte', async () => {
    const { predictions, artifactsDirectory } = await showRun(real.home, `${real.sweep}/0`);
    const answer = await app().request(`http://localhost${address(predictions!)}`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="${predictions!.slice(0, 12)}.safetensors"`,
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    expect(digest).toBe(predictions);
    expect(readdirSync(artifactsDirectory)).toContain(`${predictions}.safetensors`);
  });

  test.each([
    ['..%2f..%2f..%2fetc%2fpasswd'],
    ['%2e%2e%2f%2e%2e%2fcompetition.ts'],
    ['..%5c..%5cpackage.json'],
    ['0'.repeat(64)],
    [`${'0'.repeat(63)}%00`],
    ['__proto__'],
  ])('%s is none of them', async (name) => {
    expect(await refusal(address(name))).toMatchObject({
      status: 404,
      problem: expect.stringContaining('expected the hash of a file'),
    });
  });

  test('that lead elsewhere, or were changed, are not given out', async () => {
    const { app: odd } = madeUp((folder) => {
      writeMadeUpStudy(folder, { trials: 1 });
      const artifacts = join(folder, 'runs', 'artifacts');
      mkdirSync(artifacts);
      writeFileSync(join(folder, 'secret'), 'a secret');
      symlinkSync(join(folder, 'secret'), join(artifacts, `${'e'.repeat(64)}.safetensors`));
    });
    const told = await refusal(
      `/api/competitions/made-up/runs/mlp-0a1b2c3d/0/artifacts/${'e'.repeat(64)}`,
      {},
      odd,
    );
    expect(told).toMatchObject({ status: 404, problem: expect.stringContaining('it is damaged') });
    expect(JSON.stringify(told)).not.toContain('a secret');
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
  ])('%s is the page that says it has none', async (path) => {
    const answer = await app().request(`http://localhost${path}`);
    expect([answer.status, await answer.text()]).toEqual([404, '<!doctype html>the page']);
  });

  test('of the page have an address each, and views all have one', async () => {
    const status = async (path: string) => (await app().request(`http://localhost${path}`)).status;
    expect(
      await Promise.all(['/', '/c/penguins', '/c/penguins/runs/a/1', '/assets/index-1.js'].map(status)),
    ).toEqual([200, 200, 200, 200]);
  });
});

describe('who asks', () => {
  test.each(['localhost', 'localhost:4280', '127.0.0.1:4280', '[::1]:4280'])(
    'by the name %s is let in',
    async (host) => {
      expect((await app().request('http://localhost/api/competitions', { headers: { host } })).status).toBe(
        200,
      );
    },
  );

  test.each([
    'evil.example',
    'evil.example:4280',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.7',
    '',
  ])('by the name "%s" is refused, wherever that name leads', async (host) => {
    for (const path of ['/', '/api/competitions', '/api/events']) {
      expect(await refusal(path, { headers: { host } })).toMatchObject({
        status: 403,
        problem: expect.stringContaining('expected the host localhost'),
      });
    }
  });

  test.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:1' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
  ])('another site (%j) is refused', async (headers) => {
    const from = { headers: { host: 'localhost:4280', ...headers } };
    expect(await refusal('/api/competitions', from)).toMatchObject({
      status: 403,
      problem: expect.stringContaining('expected a request of this page'),
    });
  });

  test('may have followed a link to the page, or be the page', async () => {
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(
      (await app().request('http://localhost/c/penguins', { headers: { host: 'localhost', ...link } }))
        .status,
    ).toBe(200);
    const own = { host: 'localhost:4280', origin: 'http://localhost:4280', 'sec-fetch-site': 'same-origin' };
    expect((await app().request('http://localhost/api/competitions', { headers: own })).status).toBe(200);
  });

  test('wants nothing but to read', async () => {
    expect(await refusal('/api/competitions', { method: 'POST', body: '{}' })).toMatchObject({ status: 405 });
    expect(await refusal('/api/competitions', { method: 'DELETE' })).toMatchObject({
      status: 405,
      problem: 'expected GET or HEAD, got DELETE: this page only shows',
    });
    expect(await refusal('/api/competitions', { headers: { 'content-length': '1000000000' } })).toMatchObject(
      { status: 413 },
    );
    expect(await refusal('/api/competitions', { headers: { 'transfer-encoding': 'chunked' } })).toMatchObject(
      { status: 413 },
    );
    expect(await refusal(`/api/competitions/${'x'.repeat(9000)}`)).toMatchObject({ status: 414 });
  });
});

describe('what the browser may do', () => {
  test.each(['/', '/api/competitions', '/api/nonsense', '/assets/index-1.js'])(
    'stands with %s',
    async (path) => {
      const { headers } = await app().request(`http://localhost${path}`);
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|http/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('a token', () => {
  const token = 'correct-horse-battery-staple';
  const open = () => app({ token, hosts: ['192.168.0.7'], port: () => 4280 });
  const at = (path: string, headers: Record<string, string> = {}) =>
    open().request(`http://192.168.0.7:4280${path}`, { headers: { host: '192.168.0.7:4280', ...headers } });

  test.each([
    '/',
    '/c/penguins',
    '/assets/index-1.js',
    '/api/competitions',
    '/api/events',
    `/api/competitions/penguins/runs/a/0/artifacts/${'0'.repeat(64)}`,
  ])('is asked for at %s', async (path) => {
    expect((await at(path)).status).toBe(401);
    const sign = path.includes('?') ? '&' : '?';
    expect((await at(`${path}${sign}token=${token}x`)).status).toBe(401);
    expect((await at(`${path}${sign}token=`)).status).toBe(401);
    expect((await at(path, { cookie: 'foldwise-4280=wrong' })).status).toBe(401);
  });

  test('in the address turns into a cookie, and leaves the address', async () => {
    const first = await at(`/c/penguins?sort=-units&token=${token}`);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/c/penguins?sort=-units');
    const cookie = first.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^foldwise-4280=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await at('/api/competitions', { cookie: cookie.split(';')[0]! })).status).toBe(200);
    expect((await at('/api/competitions', { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  test('never leads to another host', async () => {
    const answer = await at(`//evil.example/?token=${token}`);
    expect(answer.headers.get('location')).toBe('/evil.example/');
  });
});
