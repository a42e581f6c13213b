import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../../test/folder-of.ts';
import { makeZip } from '../../../test/make-zip.ts';
import type { StandIn } from '../../testing/kaggle-stand-in.ts';
import { kaggleStandIn, standInToken } from '../../testing/kaggle-stand-in.ts';
import { defineSchema, id, target } from '../../table/schema.ts';
import { kaggleFolder } from '../kaggle-folder.ts';
import type { TransferEvent } from './download-file.ts';
import type { DownloadKaggleOptions } from './download-kaggle.ts';
import { downloadKaggle } from './download-kaggle.ts';
import type { KaggleClientOptions } from './kaggle-client.ts';
import { kaggleClient } from './kaggle-client.ts';
import { kaggleCredentials } from './kaggle-credentials.ts';

const small = {
  'train.csv': 'id,y\n1,0\n2,1\n',
  'test.csv': 'id\n3\n',
  'sample_submission.csv': 'id,y\n3,0\n',
};
const long = 'id,y\n'.padEnd(100_000, '12345,1\n');

function clientOf(kaggle: StandIn, options: Partial<KaggleClientOptions> = {}) {
  const credentials = kaggleCredentials({ KAGGLE_API_TOKEN: standInToken });
  return kaggleClient({ credentials, endpoint: kaggle.endpoint, backoffSeconds: 0.001, ...options });
}

async function download(
  kaggle: StandIn,
  folder: string,
  options: Partial<DownloadKaggleOptions> = {},
  client: Partial<KaggleClientOptions> = {},
) {
  const done = await downloadKaggle('titanic', folder, {
    client: clientOf(kaggle, client),
    onProgress: ({ bytes }) => kaggle.arrived(bytes),
    ...options,
  });
  expect(kaggle.complaints).toEqual([]);
  return done;
}

const outcomes = (done: Awaited<ReturnType<typeof download>>) =>
  done.map(({ name, outcome }) => `${name} ${outcome}`);
const fetched = (kaggle: StandIn) => kaggle.requests.filter(({ to }) => to === 'storage');

