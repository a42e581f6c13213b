import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());
beforeAll(async () => {
  await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
});

test('importance is a table with the most important column first, and keeps nothing', async () => {
  const { code, out, err } = await foldwise(['importance', 'flowers', '--repeats', '2', '--nulls', '1'], {
    cwd,
  });
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('[10/10] shuffled target 1/1, fold 5/5: accuracy'),
  ]);
  expect(out).toContain('importance for mlp · accuracy, higher is better');
  const lines = out.split('\n');
  const head = lines.findIndex((line) => line.startsWith('column'));
  expect(lines[head]).toMatch(/^column +accuracy worse by +± +95 % of chance +p$/);
  // The kind follows from size and colour.
  expect(lines[head + 1]).toMatch(/^size of leaf .*█{20}$/);
  expect(out).toContain('p is how likely it alone gives as much');
  expect(readdirSync(join(cwd, 'competitions/flowers/runs'))).toEqual(['folds']);
}, 60_000);

test('importance of features, as JSON', async () => {
  const line = ['importance', 'flowers', 'mlp', '--of', 'features', '--repeats', '1', '--json'];
  const { code, out } = await foldwise(line, { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    model: 'mlp',
    of: 'features',
    repeats: 1,
    rows: expect.arrayContaining([expect.objectContaining({ name: 'class=red', folds: expect.any(Array) })]),
  });
}, 60_000);

test('what it cannot take is said in a line', async () => {
  expect((await foldwise(['importance', 'flowers', '--of', 'rows'], { cwd })).err).toBe(
    'error importance: --of: expected "columns", "features", got "rows"\n',
  );
  expect((await foldwise(['importance', 'flowers', '--repeats', '0'], { cwd })).err).toContain(
    '--repeats: expected a whole number of at least 1, got "0"',
  );
});
