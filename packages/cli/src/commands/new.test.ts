import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';
import { storedZip } from '../../test/stored-zip.ts';

const cwd = userFolder();

/** Lines of a CSV: a header and so many rows, each made from its number. */
function csv(header: string, rows: number, row: (i: number) => readonly (number | string)[]): string {
  return `${[header, ...Array.from({ length: rows }, (_, i) => row(i).join(','))].join('\n')}\n`;
}

/** From files to the lines of the submission, without a word but the commands. */
async function submissionOf(
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<readonly string[]> {
  put(join(cwd, 'downloads', name), files);
  const made = await foldwise(['new', name, '--from', join('downloads', name)], { cwd });
  expect(made).toMatchObject({ code: 0, err: '' });
  const line = ['sweep', name, '--trials', '1', '--workers', '1', '--then', 'submit'];
  const swept = await foldwise(line, { cwd });
  expect(swept).toMatchObject({ code: 0 });
  const folder = join(cwd, 'competitions', name, 'submissions');
  return readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')
    .trimEnd()
    .split('\n');
}

const grade = (i: number) => [3, 4, 5, 5, 5, 6, 6, 4, 5, 7][i % 10]!;
const cells = (i: number) => [`A/${i}/${'PS'[i % 2]}`, i % 20 === 0 ? 5000 : i % 7, i % 5];

describe('what new writes runs as it is', { timeout: 30_000 }, () => {
  test('a probability a class', async () => {
    const kinds = ['oak', 'ash', 'elm'];
    const lines = await submissionOf('trees', {
      'train.csv': csv('id,height,kind', 45, (i) => [i, 10 * (i % 3) + (i % 4), kinds[i % 3]!]),
      'test.csv': csv('id,height', 6, (i) => [i + 45, 10 * (i % 3)]),
      'sampleSubmission.csv': csv('id,elm,oak,ash', 6, (i) => [i + 45, 1, 0, 0]),
    });
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('id,elm,oak,ash');
    for (const line of lines.slice(1)) {
      const sum = line
        .split(',')
        .slice(1)
        .reduce((total, cell) => total + Number(cell), 0);
      expect(sum).toBeCloseTo(1, 6);
    }
  });

  test('several targets, of which one is skewed', async () => {
    const lines = await submissionOf('gases', {
      'train.csv': csv('hour,heat,carbon,benzene', 60, (i) => [
        i,
        i % 7,
        (i % 7) * 3 - 5,
        2 ** ((i % 7) * 2),
      ]),
      'test.csv': csv('hour,heat', 4, (i) => [i + 60, i]),
      'sample_submission.csv': csv('hour,benzene,carbon', 4, (i) => [i + 60, 1.5, 2.5]),
    });
    expect(lines[0]).toBe('hour,benzene,carbon');
    expect(lines.slice(1).map((line) => line.split(',').length)).toEqual([3, 3, 3, 3]);
    const written = readFileSync(join(cwd, 'competitions/gases/competition.ts'), 'utf8');
    expect(written).toContain(
      "task: regression({ targets: ['benzene', 'carbon'], scale: ['log1p', 'linear'] }),",
    );
    expect(written).toContain('metric: meanColumnwise(rmse()),');
  });

  test('a skewed quantity, rows that go by their number, gzipped files', async () => {
    const train = csv('weight,price', 50, (i) => [i, 2 ** (i / 6)]);
    const lines = await submissionOf('stones', {
      'train.csv.gz': gzipSync(train),
      'test.csv.gz': gzipSync(csv('weight', 5, (i) => [10 * i])),
      'sample_submission.csv': csv('Row,price', 5, (i) => [i + 1, 10]),
    });
    expect(lines.map((line) => line.split(',')[0])).toEqual(['Row', '1', '2', '3', '4', '5']);
    for (const line of lines.slice(1)) expect(Number(line.split(',')[1])).toBeGreaterThanOrEqual(0);
  });

  test('grades, codes, skewed numbers, names that no identifier can be, and a column that only one file has', async () => {
    const lines = await submissionOf('wines', {
      'train.csv': csv("Id,cell's code,2nd spent,a-b,only train,quality", 80, (i) => [
        i,
        ...cells(i),
        1,
        grade(i),
      ]),
      'test.csv': csv("Id,cell's code,2nd spent,a-b,only test", 5, (i) => [i + 80, ...cells(i), 1]),
      'sample_submission.csv': csv('Id,quality', 5, (i) => [i + 80, 5]),
    });
    expect(lines.slice(1).every((line) => /^8\d,[3-7]$/.test(line))).toBe(true);
  });
});

test('steps instead of autoFeatures() are written out where they are asked for, and run', async () => {
  put(join(cwd, 'downloads/flowers'), flowers());
  const made = await foldwise(['new', 'steps', '--from', 'downloads/flowers', '--features', 'steps'], {
    cwd,
  });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(join(cwd, 'competitions/steps/competition.ts'), 'utf8'))
    .toContain(`  features: pipeline(
    onColumns(numeric(), impute('median', { indicator: true }), robustScale({ smoothClip: true })),
    onColumns(categorical(), oneHot({ rareBelow: 5 })),
  ),
`);
  expect((await foldwise(['features', 'steps'], { cwd })).out).toContain('No step chooses by the data');
});

