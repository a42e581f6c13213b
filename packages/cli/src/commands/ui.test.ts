import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { userFolder } from '../../test/made-up.ts';

const patience = { timeout: 60_000 };

/** Starts `foldwise ui`, does something at its address, and ends it as Ctrl-C does. */
async function withPage(
  words: readonly string[],
  act: (url: URL) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = userFolder();
  const control = new AbortController();
  const file = join(cwd, 'opened');
  const browser = join(cwd, 'browser');
  writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > ${file}\n`, { mode: 0o755 });
  const ending = foldwise(['ui', '--open', ...words], {
    cwd,
    signal: control.signal,
    env: { BROWSER: browser, ...env },
  });
  await vi.waitFor(() => expect(existsSync(file) && readFileSync(file, 'utf8') !== '').toBe(true), 30_000);
  const url = new URL(readFileSync(file, 'utf8'));
  await act(url);
  control.abort();
  return { url, ...(await ending) };
}

test.skipIf(process.platform === 'win32')(
  'shows the competitions found here until it is ended',
  patience,
  async () => {
    const { url, code, out, err } = await withPage(['--port', '0'], async (at) => {
      const answer = await fetch(new URL('/api/competitions', at));
      const { competitions } = (await answer.json()) as {
        readonly competitions: readonly { readonly slug: string }[];
      };
      expect(competitions.map(({ slug }) => slug)).toEqual(['diamonds', 'penguins']);
    });
    // As after any Ctrl-C.
    expect(code).toBe(130);
    expect(out).toBe(`${url.href}\n`);
    expect(url.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(err).toBe('Ctrl-C ends it\n');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

test.skipIf(process.platform === 'win32')(
  'opens one competition, and asks for a token elsewhere',
  patience,
  async () => {
    const { url, out, err } = await withPage(['penguins', '--host', '0.0.0.0', '--port', '0'], async (at) => {
      const local = new URL(at);
      local.hostname = '127.0.0.1';
      expect((await fetch(new URL('/api/competitions', local))).status).toBe(401);
      expect((await fetch(local, { redirect: 'manual' })).headers.get('location')).toBe('/c/penguins');
    });
    expect(url.pathname).toBe('/c/penguins');
    expect(out).toContain('?token=');
    expect(err).toContain('whoever has this address sees all runs');
  },
);

test('takes any port where its usual one is taken', patience, async () => {
  const usual = createServer();
  await new Promise<void>((resolve, reject) => {
    // Taken already is as good.
    usual.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve() : reject(error),
    );
    usual.listen(4280, '127.0.0.1', resolve);
  });
  try {
    const { url } = await withPage([], async () => {});
    expect(url.port).not.toBe('4280');
  } finally {
    usual.close();
  }
});

test('says what is wrong with what was asked', patience, async () => {
  const cwd = userFolder();
  const run = (...words: readonly string[]) => foldwise(['ui', ...words], { cwd });
  expect(await run('pengins')).toMatchObject({
    code: 1,
    err: expect.stringContaining('did you mean "penguins"?'),
  });
  expect(await run('--port', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--port: expected a whole number'),
  });
  expect(await run('--port', '70000')).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected a port of at most 65535'),
  });
  const noBrowser = foldwise(['ui', '--open', '--port', '0'], {
    cwd,
    env: { BROWSER: join(cwd, 'nothing') },
  });
  expect(await noBrowser).toMatchObject({
    code: 1,
    err: expect.stringContaining('expected a program that opens addresses'),
  });
});
