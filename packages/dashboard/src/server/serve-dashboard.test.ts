import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { writeMadeUpStudy } from '../../test/made-up-study.ts';
import { penguinHome } from '../../test/penguin-runs.ts';
import { type Dashboard, serveDashboard, type ServeDashboardOptions } from './serve-dashboard.ts';

const patience = { timeout: 60_000 };

async function served(
  options: Partial<ServeDashboardOptions> = {},
): Promise<Dashboard & { readonly directory: string }> {
  const { home, remove } = penguinHome();
  const dashboard = await serveDashboard({ competitions: () => [home], ...options });
  onTestFinished(async () => {
    await dashboard.close();
    remove();
  });
  return { ...dashboard, directory: home.directory };
}

/** The status of an answer to bytes as they are, which no client would send. */
async function statusOf(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) {
    answer += String(chunk);
    if (answer.includes('\r\n')) break;
  }
  socket.destroy();
  return answer.split(' ')[1] ?? '';
}

test('serves the built page and the journals at the address that it gives', patience, async () => {
  const { url } = await served();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const page = await fetch(url);
  const html = await page.text();
  expect(html).toContain('<div id="app">');
  // The policy allows nothing inline.
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address!);
  expect(scripts.length).toBeGreaterThan(2);
  for (const address of scripts) expect((await fetch(new URL(address, url))).status, address).toBe(200);
  expect(await (await fetch(`${url}api/competitions`)).json()).toMatchObject({
    competitions: [{ slug: 'penguins', runs: 0 }],
  });
});

test.each([
  ['GET /../../../../etc/passwd HTTP/1.1', '404'],
  ['GET /assets/../../package.json HTTP/1.1', '404'],
  ['GET /api/competitions/penguins/runs/a/0/artifacts/../../../package.json HTTP/1.1', '404'],
  ['GET /api/competitions/penguins/runs/a/0/artifacts/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1', '404'],
  [`GET /${'a'.repeat(9000)} HTTP/1.1`, '414'],
  [`GET /${'a'.repeat(40_000)} HTTP/1.1`, '431'],
  [`GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(40_000)}`, '431'],
  ['POST / HTTP/1.1\r\nContent-Length: 1000000000', '405'],
  ['GET / HTTP/1.1\r\nContent-Length: 1000000000', '413'],
  ['no request at all', '400'],
])('%.60s: %s', patience, async (head, status) => {
  const { port } = await served();
  expect(await statusOf(port, `${head}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)).toBe(
    status,
  );
});

test('refuses a name that was turned to this machine', patience, async () => {
  const { port } = await served();
  expect(
    await statusOf(port, 'GET /api/competitions HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  ).toBe('403');
});

test('asks for a random token where other machines reach it', patience, async () => {
  const [one, other] = [await served({ host: '0.0.0.0' }), await served({ host: '0.0.0.0' })];
  const token = new URL(one.url).searchParams.get('token')!;
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(new URL(other.url).searchParams.get('token')).not.toBe(token);
  const at = `http://127.0.0.1:${one.port}/`;
  expect((await fetch(at)).status).toBe(401);
  expect((await fetch(`${at}api/competitions`)).status).toBe(401);
  const first = await fetch(`${at}?token=${token}`, { redirect: 'manual' });
  expect(first.status).toBe(303);
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  expect((await fetch(`${at}api/competitions`, { headers: { cookie } })).status).toBe(200);
});

test('tells of a journal that is written to', patience, async () => {
  const { url, directory } = await served();
  const answer = await fetch(`${url}api/events`);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const hear = async (what: RegExp): Promise<void> => {
    while (!what.test(heard)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after ${heard}`);
      heard += value;
    }
  };
  await hear(/event: change\ndata: \{"slug":"penguins","version":"\w+"\}\n/);
  const before = heard;
  writeMadeUpStudy(directory, { trials: 1 });
  await hear(/(event: change[^]*){2}/);
  const versions = [...heard.matchAll(/"version":"(\w+)"/g)].map(([, version]) => version);
  expect(new Set(versions).size).toBe(versions.length);
  expect(heard.length).toBeGreaterThan(before.length);
  await reader.cancel();
});

test('says when the port is taken, and when there is no such host', patience, async () => {
  const { port } = await served();
  const again = serveDashboard({ competitions: () => [], port });
  await expect(again).rejects.toThrow(
    `127.0.0.1:${port}: expected a port to listen at, got one that is taken — choose another one: --port 0 takes any that is free`,
  );
  await expect(serveDashboard({ competitions: () => [], host: '203.0.113.1' })).rejects.toThrow(
    'expected a port to listen at, got EADDRNOTAVAIL — check --host and --port',
  );
});

test('ends although a page listens', patience, async () => {
  const { home, remove } = penguinHome();
  onTestFinished(remove);
  const { url, close } = await serveDashboard({ competitions: () => [home] });
  const open = new Promise<void>((resolve) => {
    request(`${url}api/events`, (answer) => {
      answer.once('data', () => resolve());
      answer.on('error', () => {});
    })
      .on('error', () => {})
      .end();
  });
  await open;
  await close();
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
