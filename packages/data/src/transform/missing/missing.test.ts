import { expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { numeric } from '../../select/of-kind.ts';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { countMissing } from './count-missing.ts';
import { imputeByGroup } from './impute-by-group.ts';
import { missingPattern } from './missing-pattern.ts';

describeTransformer(countMissing());
describeTransformer(missingPattern());
describeTransformer(imputeByGroup(numeric(), { by: 'Colour' }));
describeTransformer(imputeByGroup(named('Age'), { by: 'Team', fill: 'mean' }));

const table = new Table([
  numberColumn('Age', [20, null, 40, null, 60]),
  categoryColumn('Title', ['Mr', 'Mr', 'Mrs', null, 'Mrs']),
  numberColumn('Fare', [1, 2, 3, 4, 5]),
]);

test('missing cells are counted over the selected columns', () => {
  expect(cellsOf(countMissing().fit(table).transform(table).column('missing_count'))).toStrictEqual([
    0, 1, 0, 2, 0,
  ]);
  const numbers = countMissing(numeric()).fit(table).transform(table);
  expect(cellsOf(numbers.column('missing_count'))).toStrictEqual([0, 1, 0, 1, 0]);
});

test('a pattern has a digit for each column that lacks a cell in the training rows', () => {
  const made = missingPattern().fit(table).transform(table).column('missing_pattern');
  expect(made.kind).toBe('category');
  expect(cellsOf(made)).toStrictEqual(['00', '10', '00', '11', '00']);
});

test('a new group, a group without a number, and a missing one', () => {
  const train = new Table([numberColumn('x', [1, 3, null, 11]), categoryColumn('g', ['a', 'a', 'b', null])]);
  const fresh = new Table([
    numberColumn('x', [null, null, null, null, 9]),
    categoryColumn('g', ['a', 'b', 'new', null, 'a']),
  ]);
  const filled = imputeByGroup(named('x'), { by: 'g' }).fit(train).transform(fresh);
  expect(cellsOf(filled.column('x'))).toStrictEqual([2, 3, 3, 11, 9]);
});

test('errors: a name that is taken, a category to fill, another statistic, a column that is gone', () => {
  const counted = countMissing().fit(table).transform(table);
  expect(() => countMissing().fit(table).transform(counted)).toThrow(
    'countMissing: expected a new column name, "missing_count" is there already',
  );
  expect(() => countMissing().fit(table).transform(table.without('Fare'))).toThrow(
    'countMissing: expected the column "Fare", which the training table had',
  );
  expect(() => imputeByGroup(named('Title'), { by: 'Age' }).fit(table)).toThrow(
    'imputeByGroup: expected a number column, got category "Title"',
  );
  expect(() => imputeByGroup(named('Age'), { by: 'title' }).fit(table)).toThrow('did you mean "Title"?');
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => imputeByGroup(named('Age'), { by: 'Title', fill: 'mode' })).toThrow(
    "imputeByGroup: expected fill to be one of 'median', 'mean', got 'mode'",
  );
});