describe('downloadKaggle', () => {
  it('fetches each file, as kaggleFolder() reads them', async () => {
    const kaggle = await kaggleStandIn({ files: small });
    const folder = join(folderOf({}), 'not/there/yet');
    const done = await download(kaggle, folder);
    expect(done).toEqual(
      Object.entries(small).map(([name, text]) => ({
        name,
        bytes: text.length,
        sha256: createHash('sha256').update(text).digest('hex'),
        outcome: 'downloaded',
      })),
    );
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(small).toSorted());
    const schema = defineSchema({ id: id(), y: target() });
    expect((await kaggleFolder().load(schema, folder)).train.length).toBe(2);
  });

  it('asks Kaggle with the credentials, and the storage without', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': 'id\n' } });
    await download(kaggle, folderOf({}));
    expect(kaggle.requests.map(({ to, method, path }) => `${to} ${method} ${path}`)).toEqual([
      'kaggle GET /api/v1/competitions/data/list/titanic?pageSize=100',
      'kaggle GET /api/v1/competitions/data/download/titanic/train.csv',
      'storage GET /train.csv?signature=signed',
    ]);
    expect(kaggle.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${standInToken}`,
      `Bearer ${standInToken}`,
      undefined,
    ]);
    expect(fetched(kaggle)[0]!.headers['accept-encoding']).toBe('identity');
  });

  it('sends a name and a key as Basic', async () => {
    const authorization = `Basic ${Buffer.from('ada:k3y-of-ada').toString('base64')}`;
    const kaggle = await kaggleStandIn({ files: { 'train.csv': 'id\n' }, authorization });
    const credentials = kaggleCredentials({
      HOME: folderOf({}),
      KAGGLE_USERNAME: 'ada',
      KAGGLE_KEY: 'k3y-of-ada',
    });
    expect(outcomes(await download(kaggle, folderOf({}), {}, { credentials }))).toEqual([
      'train.csv downloaded',
    ]);
  });

  it('reads every page of the listing, and fetches files of folders', async () => {
    const kaggle = await kaggleStandIn({ files: { ...small, 'a b/c.txt': 'x' }, pageSize: 2 });
    const folder = folderOf({});
    expect(await download(kaggle, folder)).toHaveLength(4);
    expect(readFileSync(join(folder, 'a b/c.txt'), 'utf8')).toBe('x');
    expect(kaggle.requests.map(({ path }) => path)).toContain(
      '/api/v1/competitions/data/download/titanic/a%20b%2Fc.txt',
    );
  });

  it('fetches the named files alone', async () => {
    const kaggle = await kaggleStandIn({ files: small });
    const folder = folderOf({});
    await download(kaggle, folder, { files: ['test.csv'] });
    expect(readdirSync(folder)).toEqual(['test.csv']);
  });

  it('calls a file that Kaggle has packed what it is', async () => {
    const zip = makeZip({ 'train.csv': small['train.csv'] });
    const kaggle = await kaggleStandIn({ files: { 'train.csv': zip }, packed: ['train.csv'] });
    const folder = folderOf({});
    expect(outcomes(await download(kaggle, folder))).toEqual(['train.csv.zip downloaded']);
    expect(outcomes(await download(kaggle, folder))).toEqual(['train.csv.zip kept']);
  });

  it('takes one zip where there are many files', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`images/${i}.png`, 'x']));
    const archive = makeZip({ ...small, ...many });
    const kaggle = await kaggleStandIn({ files: many, archive, pageSize: 10 });
    const folder = folderOf({});
    expect(outcomes(await download(kaggle, folder))).toEqual(['titanic.zip downloaded']);
    expect(readFileSync(join(folder, 'titanic.zip'))).toEqual(archive);
    // Three of six pages are more than 25 files already.
    expect(kaggle.requests.filter(({ path }) => path.includes('/list/'))).toHaveLength(3);
    expect(outcomes(await download(kaggle, folder))).toEqual(['titanic.zip kept']);
    expect(outcomes(await download(kaggle, folder, { files: ['images/7.png'] }))).toEqual([
      'images/7.png downloaded',
    ]);
  });

  it('tells how far a file has come', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long } });
    const told: TransferEvent[] = [];
    await download(kaggle, folderOf({}), { onProgress: (event) => void told.push(event) });
    expect(told[0]).toEqual({ type: 'transfer', file: 'train.csv', bytes: 0, total: 100_000 });
    expect(told.at(-1)).toEqual({ type: 'transfer', file: 'train.csv', bytes: 100_000, total: 100_000 });
  });
});

describe('a file that is there already', () => {
  it('is kept where it has the size and the checksum, and nothing of it is fetched', async () => {
    const kaggle = await kaggleStandIn({ files: small });
    const folder = folderOf({});
    await download(kaggle, folder);
    expect(outcomes(await download(kaggle, folder))).toEqual(
      Object.keys(small).map((name) => `${name} kept`),
    );
  });

  it('is kept by its size where no checksum is stated', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': 'abc' }, bare: true });
    expect(outcomes(await download(kaggle, folderOf({ 'train.csv': 'xyz' })))).toEqual(['train.csv kept']);
  });

  it.each([
    ['of another size', 'mine', '4 bytes'],
    ['of the same size', small['train.csv'].replace('1', '7'), '13 bytes'],
  ])('and %s is never written over, unless told to', async (_, mine, size) => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': small['train.csv'] } });
    const folder = folderOf({ 'train.csv': mine });
    await expect(download(kaggle, folder)).rejects.toThrow(
      `${join(folder, 'train.csv')}: expected Kaggle's file (13 bytes), got another one that is there already (${size}) — move it away to keep it, or write over it with --force`,
    );
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(mine);
    await download(kaggle, folder, { force: true });
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(small['train.csv']);
  });
});

