import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();

/** A competition of 200 rows, with a column that is the target and a little noise, and a household that the test set does not share. */
function sales(): Readonly<Record<string, string>> {
  const size = (i: number) => (i * 37) % 101;
  const row = (i: number) => [i, size(i), i % 9 === 4 ? '' : (i * 13) % 17, `h${Math.floor(i / 4)}`];
  const price = (i: number) => size(i) + ((i * 29) % 53);
  const train = Array.from({ length: 200 }, (_, i) =>
    [...row(i), price(i) + (i % 3) / 10, price(i)].join(','),
  );
  const others = Array.from({ length: 100 }, (_, i) => [...row(1000 + i), 50].join(','));
  const header = 'id,size,age,household,<paid>';
  return {
    'train.csv': `${header},price\n${train.join('\n')}\n`,
    'test.csv': `${header}\n${others.join('\n')}\n`,
    'sample_submission.csv': `id,price\n${others.map((_, i) => `${1000 + i},0`).join('\n')}\n`,
    'competition.ts': `
      import { rmse } from '@foldwise/core';
      import { category, defineSchema, id, impute, kaggleFolder, kFold, keep, number, numeric, onColumns, pipeline, target } from '@foldwise/data';
      import { constant, defineCompetition, regression } from '@foldwise/experiments';
      export default defineCompetition({
        name: 'sales',
        schema: defineSchema({ id: id(), size: number(), age: number(), household: category(), '<paid>': number(), price: target({ kind: 'number' }) }),
        source: kaggleFolder(),
        task: regression(),
        metric: rmse(),
        splitter: kFold(),
        features: pipeline(keep('size', 'age'), onColumns(numeric(), impute('median'))),
        models: { constant: constant() },
      });`,
  };
}

beforeAll(() => {
  const { 'competition.ts': module, ...files } = sales();
  put(join(cwd, 'competitions/sales'), { 'competition.ts': module! });
  put(join(cwd, 'competitions/sales/data'), files);
});

const evidence = '"<paid>" alone tells "price": cross-validated R²';

describe('what data finds', { timeout: 30_000 }, () => {
  test('is printed with what to do, the worst first', async () => {
    const { code, out, err } = await foldwise(['data', 'sales'], { cwd });
    expect([code, err]).toEqual([0, '']);
    const found = out.split('\n').filter((line) => /^(leak|warning|note) {2,5}\S/.test(line));
    expect(found.map((line) => line.slice(0, 40))).toEqual([
      'leak     "<paid>" alone tells "price": c',
      'leak     "household" puts rows into 50 g',
      expect.stringMatching(/^(warning|note) {2,5}a network tells test rows/),
    ]);
    expect(out).toContain(
      "         → split by it: groupKFold({ by: 'household' }) or stratifiedGroupKFold\n",
    );
    expect(out).toMatch(
      /^test rows +a network tells them from training rows with AUC 0\.\d{3} \(chance explains/m,
    );
    expect(out).toMatch(/^missing +cells of 1 column, 2 patterns; 89 % of the rows are complete$/m);
    expect(out).toMatch(/^duplicates +no training row like an earlier one/m);
  });

  test('is in the JSON, with the distributions', async () => {
    const { out } = await foldwise(['data', 'sales', '--json'], { cwd });
    expect(JSON.parse(out)).toMatchObject({
      findings: [
        {
          severity: 'leak',
          kind: 'column-tells-target',
          columns: ['<paid>'],
          figure: { name: 'R²' },
          evidence: expect.stringContaining(evidence) as string,
        },
        { severity: 'leak', kind: 'groups-across-folds', columns: ['household'] },
        { kind: 'test-differs' },
      ],
      order: {
        byRow: { name: 'R²' },
        neighbours: { name: 'autocorrelation' },
        besideTraining: expect.any(Number) as number,
      },
      duplicates: { inTrain: 0, inTest: 0, conflicting: 0 },
      missing: {
        patterns: [
          { columns: [], rows: 178 },
          { columns: ['age'], rows: 22 },
        ],
      },
    });
  });

  test('is written as a page of its own', async () => {
    const { code, out } = await foldwise(['data', 'sales', '--html', 'here.html'], { cwd });
    expect([code, out.endsWith('wrote here.html\n')]).toEqual([0, true]);
    const page = readFileSync(join(cwd, 'here.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<b>leak</b> &quot;&lt;paid&gt;&quot; alone tells &quot;price&quot;');
    expect(page.match(/<svg /g)).toHaveLength(4);
    // Whole in itself, and whatever the files hold is text.
    expect(page).not.toMatch(/<paid>|https?:|<script|NaN|undefined/);
    await foldwise(['data', 'sales', '--html'], { cwd });
    expect(readFileSync(join(cwd, 'sales-data.html'), 'utf8')).toBe(page);
  });

  test('ends in an error with --strict, after it was printed', async () => {
    const { code, out, err } = await foldwise(['data', 'sales', '--strict'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain(evidence);
    expect(err).toMatch(
      /^error --strict: expected data and folds without a leak, but "<paid>" alone tells "price": cross-validated R² [^(]+ \(and 1 more\) — find out whether "<paid>" is known/,
    );
  });

  test('cannot be written where there is no folder', async () => {
    const { code, err } = await foldwise(['data', 'sales', '--html', 'nowhere/here.html'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('nowhere/here.html: expected a file that can be written');
  });
});

test('cv warns of each leak in a line, and with --strict does not begin', async () => {
  const warned = await foldwise(['cv', 'sales', '--workers', '1'], { cwd });
  expect(warned.code).toBe(0);
  expect(warned.err.split('\n').filter((line) => line.startsWith('leak: '))).toEqual([
    expect.stringContaining(evidence),
    expect.stringContaining('"household" puts rows into 50 groups'),
  ]);
  const strict = await foldwise(['cv', 'sales', '--strict'], { cwd });
  expect([strict.code, strict.out]).toEqual([1, '']);
  expect(strict.err).toContain('error --strict: expected data and folds without a leak, but "<paid>"');
}, 30_000);

test('files without a test file are told of', async () => {
  const { 'train.csv': train, 'sample_submission.csv': sample } = sales();
  put(join(cwd, 'only-train'), { 'train.csv': train!, 'sample_submission.csv': sample! });
  const { code, err } = await foldwise(['data', 'sales', '--data', 'only-train'], { cwd });
  expect(code).toBe(1);
  expect(err).toMatch(
    /^error .*got no test\.csv; the folder holds sample_submission\.csv, train\.csv — put Kaggle's files there/,
  );
});
