import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, workspacePackages } from './workspace.ts';

/**
 * What a user gets: the packages are packed as for the registry, installed into an empty folder, and a competition goes from raw
 * files to a submission there, with nothing of this checkout in reach.
 */
const published = workspacePackages().filter((one) => one.manifest.private !== true);
const bin = join(root, 'node_modules', '.bin');
const folder = mkdtempSync(join(tmpdir(), 'foldwise-published-'));
const tarballs = join(folder, 'tarballs');
const home = join(folder, 'home');

/** The environment of someone who has never seen this checkout. */
const env = {
  ...process.env,
  NODE_OPTIONS: '',
  NODE_ENV: '',
  INIT_CWD: home,
  PATH: `${bin}:${process.env['PATH']}`,
};

function foldwise(...args: readonly string[]): string {
  const entry = join(home, 'node_modules', '@foldwise', 'cli', 'bin', 'foldwise.js');
  const done = spawnSync(process.execPath, [entry, ...args], { cwd: home, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`foldwise ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** Kaggle's three files for a small made-up problem. */
function writeKaggleFolder(target: string): void {
  mkdirSync(target);
  const rows = Array.from({ length: 120 }, (_, i) => {
    const size = (i * 37) % 100;
    const colour = ['red', 'green', 'blue'][i % 3]!;
    return { id: `p${String(i).padStart(4, '0')}`, size, colour, liked: size > 50 === (colour !== 'red') };
  });
  const line = (row: (typeof rows)[number]): string => `${row.id},${row.size},${row.colour}`;
  const train = rows.slice(0, 90).map((row) => `${line(row)},${row.liked ? 'True' : 'False'}`);
  writeFileSync(join(target, 'train.csv'), ['id,size,colour,liked', ...train, ''].join('\n'));
  const test = rows.slice(90);
  writeFileSync(join(target, 'test.csv'), ['id,size,colour', ...test.map(line), ''].join('\n'));
  writeFileSync(
    join(target, 'sample_submission.csv'),
    ['id,liked', ...test.map((row) => `${row.id},False`), ''].join('\n'),
  );
}

beforeAll(async () => {
  mkdirSync(tarballs);
  mkdirSync(home);
  // What the registry gets is compiled: the kernels and the page (turbo keeps them until their sources change), then the packages.
  execFileSync('turbo', ['run', 'wasm', 'page', '--output-logs=errors-only'], {
    cwd: root,
    env,
    stdio: 'pipe',
  });
  execFileSync('tsc', ['-b', ...published.map((one) => one.folder)], { cwd: root, env, stdio: 'pipe' });
  await Promise.all(
    published.map((one) =>
      promisify(execFile)('pnpm', ['pack', '--pack-destination', tarballs], {
        cwd: join(root, one.folder),
        env,
      }),
    ),
  );
  const files = readdirSync(tarballs);
  const overrides = Object.fromEntries(
    published.map(({ manifest }) => {
      const stem = manifest.name.replace('@', '').replace('/', '-');
      const file = files.find((name) => name === `${stem}-${manifest.version}.tgz`);
      return [manifest.name, `file:${join(tarballs, file!)}`];
    }),
  );
  const wanted = ['@foldwise/cli', '@foldwise/core', '@foldwise/data', '@foldwise/experiments'];
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({
      name: 'someone',
      private: true,
      type: 'module',
      dependencies: Object.fromEntries(wanted.map((name) => [name, overrides[name]])),
      overrides,
    }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    env,
    stdio: 'pipe',
  });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

it.each(published.map((one) => one.manifest.name))('%s is packed without a fault', async (name) => {
  const file = readdirSync(tarballs).find((one) =>
    one.startsWith(`${name.replace('@', '').replace('/', '-')}-0`),
  )!;
  const tarball = readFileSync(join(tarballs, file));
  const { messages } = await publint({
    strict: true,
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
  });
  expect(messages).toEqual([]);
});

it('core brings the kernels that train networks fast', () => {
  const installed = join(home, 'node_modules', '@foldwise', 'core', 'wasm');
  expect(readdirSync(installed).toSorted()).toEqual(['plain.wasm', 'relaxed.wasm']);
});

it('the page of runs comes with the command, built', { timeout: 120_000 }, async () => {
  const entry = join(home, 'node_modules', '@foldwise', 'cli', 'bin', 'foldwise.js');
  const child = spawn(process.execPath, [entry, 'ui', '--port', '0'], { cwd: home, env });
  try {
    const url = String((await once(child.stdout, 'data'))[0]).trim();
    const page = await (await fetch(url)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)![1]!;
    expect((await fetch(new URL(script, url))).headers.get('content-type')).toContain('text/javascript');
    const list = (await (await fetch(new URL('/api/competitions', url))).json()) as {
      competitions: readonly object[];
    };
    expect(list.competitions).toMatchObject([{ slug: 'diamonds' }, { slug: 'penguins' }]);
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
});

it('a competition goes from raw files to a submission in a folder of its own', { timeout: 240_000 }, () => {
  writeKaggleFolder(join(home, 'raw'));
  foldwise('new', 'toy', '--from', 'raw');
  foldwise('sweep', 'toy', '--trials', '2', '--workers', '2');
  const rows = JSON.parse(foldwise('runs', 'toy', '--json')) as { readonly state: string }[];
  expect(rows.map((row) => row.state)).toEqual(['complete', 'complete']);
  foldwise('submit', 'toy');
  const submissions = join(home, 'competitions', 'toy', 'submissions');
  const [file] = readdirSync(submissions);
  const lines = readFileSync(join(submissions, file!), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(31);
  expect(lines[0]).toBe('id,liked');
  expect(lines.slice(1).every((text) => /^p\d{4},(True|False)$/.test(text))).toBe(true);
});

it('the lessons come with the command, with their explanations', { timeout: 120_000 }, () => {
  expect(foldwise('learn', '1', 'neuron')).toContain('0.993307149');
  // Draws numbers of numpy, without vitest in reach.
  expect(foldwise('learn', '2', 'made-up-exams')).toContain('0.229135263');
  foldwise('learn', '1', '--html', 'lesson.html');
  expect(readFileSync(join(home, 'lesson.html'), 'utf8')).toContain('<svg');
});

it('the embedded competitions come with the command', { timeout: 120_000 }, () => {
  const profile = foldwise('data', 'penguins');
  expect(profile).toContain('species');
});