describe('a connection that is cut', () => {
  it('goes on where it was, and no half file gets the name', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long }, cuts: [30_000, Infinity, 40_000] });
    const folder = folderOf({});
    const notes: string[] = [];
    const done = await download(kaggle, folder, {}, { onNote: (note) => void notes.push(note) });
    expect(outcomes(done)).toEqual(['train.csv resumed']);
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(long);
    expect(readdirSync(folder)).toEqual(['train.csv']);
    expect(fetched(kaggle).flatMap(({ headers }) => headers.range ?? [])).toEqual([
      'bytes=30000-',
      'bytes=70000-',
    ]);
    expect(fetched(kaggle).at(-1)!.headers['if-range']).toMatch(/^"[0-9a-f]{40}"$/);
    expect(notes[0]).toMatch(
      /^trying again in 1 s: kaggle\.com, titanic: could not download train\.csv: the connection to 127\.0\.0\.1:\d+ failed \(.*\)$/,
    );
  });

  it('is given up where nothing more comes, and a later call goes on', async () => {
    const cuts = [30_000, 0, 0];
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long }, cuts });
    const folder = folderOf({});
    await expect(download(kaggle, folder, {}, { attempts: 2 })).rejects.toThrow(
      /could not download train\.csv: the connection .* failed .*: what is done is kept$/,
    );
    expect(existsSync(join(folder, 'train.csv'))).toBe(false);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.train\.csv\.[0-9a-f]{8}\.part$/)]);
    cuts.length = 0;
    expect(outcomes(await download(kaggle, folder))).toEqual(['train.csv resumed']);
    expect(fetched(kaggle).at(-1)!.headers.range).toBe('bytes=30000-');
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(long);
  });

  it('of one version is not continued with another', async () => {
    const files: Record<string, string> = { 'train.csv': long };
    const cuts = [30_000, 0];
    const kaggle = await kaggleStandIn({ files, cuts });
    const folder = folderOf({});
    await expect(download(kaggle, folder, {}, { attempts: 1 })).rejects.toThrow('could not download');
    cuts.length = 0;
    files['train.csv'] = long.replaceAll('1', '2');
    expect(outcomes(await download(kaggle, folder))).toEqual(['train.csv downloaded']);
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(files['train.csv']);
    expect(readdirSync(folder)).toEqual(['train.csv']);
  });

  it('begins anew where the storage knows no ranges', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long }, bare: true, cuts: [30_000] });
    const folder = folderOf({});
    expect(outcomes(await download(kaggle, folder))).toEqual(['train.csv downloaded']);
    expect(readFileSync(join(folder, 'train.csv'), 'utf8')).toBe(long);
  });

  it('that is silent counts as cut', async () => {
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long } });
    const options = { attempts: 1, stallSeconds: 0 };
    await expect(download(kaggle, folderOf({}), {}, options)).rejects.toThrow(
      /could not list its files: the connection to .* failed \(nothing came for 0 s\) — check the network/,
    );
  });
});

