import { rng } from '@foldwise/core';
import { categoryColumn, numberColumn, Table, textColumn } from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { adversarialFinding, adversarialValidation } from './adversarial-validation.ts';

/** Four columns of every kind, with missing cells, whose third number is moved. */
function rows(seed: number, length: number, shift = 0): Table {
  const random = rng(seed);
  const numbers = (name: string, by = 0) =>
    numberColumn(
      name,
      Float64Array.from({ length }, () => (random.uniform() < 0.05 ? NaN : random.normal() + by)),
    );
  return new Table([
    numbers('a'),
    numbers('b'),
    numbers('moved', shift),
    categoryColumn(
      'colour',
      Array.from({ length }, () => ['red', 'green', null][random.below(3)]),
    ),
    textColumn(
      'name',
      Array.from({ length }, () => `somebody ${random.below(1e6)}`),
    ),
    numberColumn('empty', new Float64Array(length).fill(NaN)),
  ]);
}

describe('rows that were drawn alike', { timeout: 30_000 }, () => {
  it.each([1, 2, 3, 4])('are told apart no better than by chance (seed %i)', async (seed) => {
    const found = await adversarialValidation(rows(seed, 600), rows(seed + 100, 300));
    expect(found.auc).toBeGreaterThan(0.4);
    expect(adversarialFinding(found)).toBeUndefined();
  });
});

it('test rows that differ in one column are told apart, by that column', { timeout: 30_000 }, async () => {
  const found = await adversarialValidation(rows(1, 600), rows(2, 300, 2));
  // The best that can be done by one normal column moved by two: Φ(2 / √2) = 0.921, less a twentieth of missing cells on either side.
  expect(found.auc).toBeGreaterThan(0.85);
  expect(found.auc).toBeLessThan(0.93);
  expect(adversarialFinding(found)).toMatchObject({
    severity: 'warning',
    kind: 'test-differs',
    columns: ['moved'],
    figure: { name: 'AUC', value: found.auc },
    evidence: expect.stringMatching(/: cross-validated AUC 0\.\d{3}; by "moved" \(0\.\d{3}\) alone$/),
  });
});

it(
  'columns that only differ in how they go together are told apart all the same',
  { timeout: 30_000 },
  async () => {
    const pairs = (seed: number, length: number, sign: number) => {
      const random = rng(seed);
      const x = Float64Array.from({ length }, () => random.normal());
      return new Table([
        numberColumn('x', x),
        numberColumn(
          'y',
          x.map((value) => sign * value + 0.3 * random.normal()),
        ),
      ]);
    };
    const found = await adversarialValidation(pairs(1, 600, 1), pairs(2, 600, -1));
    expect(found.auc).toBeGreaterThan(0.8);
    expect(adversarialFinding(found)).toMatchObject({
      columns: [],
      evidence: expect.stringContaining('no column does by itself'),
    });
  },
);

it('is the same number each time', { timeout: 30_000 }, async () => {
  const [first, second] = [rows(1, 200), rows(2, 200, 0.5)];
  expect(await adversarialValidation(first, second)).toEqual(await adversarialValidation(first, second));
});

it.each([
  ['few rows', rows(1, 600), rows(2, 20)],
  ['no column', new Table([], 600), new Table([], 300)],
  ['no column that varies', rows(1, 600).select('empty'), rows(2, 300).select('empty')],
])('of %s nothing can be said', async (_, train, test) => {
  const found = await adversarialValidation(train, test);
  expect(found.auc).toBeNaN();
  expect(adversarialFinding(found)).toBeUndefined();
});

it('stops where it is asked to', async () => {
  await expect(adversarialValidation(rows(1, 200), rows(2, 200), AbortSignal.abort())).rejects.toThrow(
    'stopped before the end',
  );
});