test('a zip is unpacked into data/', async () => {
  put(cwd, { 'downloads/flowers.zip': storedZip(flowers()) });
  const made = await foldwise(['new', 'zipped', '--from', 'downloads/flowers.zip'], { cwd });
  expect(made).toMatchObject({ code: 0, err: '' });
  const data = join(cwd, 'competitions/zipped/data');
  expect(readdirSync(data).toSorted()).toEqual(['sample_submission.csv', 'test.csv', 'train.csv']);
  expect(readFileSync(join(data, 'train.csv'), 'utf8')).toBe(flowers()['train.csv']);
  expect((await foldwise(['data', 'zipped'], { cwd })).code).toBe(0);
});

test('a refusal leaves nothing behind', async () => {
  put(cwd, { 'downloads/bad/train.csv': 'Id,y\n1,2\n' });
  const { code } = await foldwise(['new', 'bad', '--from', 'downloads/bad'], { cwd });
  expect(code).toBe(1);
  expect(readdirSync(join(cwd, 'competitions')).filter((name) => name.includes('bad'))).toEqual([]);
});

test('a place that cannot be written to', async () => {
  const there = userFolder();
  put(there, { competitions: 'a file, not a folder', ...flowers() });
  const { code, err } = await foldwise(['new', 'x', '--from', '.'], { cwd: there });
  expect(code).toBe(1);
  expect(err).toMatch(/^error .*competitions\/x: expected to write the competition, got E\w+ — .*\n$/);
});

test('what is stated is written down', async () => {
  put(join(cwd, 'downloads/flowers'), flowers());
  const line = ['new', 'stated', '--from', 'downloads/flowers', '--metric', 'auc', '--json'];
  const { code, out } = await foldwise(line, { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    folder: join(cwd, 'competitions/stated'),
    guess: { metric: 'rocAuc', targets: ['blooms'], id: 'flower' },
  });
  expect(readFileSync(join(cwd, 'competitions/stated/competition.ts'), 'utf8')).toContain(
    'metric: rocAuc(),',
  );
});

const spaceship = fileURLToPath(new URL('../../../../../shared/data/spaceship-titanic', import.meta.url));

test.skipIf(!existsSync(spaceship))(
  `spaceship-titanic: an accuracy above 0.76, and True or False for 4,277 rows${existsSync(spaceship) ? '' : ` (skipped: no ${spaceship})`}`,
  async () => {
    const made = await foldwise(['new', 'spaceship', '--from', spaceship], { cwd });
    expect(made).toMatchObject({ code: 0, err: '' });
    const swept = await foldwise(['sweep', 'spaceship', '--trials', '1', '--then', 'submit'], { cwd });
    expect(swept.code).toBe(0);
    expect(Number(/cross-validated accuracy (0\.\d+)/.exec(swept.out)![1])).toBeGreaterThan(0.76);
    const folder = join(cwd, 'competitions/spaceship/submissions');
    const lines = readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(4278);
    expect(lines.slice(1).every((line) => /^\d{4}_\d\d,(True|False)$/.test(line))).toBe(true);
  },
  180_000,
);
