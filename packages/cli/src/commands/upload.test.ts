import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kaggleStandIn, standInToken } from '@foldwise/data/testing';
import { beforeAll, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';
import { textsIn } from '../../test/texts-in.ts';

const cwd = userFolder();
let id = '';

beforeAll(async () => {
  put(join(cwd, 'downloads/flowers'), flowers());
  await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
  const path = join(cwd, 'competitions/flowers/competition.ts');
  const url = "url: 'https://www.kaggle.com/competitions/all-flowers'";
  writeFileSync(path, readFileSync(path, 'utf8').replace("name: 'flowers',", `name: 'flowers',\n  ${url},`));
  await foldwise(['sweep', 'flowers', '--trials', '2', '--workers', '1'], { cwd });
  id = JSON.parse((await foldwise(['runs', 'flowers', '--json'], { cwd })).out)[0].id;
}, 120_000);

const runIn = (line: string[], env: Record<string, string> = {}) =>
  foldwise(line, { cwd, env: { HOME: join(cwd, 'nobody'), ...env } });

test('what would keep it from being sent ends in one line, and nothing is written', async () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['submit flowers --message hello', 2, 'submit: expected --message with --upload, got it alone'],
    ['submit flowers --wait 5', 2, 'submit: expected --wait with --upload, got it alone'],
    ['submit flowers --upload --wait soon', 2, '--wait: expected a whole number of at least 0, got "soon"'],
    ['submit flowers --upload', 1, 'Kaggle: expected credentials, got none'],
  ];
  for (const [line, code, message] of cases) {
    const ending = await runIn(line.split(' '));
    expect(ending).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
    expect(ending.err.trimEnd()).not.toContain('\n');
  }
  expect((await runIn(['show', 'flowers', id])).out).not.toContain('submissions');
});

test('submit --upload prints the score, which runs, show and compare print from then on; no credential is in any of it', async () => {
  const scores = [{ status: 'pending' }, { status: 'complete', publicScore: '0.77990' }];
  const kaggle = await kaggleStandIn({ slug: 'all-flowers', scores });
  const env = { KAGGLE_API_TOKEN: standInToken, KAGGLE_API_ENDPOINT: kaggle.endpoint };
  const told = await runIn(['submit', 'flowers', '--upload', '--wait', '0'], env);
  expect([told.code, told.err, kaggle.complaints]).toEqual([
    0,
    expect.stringMatching(/Kaggle has taken it \(submission 4000\): waiting for the score\n$/),
    [],
  ]);
  expect(told.out).toMatch(/^ {2}score +none yet: run the same command again to wait for it$/m);
  expect((await runIn(['show', 'flowers', id])).out).toContain('Kaggle 4000: no score yet');
  const sent = await runIn(['submit', 'flowers', '--upload'], env);
  expect(sent.out).toMatch(
    /^ {2}kaggle +submission 4000 to all-flowers\n {2}public score +accuracy 0\.77990 at Kaggle$/m,
  );
  expect(sent.out).not.toContain('upload it:');
  const again = await runIn(['submit', 'flowers', '--upload', '--message', 'more', '--json'], env);
  expect(JSON.parse(again.out)).toMatchObject({ run: id, kaggle: { ref: 4000, publicScore: 0.7799 } });
  expect(kaggle.submissions).toHaveLength(1);
  const [runs, json, show, compare] = [
    await runIn(['runs', 'flowers']),
    await runIn(['runs', 'flowers', '--json']),
    await runIn(['show', 'flowers', id]),
    await runIn(['compare', 'flowers', '0', '1']),
  ];
  expect(runs.out).toMatch(/^ +run +kind +score +public +folds/m);
  expect(runs.out).toMatch(/ 0\.77990 /);
  expect(JSON.parse(json.out).map(({ publicScore }: { publicScore: unknown }) => publicScore)).toEqual([
    0.7799,
    null,
  ]);
  expect(show.out).toContain('Kaggle 4000: public score 0.77990');
  expect(compare.out).toMatch(/^public score +(0\.77990 +–|– +0\.77990)$/m);
  const swept = await runIn(['sweep', 'flowers', '--trials', '2', '--workers', '1']);
  expect(swept.out).not.toContain('0.77990');
  const heard = [told, sent, again, runs, json, show, compare].flatMap(({ out, err }) => [out, err]);
  expect(heard.join('') + textsIn(cwd)).not.toMatch(
    new RegExp(`${standInToken}|Bearer|signature|blob-token`),
  );
}, 120_000);

test('submit without --upload says how to', async () => {
  expect((await runIn(['submit', 'flowers'])).out).toContain(
    'upload it: https://www.kaggle.com/competitions/all-flowers/submissions, or with --upload\n',
  );
});

test('an error of Kaggle’s is told after the submission that was written', async () => {
  const answers = [{ path: '/list/', status: 403, body: '{"message":"You must accept the rules"}' }];
  const kaggle = await kaggleStandIn({ slug: 'all-flowers', answers });
  const env = { KAGGLE_API_TOKEN: standInToken, KAGGLE_API_ENDPOINT: kaggle.endpoint };
  const { code, out, err } = await runIn(['submit', 'flowers', '1', '--upload'], env);
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/submission +competitions\/flowers\/submissions\/\S+\.csv\n/),
  ]);
  expect(err).toContain('https://www.kaggle.com/competitions/all-flowers/rules');
});
