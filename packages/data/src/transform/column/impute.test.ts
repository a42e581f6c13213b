import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell, Column } from '../../table/column.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import { impute } from './impute.ts';
import type { ColumnTransformer } from '../transformer.ts';

const strings = ['category', 'text', 'id'] as const;

describeColumnTransformer(impute('median'), { takes: ['number'] });
describeColumnTransformer(impute('mean', { indicator: true }), { takes: ['number'] });
describeColumnTransformer(impute('most-frequent', { indicator: true }), { takes: ['number', ...strings] });
describeColumnTransformer(impute({ constant: -999 }), { takes: ['number'] });
describeColumnTransformer(impute({ constant: 'none' }), { takes: strings });

function filled(step: ColumnTransformer, train: Column, column: Column): Record<string, readonly Cell[]> {
  const outputs = step.fit(train).transform(column);
  return Object.fromEntries(outputs.map((output) => [output.name, cellsOf(output)]));
}

const ages = numberColumn('Age', [20, null, 30, 20, 50]);
const fresh = numberColumn('Age', [null, 1]);
const holes = numberColumn('Age', [null, null]);
const sexes = categoryColumn('Sex', ['m', 'f', null, 'f', 'm']);

test.for([
  ['median', 25],
  ['mean', 30],
  ['most-frequent', 20],
  [{ constant: -1 }, -1],
] as const)('%o fills with what the training rows have', ([fill, value]) => {
  expect(filled(impute(fill), ages, fresh)).toStrictEqual({ Age: [value, 1] });
});

test('the first level in order is the most frequent of two equals, whatever row came first', () => {
  expect(filled(impute('most-frequent'), sexes, sexes)).toStrictEqual({ Sex: ['m', 'f', 'f', 'f', 'm'] });
});

test('a constant may be a new level', () => {
  expect(filled(impute({ constant: 'unknown' }), sexes, sexes)['Sex']).toStrictEqual([
    'm',
    'f',
    'unknown',
    'f',
    'm',
  ]);
});

test('a column without any cell becomes 0 or "missing", and new cells are kept', () => {
  for (const fill of ['median', 'mean', 'most-frequent'] as const) {
    expect(filled(impute(fill), holes, fresh)).toStrictEqual({ Age: [0, 1] });
  }
  const none = categoryColumn('Sex', [null, null]);
  expect(filled(impute('most-frequent'), none, sexes)['Sex']).toStrictEqual(['m', 'f', 'missing', 'f', 'm']);
});

test('an indicator is added where the training rows miss a cell, and then always', () => {
  expect(filled(impute('median', { indicator: true }), ages, fresh)).toStrictEqual({
    Age: [25, 1],
    Age_missing: [1, 0],
  });
  const whole = numberColumn('Age', [1, 3]);
  expect(filled(impute('median', { indicator: true }), whole, fresh)).toStrictEqual({ Age: [2, 1] });
});

test('a statistic of numbers says what to do with a category', () => {
  expect(() => impute('median').fit(sexes)).toThrow(
    `impute: expected a number column for 'median', got category "Sex" — use impute('most-frequent')`,
  );
  expect(() => impute({ constant: 'none' }).fit(ages)).toThrow(
    'impute: expected a category column, got number "Age"',
  );
});

test.for([{ constant: Number.NaN }, { constant: null }, 'mode', 0, null])('%o is no way to fill', (fill) => {
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => impute(fill)).toThrow("impute: expected 'median', 'mean', 'most-frequent' or { constant");
});
