import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kaggleStandIn, standInToken, type StandIn } from '@foldwise/data/testing';
import { describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';
import { textsIn } from '../../test/texts-in.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());

const envOf = (kaggle: StandIn) => ({ KAGGLE_API_TOKEN: standInToken, KAGGLE_API_ENDPOINT: kaggle.endpoint });

describe('data --kaggle', () => {
  test('of a name that is not here downloads into a folder that new takes', async () => {
    const kaggle = await kaggleStandIn({ slug: 'blooming', files: { ...flowers() } });
    const { code, out, err } = await foldwise(['data', 'blooming', '--kaggle'], { cwd, env: envOf(kaggle) });
    expect([code, kaggle.complaints]).toEqual([0, []]);
    expect(out).toContain('blooming · files of Kaggle · 3 files in blooming\n');
    expect(out).toMatch(/^train\.csv +\d+ kB|B +[0-9a-f]{16} +downloaded$/m);
    expect(out).toContain('foldwise new blooming --from blooming');
    expect(err).toMatch(/^train\.csv: [\d.]+ k?B\ntest\.csv: /);
    expect(readFileSync(join(cwd, 'blooming/train.csv'), 'utf8')).toBe(flowers()['train.csv']);
    const again = await foldwise(
      ['data', 'https://www.kaggle.com/competitions/blooming', '--kaggle', '--json'],
      {
        cwd,
        env: envOf(kaggle),
      },
    );
    expect(JSON.parse(again.out)).toMatchObject({
      kaggle: 'blooming',
      folder: join(cwd, 'blooming'),
      files: [{ name: 'train.csv', outcome: 'kept' }, {}, {}],
    });
    expect((await foldwise(['new', 'blooming', '--from', 'blooming'], { cwd })).code).toBe(0);
  });

  test('of a competition that is here asks for the one of its url, and fills its data/', async () => {
    await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
    const path = join(cwd, 'competitions/flowers/competition.ts');
    const url = "url: 'https://www.kaggle.com/competitions/all-flowers'";
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace("name: 'flowers',", `name: 'flowers',\n  ${url},`),
    );
    const files = { ...flowers(), 'extra.csv': 'flower\n' };
    const kaggle = await kaggleStandIn({ slug: 'all-flowers', files });
    const env = envOf(kaggle);
    const { code, out } = await foldwise(
      ['data', 'flowers', '--kaggle', '--file', 'extra.csv', '--file', 'train.csv'],
      { cwd, env },
    );
    expect(code).toBe(0);
    expect(out).toContain('2 files in competitions/flowers/data');
    expect(out).toMatch(/^extra\.csv .* downloaded\ntrain\.csv .* was there$/m);
    expect(out).toContain('foldwise data flowers');
    put(cwd, { 'competitions/flowers/data/train.csv': 'mine' });
    const refused = await foldwise(['data', 'flowers', '--kaggle'], { cwd, env });
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('write over it with --force')]);
    expect((await foldwise(['data', 'flowers', '--kaggle', '--force'], { cwd, env })).code).toBe(0);
    expect((await foldwise(['data', 'flowers'], { cwd })).code).toBe(0);
  });

  test('tries again where Kaggle is busy, and says so', async () => {
    const answers = [{ path: '/list/', status: 503, headers: { 'retry-after': '0' } }];
    const kaggle = await kaggleStandIn({ slug: 'busy', files: { 'a.csv': 'x\n' }, answers });
    const { code, err } = await foldwise(['data', 'busy', '--kaggle'], { cwd, env: envOf(kaggle) });
    expect([code, err]).toEqual([
      0,
      'trying again in 0 s: kaggle.com, busy: could not list its files: Kaggle answers HTTP 503\na.csv: 2 B\n',
    ]);
  });

  test.each([
    [
      'data penguins --kaggle',
      1,
      'competition "penguins": expected a competition of Kaggle, got one of https://github.com/',
    ],
    ['data ../up --kaggle', 2, 'data: expected the name of a competition of Kaggle, got "../up"'],
    ['data some --kaggle', 1, 'Kaggle: expected credentials, got none — make a token at'],
    ['data penguins --force', 2, 'data: expected --force with --kaggle, got it alone'],
    ['data penguins --file train.csv', 2, 'data: expected --file with --kaggle, got it alone'],
  ])('foldwise %s ends in one line', async (line, code, message) => {
    const ending = await foldwise(line.split(' '), { cwd, env: { HOME: join(cwd, 'nobody') } });
    expect(ending).toMatchObject({ code, out: '', err: expect.stringContaining(`error ${message}`) });
    expect(ending.err.split('\n')).toHaveLength(2);
  });

  test('shows and keeps no credential, whatever happens', async () => {
    const key = 'k3y-of-ada-0123456789';
    const header = Buffer.from(`ada:${key}`).toString('base64');
    const echo = (status: number) => ({
      path: '/data/',
      status,
      body: JSON.stringify({ message: `no ${key}, ${header}` }),
    });
    const answers = [echo(500), echo(403), echo(401), echo(404), echo(400)];
    const kaggle = await kaggleStandIn({
      slug: 'secret',
      files: { 'a.csv': 'x\n' },
      authorization: `Basic ${header}`,
      answers,
      cuts: [1],
    });
    const home = join(cwd, 'home');
    put(home, { '.kaggle/kaggle.json': JSON.stringify({ username: 'ada', key }) });
    const ways = [
      { HOME: home },
      { HOME: join(cwd, 'nobody'), KAGGLE_USERNAME: 'ada', KAGGLE_KEY: key },
      { HOME: join(cwd, 'nobody'), KAGGLE_API_TOKEN: `${key} with a space` },
    ];
    const heard: string[] = [];
    for (const way of ways) {
      for (const debug of [[], ['--debug'], ['--json']]) {
        const env = { ...way, KAGGLE_API_ENDPOINT: kaggle.endpoint };
        const { out, err } = await foldwise(['data', 'secret', '--kaggle', ...debug], { cwd, env });
        heard.push(out, err);
      }
    }
    expect(heard.join('')).toContain('***');
    expect(heard.join('')).toMatch(/ (downloaded|resumed)\n/);
    put(home, { '.kaggle/kaggle.json': '{}' });
    expect(readdirSync(join(cwd, 'secret'))).toEqual(['a.csv']);
    expect(heard.join('') + textsIn(cwd)).not.toMatch(
      new RegExp(`${key}|${header}|${standInToken}|signature`),
    );
  }, 30_000);
});