describe('what Kaggle refuses', () => {
  const refused = async (status: number, message: string, headers = {}, options = {}) => {
    const answer = {
      path: '/data/',
      status,
      headers,
      body: JSON.stringify({ code: status, message }),
      times: 9,
    };
    const kaggle = await kaggleStandIn({ files: small, answers: [answer] });
    const client = clientOf(kaggle, { attempts: 3, ...options });
    const error = await downloadKaggle('titanic', folderOf({}), { client }).catch(
      (thrown: unknown) => thrown,
    );
    return { message: (error as Error).message, requests: kaggle.requests.length };
  };

  it('401: the credentials, by where they are from', async () => {
    const kaggle = await kaggleStandIn({ authorization: 'Bearer another' });
    await expect(download(kaggle, folderOf({}))).rejects.toThrow(
      'kaggle.com, titanic: could not list its files: Kaggle refuses (HTTP 401: Unauthenticated) — make a new token at https://www.kaggle.com/settings and put it where the old one is (KAGGLE_API_TOKEN)',
    );
  });

  it('403: the rules, with their address', async () => {
    const { message, requests } = await refused(403, "You must accept this competition's rules");
    expect(message).toBe(
      "kaggle.com, titanic: could not list its files: Kaggle refuses (HTTP 403: You must accept this competition's rules) — join the competition and accept its rules at https://www.kaggle.com/competitions/titanic/rules with the account of KAGGLE_API_TOKEN, then run the same command again",
    );
    expect(requests).toBe(1);
  });

  it('404: the name of the competition', async () => {
    const kaggle = await kaggleStandIn();
    await expect(downloadKaggle('titanik', folderOf({}), { client: clientOf(kaggle) })).rejects.toThrow(
      'kaggle.com, titanik: could not list its files: there is no such competition, or no such file in it (HTTP 404: Not Found) — look at the address of the competition, https://www.kaggle.com/competitions/<slug>, and put it into the competition as url',
    );
  });

  it('429 and 5xx are asked again, then told of', async () => {
    const { message, requests } = await refused(503, 'down');
    expect(message).toBe(
      'kaggle.com, titanic: could not list its files: Kaggle answers HTTP 503: down — wait a while, then run the same command again: what is done is kept',
    );
    expect(requests).toBe(3);
  });

  it('Retry-After is heeded, unless it asks for too much', async () => {
    const answers = [{ path: '/list/', status: 429, headers: { 'retry-after': '0' } }];
    const kaggle = await kaggleStandIn({ files: small, answers });
    const notes: string[] = [];
    const patient = { backoffSeconds: 600, onNote: (note: string) => void notes.push(note) };
    await download(kaggle, folderOf({}), {}, patient);
    expect(notes).toEqual([
      'trying again in 0 s: kaggle.com, titanic: could not list its files: Kaggle answers HTTP 429',
    ]);
    const { message, requests } = await refused(429, 'slow down', { 'retry-after': '3600' });
    expect([message, requests]).toEqual([expect.stringContaining('HTTP 429: slow down'), 1]);
  });

  it('a page in place of JSON, and JSON of another form', async () => {
    const answers = [
      { path: '/list/', status: 200, body: '<html>Log in to the airport</html>' },
      { path: '/list/', status: 200, body: '{"files":[{"name":"../../etc/passwd"}]}' },
    ];
    const kaggle = await kaggleStandIn({ answers });
    await expect(download(kaggle, folderOf({}))).rejects.toThrow(
      /expected JSON of 127\.0\.0\.1:\d+, got something else — see in a browser/,
    );
    await expect(download(kaggle, folderOf({}))).rejects.toThrow(
      'expected names and sizes, got something else',
    );
  });

  it('a server that is not there', async () => {
    const credentials = kaggleCredentials({ KAGGLE_API_TOKEN: standInToken });
    const client = kaggleClient({
      credentials,
      endpoint: 'http://127.0.0.1:1',
      attempts: 2,
      backoffSeconds: 0,
    });
    await expect(downloadKaggle('titanic', folderOf({}), { client })).rejects.toThrow(
      /could not list its files: the connection to 127\.0\.0\.1:1 failed \(/,
    );
  });

  it('an address of the storage that went stale: Kaggle is asked for another', async () => {
    const answers = [{ path: 'signature', status: 403, body: '<Error>expired</Error>' }];
    const kaggle = await kaggleStandIn({ files: { 'train.csv': 'id\n' }, answers });
    expect(outcomes(await download(kaggle, folderOf({})))).toEqual(['train.csv downloaded']);
    expect(fetched(kaggle)).toHaveLength(2);
  });

  it('a file that the competition does not have', async () => {
    const kaggle = await kaggleStandIn({ files: small });
    await expect(download(kaggle, folderOf({}), { files: ['tran.csv'] })).rejects.toThrow(
      'kaggle.com, titanic: expected a file of the competition, got "tran.csv" — did you mean "train.csv"?',
    );
  });

  it('an endpoint that would get the credentials in clear', () => {
    const credentials = kaggleCredentials({ KAGGLE_API_TOKEN: standInToken });
    for (const endpoint of [
      'http://kaggle.example',
      'ftp://localhost',
      'https://a:b@kaggle.example',
      'nowhere',
    ]) {
      expect(() => kaggleClient({ credentials, endpoint })).toThrow(
        'KAGGLE_API_ENDPOINT: expected an address that begins with https:// (or http://localhost) — leave it unset',
      );
    }
  });
});

describe('what came damaged', () => {
  it('of another checksum is removed', async () => {
    const answers = [
      { path: 'signature', status: 200, headers: { 'x-goog-hash': `md5=${'A'.repeat(22)}==` }, body: 'abc' },
    ];
    const kaggle = await kaggleStandIn({ files: { 'train.csv': 'abc' }, answers });
    const folder = folderOf({});
    await expect(download(kaggle, folder)).rejects.toThrow(
      `could not download train.csv: expected the MD5 checksum ${'0'.repeat(32)}, got 900150983cd24fb0d6963f7d28e17f72 — run the same command again: the damaged copy is removed`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['its directory', (zip: Buffer) => zip.subarray(0, -30)],
    ['a file in it', (zip: Buffer) => Buffer.from(zip.map((byte, i) => (i === 45 ? byte ^ 1 : byte)))],
  ])('a zip: %s', async (_, damage) => {
    const kaggle = await kaggleStandIn({
      files: { 'data.zip': damage(makeZip({ 'train.csv': 'id,y,abcdef\n' })) },
    });
    const folder = folderOf({});
    await expect(download(kaggle, folder)).rejects.toThrow(
      /^kaggle\.com, titanic: could not download data\.zip: the zip is damaged \(data\.zip.*\) — run the same command again: the damaged copy is removed$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the disk', () => {
  it.skipIf(!existsSync('/dev/full'))('that is full ends in a message, and keeps what there is', async () => {
    const cuts = [30_000];
    const kaggle = await kaggleStandIn({ files: { 'train.csv': long }, cuts });
    const folder = folderOf({});
    await expect(download(kaggle, folder, {}, { attempts: 1 })).rejects.toThrow('could not download');
    const [part] = readdirSync(folder);
    unlinkSync(join(folder, part!));
    symlinkSync('/dev/full', join(folder, part!));
    await expect(download(kaggle, folder)).rejects.toThrow(
      `${join(folder, part!)}: could not write this file: the disk is full (ENOSPC) — make room, then run the same command again: what was downloaded is kept`,
    );
    expect(existsSync(join(folder, 'train.csv'))).toBe(false);
  });

  it('where a file stands for the folder', async () => {
    const kaggle = await kaggleStandIn({ files: small });
    const folder = folderOf({ data: 'a file' });
    await expect(download(kaggle, join(folder, 'data'))).rejects.toThrow(
      'data: could not write this file: a file stands in its place (EEXIST) — move that file away',
    );
  });
});

it('a download that is stopped keeps what there is', async () => {
  const kaggle = await kaggleStandIn({ files: { 'train.csv': long, 'test.csv': 'id\n' } });
  const folder = folderOf({});
  writeFileSync(join(folder, 'test.csv'), 'id\n');
  const stop = new AbortController();
  const onProgress = ({ file, bytes }: TransferEvent) => file === 'train.csv' && bytes > 0 && stop.abort();
  const error = await download(kaggle, folder, { onProgress }, { signal: stop.signal }).catch(
    (e: unknown) => e,
  );
  expect(error).toMatchObject({
    code: 'aborted',
    message: 'stopped before the end — run the same command again to go on',
  });
});
