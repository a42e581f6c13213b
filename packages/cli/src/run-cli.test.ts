import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldwise } from '../test/fake-io.ts';
import { flowers, put, userFolder } from '../test/made-up.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());

const row = (trial: number) =>
  expect.objectContaining({
    id: expect.stringMatching(new RegExp(`^mlp-[0-9a-f]{8}/${trial}$`)),
    trial,
    state: 'complete',
    params: expect.objectContaining({ units: expect.any(Number), activation: expect.any(String) }),
    score: expect.any(Number),
    foldScores: [0, 1, 2, 3, 4].map(() => expect.any(Number)),
    metric: 'accuracy',
    goal: 'maximize',
  });

async function complete(...words: string[]): Promise<readonly string[]> {
  return (await foldwise(['__complete', ...words], { cwd })).out.split('\n').slice(0, -1);
}

describe('from files to a submission', () => {
  test('new, then sweep, without editing a file', async () => {
    const made = await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
    expect(made.err).toBe('');
    expect(made.code).toBe(0);
    const swept = await foldwise(['sweep', 'flowers', '--trials', '2', '--workers', '1'], { cwd });
    expect([swept.code, swept.err]).toEqual([0, expect.stringContaining('[2/2] trial')]);
  }, 60_000);

  test('new says what it guessed and writes a competition with its data', async () => {
    const made = await foldwise(['new', 'again', '--from', 'downloads/flowers'], { cwd });
    expect(made.out).toMatchSnapshot('what is printed');
    const folder = join(cwd, 'competitions/again');
    expect(readFileSync(join(folder, 'schema.ts'), 'utf8')).toMatchSnapshot('schema.ts');
    expect(readFileSync(join(folder, 'competition.ts'), 'utf8')).toMatchSnapshot('competition.ts');
    expect(readFileSync(join(folder, 'data/train.csv'), 'utf8')).toBe(flowers()['train.csv']);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('data/\nruns/\nsubmissions/\n');
  });

  test('data counts columns, missing cells, target and folds', async () => {
    const { code, out } = await foldwise(['data', 'flowers'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^size of leaf +number +15 % +15 % +51 +0\.\d{3} +0\.\d{3} +[▁▂▃▄▅▆▇█ ]{20} +2 to 99, median 48$/m,
    );
    expect(out).toContain('target      blooms: no 53 %, yes 47 %');
    expect(out).toMatch(/folds +5 folds, each 48 rows to train on and 12 to score by stratifiedKFold/);
    const { out: json } = await foldwise(['data', 'flowers', '--json'], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      competition: 'flowers',
      trainRows: 60,
      testRows: 20,
      targets: [{ name: 'blooms', distinct: 2, missing: 0 }],
      submission: ['flower', 'blooms'],
    });
  });

  test('a sweep again prints the same bytes, whatever the number of workers', async () => {
    const first = await foldwise(['sweep', 'flowers', '--trials', '2', '--workers', '1'], { cwd });
    const second = await foldwise(['sweep', 'flowers', '--trials', '2', '--workers', '2'], { cwd });
    expect(second.out).toBe(first.out);
    expect(first.out).toContain('flowers · sweep mlp · 2 trials · accuracy, higher is better');
    expect(first.out).toMatch(/best: trial \d, cross-validated accuracy 0\.\d+ \(run mlp-[0-9a-f]{8}\/\d\)/);
    expect(first.err).toContain('2 of them done before');
    // Escape codes have no place in a pipe.
    expect(first.out + first.err).not.toContain('\u001B');
  }, 30_000);

  test('runs --json prints rows with what other programs need', async () => {
    const { code, out } = await foldwise(['runs', 'flowers', '--json', '--sort', 'id'], { cwd });
    expect(code).toBe(0);
    const rows: unknown = JSON.parse(out);
    expect(rows).toEqual([row(0), row(1)]);
  });

  test('runs lists the best first, and at most as many as asked for', async () => {
    const { out } = await foldwise(['runs', 'flowers', '--limit', '1'], { cwd });
    expect(out).toContain('flowers · 1 of 2 runs · accuracy');
    expect(out.match(/mlp-[0-9a-f]{8}\/\d/g)).toHaveLength(1);
    expect(out).toMatch(/^\* {2}mlp-/m);
  });

  test('show draws a learning curve a fold', async () => {
    const { code, out } = await foldwise(['show', 'flowers', '1'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/flowers · run mlp-[0-9a-f]{8}\/1/);
    expect(out.match(/[▁▂▃▄▅▆▇█]{5,}/g)).toHaveLength(5);
    const { out: json } = await foldwise(['show', 'flowers', '1', '--json'], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      row: { trial: 1 },
      folds: [0, 1, 2, 3, 4].map((fold) => ({ fold })),
    });
  });

  test('compare shows the parameters that differ and the paired difference', async () => {
    const { code, out } = await foldwise(['compare', 'flowers', '0', '1'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^learningRate +0\.\d+ +0\.\d+$/m);
    expect(out).toMatch(/^fold 5 +\S+ +\S+$/m);
    expect(out).toMatch(/mlp-\w+\/0 − mlp-\w+\/1: .* over 5 folds, the first is better in \d/);
    const { out: json } = await foldwise(['compare', 'flowers', '0', '1', '--json'], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      runs: [{ trial: 0 }, { trial: 1 }],
      differences: [
        {
          folds: 5,
          interval: [expect.any(Number), expect.any(Number)],
          probability: { first: expect.any(Number), same: 0, second: expect.any(Number) },
        },
      ],
    });
  });

  test('compare tells how likely the one is better, by folds and by rows, beyond what matters', async () => {
    const line = ['compare', 'flowers', '0', '1', '--rope', '0.02', '--rows', '--seed', '3'];
    const { code, out } = await foldwise(line, { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}by folds: 95 % between -?\d\S* and -?\d\S*; the first is better with probability [01]\.\d{3}/m,
    );
    expect(out).toMatch(
      /^ {2}by rows: \S+, 95 % between \S+ and \S+; the first is better in .* of 1,000 draws$/m,
    );
    expect(out).toMatch(/^less the luck of the choice +\S+ +\S+$/m);
    expect((await foldwise(line, { cwd })).out).toBe(out);
    expect((await foldwise(['compare', 'flowers', '0', '1', '--rope', 'much'], { cwd })).err).toBe(
      'error compare: --rope: expected a number of at least 0, got "much"\n',
    );
  });

  test('the best of several is shown with what it is worth without luck', async () => {
    const swept = await foldwise(['sweep', 'flowers', '--trials', '2', '--workers', '1'], { cwd });
    const listed = await foldwise(['runs', 'flowers'], { cwd });
    const told = /less the luck of being the best of 2 \w+: (\S+)/;
    expect(told.exec(swept.out)![1]).toBe(told.exec(listed.out)![1]);
    const rows = JSON.parse((await foldwise(['runs', 'flowers', '--json'], { cwd })).out) as {
      readonly score: number;
      readonly correctedScore: number | null;
    }[];
    expect(rows[0]!.correctedScore).toBeLessThanOrEqual(rows[0]!.score);
    expect(rows[1]!.correctedScore).toBeNull();
  });

  test('cv gives a run of its own, which submit takes', async () => {
    const { code, out } = await foldwise(['cv', 'flowers', '--workers', '1'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {3}5 {3}\s*0?\.?\d+$/m);
    const id = /run (mlp-[0-9a-f]{8}\/0)/.exec(out)![1]!;
    const submitted = await foldwise(['submit', 'flowers', id, '--output', 'mine.csv', '--json'], { cwd });
    expect(JSON.parse(submitted.out)).toMatchObject({ run: id, path: join(cwd, 'mine.csv'), rows: 20 });
    expect(existsSync(join(cwd, 'mine.csv'))).toBe(true);
  }, 30_000);

  test('cv --profile says which kernels take the time, --statistics what the layers are like', async () => {
    const command = ['cv', 'flowers', '--workers', '1', '--profile', '--statistics'];
    const { code, out } = await foldwise(command, { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^a training step · .* µs · tier \w+ · first fold$/m);
    expect(out).toMatch(/^product +add \[\d+, \d+\] +sequential\[0\] > dense +/m);
    expect(out).toMatch(/^sequential\[0\] > dense +-?\d/m);
    expect(out).toMatch(/^0\/kernel +\d/m);
    const { inside, ...run } = JSON.parse((await foldwise([...command, '--json'], { cwd })).out);
    expect(run).toMatchObject({ name: 'mlp', state: 'complete' });
    expect(inside.kernels.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(
      1,
    );
    expect(inside.statistics.weights[0]).toMatchObject({ path: '0/bias', norm: expect.any(Number) });
  }, 30_000);

  test('submit writes the labels as the files write them, for the ids of the sample', async () => {
    const { code, out } = await foldwise(['submit', 'flowers'], { cwd });
    expect(code).toBe(0);
    const path = /submission +(competitions\/flowers\/submissions\/\S+\.csv)$/m.exec(out)![1]!;
    const lines = readFileSync(join(cwd, path), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe('flower,blooms');
    expect(lines[1]).toMatch(/^f060,(yes|no)$/);
    expect(new Set(lines.slice(1).map((line) => line.split(',')[1]))).toEqual(new Set(['yes', 'no']));
    expect(out).toMatch(/sha256 +[0-9a-f]{64}$/m);
  });

  test('sweep --then submit ends with the path of the submission', async () => {
    const { code, out } = await foldwise(
      ['sweep', 'flowers', '--trials', '2', '--then', 'submit', '--workers', '1'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(out).toMatch(/best: trial[\s\S]*submission +competitions\/flowers\/submissions\/\S+\.csv/);
  });

  test('the commands work from inside the competition’s folder, and by its dot', async () => {
    const inside = { cwd: join(cwd, 'competitions/flowers/data') };
    const [named, dotted] = [
      await foldwise(['runs', 'flowers'], inside),
      await foldwise(['runs', '.'], inside),
    ];
    expect(named.code).toBe(0);
    expect(dotted.out).toBe(named.out);
  });

  test('tables fit the terminal, and are coloured only where asked', async () => {
    const narrow = await foldwise(['runs', 'flowers'], { cwd, columns: 60, colour: true });
    // oxlint-disable-next-line no-control-regex -- the escape codes are what is looked for
    const plain = narrow.out.replaceAll(/\u001B\[\d+m/g, '');
    expect(plain).not.toBe(narrow.out);
    expect(plain.split('\n').filter((line) => line.length > 60)).toEqual([]);
    expect(plain).toContain('…');
  });

  test('a sweep that is stopped says how to go on, and exits with 130', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, err } = await foldwise(['sweep', 'flowers', '--trials', '3', '--workers', '1'], {
      cwd,
      signal: stop.signal,
    });
    expect(code).toBe(130);
    expect(err).toContain('stopped before the end — run the same command again to go on');
  });

  test('completion knows commands, competitions, sweeps, runs and options', async () => {
    expect(await complete('s')).toEqual(['sweep', 'show', 'submit', 'sync']);
    expect(await complete('sweep', 'fl')).toEqual(['flowers']);
    expect(await complete('sweep', 'flowers', '')).toEqual(['mlp']);
    expect(await complete('sweep', 'flowers', '--tr')).toEqual(['--trials']);
    expect(await complete('submit', 'flowers', 'be')).toEqual(['best']);
    expect(await complete('new', 'x', '--metric', 'rms')).toEqual(['rmse', 'rmsle']);
    expect(await complete('runs', 'nothing', '')).toEqual([]);
  });

  test('importance --of parameters tells of a sweep without training', async () => {
    // Two trials can have one score, and then no parameter has made a difference.
    await foldwise(['sweep', 'flowers', '--trials', '8', '--workers', '1'], { cwd });
    const line = ['importance', 'flowers', '--of', 'parameters'];
    const { code, out } = await foldwise(line, { cwd });
    expect(code).toBe(0);
    expect(out).toContain('flowers · importance in sweep mlp · 8 trials · accuracy, higher is better');
    expect(out).toMatch(/^learningRate +\d\S* % +\d\S* % +8/m);
    const measured = JSON.parse((await foldwise([...line, '--json'], { cwd })).out);
    expect(measured).toMatchObject({ sweep: 'mlp', trials: 8 });
    expect((await foldwise(['importance', 'flowers', 'mpl', '--of', 'parameters'], { cwd })).err).toContain(
      'expected a sweep, got "mpl"',
    );
  }, 60_000);
});

test('runs on other folds are marked, and refused a comparison', async () => {
  const there = userFolder();
  put(join(there, 'downloads'), flowers());
  await foldwise(['new', 'flowers', '--from', 'downloads'], { cwd: there });
  const [before] = await trained(there);
  const file = join(there, 'competitions/flowers/competition.ts');
  put(there, {
    'competitions/flowers/competition.ts': readFileSync(file, 'utf8').replace('folds: 5', 'folds: 4'),
  });
  // Node keeps modules by their URL: another process sees the change, this one needs another name.
  renameSync(join(there, 'competitions/flowers'), join(there, 'competitions/changed'));
  const ids = await trained(there, 'changed');
  const { out } = await foldwise(['runs', 'changed'], { cwd: there });
  expect(out).toContain(`!  ${before}`);
  expect(out).toContain('! not comparable with the best: other data, folds or metric than the latest study');
  const compared = await foldwise(['compare', 'changed', ...ids], { cwd: there });
  expect(compared.out).toContain('not comparable, other folds');
}, 30_000);

/** Cross-validates, and gives the ids of all runs there are. */
async function trained(there: string, name = 'flowers'): Promise<readonly string[]> {
  expect(await foldwise(['cv', name, '--workers', '1'], { cwd: there })).toMatchObject({ code: 0 });
  const { out } = await foldwise(['runs', name, '--json'], { cwd: there });
  return [...out.matchAll(/"id": "(.*)"/g)].map((match) => match[1]!);
}

test('list names folders and packages', async () => {
  const { out } = await foldwise(['list', '--json'], { cwd });
  const found = [
    ['diamonds', 'package'],
    ['flowers', 'folder'],
    ['penguins', 'package'],
  ].map(([name, from]) => expect.objectContaining({ name, from }));
  expect(JSON.parse(out)).toEqual(expect.arrayContaining(found));
});
