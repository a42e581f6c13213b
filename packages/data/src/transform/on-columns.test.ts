import { describe, expect, test } from 'vitest';
import { or } from '../select/combine.ts';
import { named } from '../select/named.ts';
import { categorical, numeric } from '../select/of-kind.ts';
import { categoryColumn, numberColumn, renamed } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { columnsOfTarget } from '../table/target.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { impute } from './column/impute.ts';
import { oneHot } from './column/one-hot.ts';
import { standardScale } from './column/standard-scale.ts';
import { fitTransform } from './fit-transform.ts';
import { onColumns } from './on-columns.ts';
import { pipeline } from './pipeline.ts';
import type { ColumnTransformer } from './transformer.ts';

describeTransformer(onColumns(numeric(), impute('median', { indicator: true }), standardScale()));
describeTransformer(onColumns(named('Colour'), oneHot({ missing: 'column' })));
describeTransformer(
  pipeline(onColumns(numeric(), impute('mean'), standardScale()), onColumns(categorical(), oneHot())),
);
describeTransformer(pipeline());

const table = new Table([
  numberColumn('Age', [1, null, 3]),
  categoryColumn('Sex', ['m', 'f', 'm']),
  numberColumn('Fare', [0, 10, 20]),
]);

test('new columns stand where the old one stood, other columns pass untouched', () => {
  const step = onColumns(or(categorical(), named('Age')), encodeOrImpute());
  const [made] = fitTransform(step, table);
  expect(made.names).toStrictEqual(['Age', 'Age_missing', 'Sex=f', 'Sex=m', 'Fare']);
  expect(made.column('Fare')).toBe(table.column('Fare'));
});

/** One step for two kinds: what it is given decides. */
function encodeOrImpute(): ColumnTransformer {
  const steps = { number: impute('median', { indicator: true }), strings: oneHot() };
  return {
    spec: { kind: 'encodeOrImpute' },
    fit: (train: Column) => (train.kind === 'number' ? steps.number : steps.strings).fit(train),
  };
}

test('a step is fitted on every column that the step before it made', () => {
  const [made] = fitTransform(
    onColumns(named('Age'), impute({ constant: 2 }, { indicator: true }), standardScale()),
    table,
  );
  const columns = ['Age_missing', 'Age'].map((name) => rowsOf(made).map((row) => Number(row[name])));
  for (const values of columns) {
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(1, 12);
  }
  expect(columns[0]![1]).toBeCloseTo(Math.SQRT2, 12);
});

test('columns are chosen in the training table: one that has become a number since is left alone', () => {
  const fitted = onColumns(numeric(), standardScale()).fit(table);
  const more = table.with(numberColumn('Extra', [7, 8, 9]));
  expect(fitted.transform(more).column('Extra')).toBe(more.column('Extra'));
});

test('a step that encodes training rows otherwise is asked to', () => {
  const step: ColumnTransformer = {
    spec: { kind: 'marks' },
    fit: () => ({ transform: (column) => [numberColumn(column.name, new Float64Array(column.length))] }),
    fitTransform(train) {
      const marked = numberColumn(train.name, new Float64Array(train.length).fill(1));
      return [[marked], step.fit(train)];
    },
  };
  const twice = pipeline(onColumns(named('Fare'), step));
  const [made, fitted] = fitTransform(twice, table);
  expect([...rowsOf(made), ...rowsOf(fitted.transform(table))].map((row) => row['Fare'])).toStrictEqual([
    1, 1, 1, 0, 0, 0,
  ]);
});

test('the target reaches the steps', () => {
  const target = numberColumn('y', [5, 6, 7]);
  const step: ColumnTransformer = {
    spec: { kind: 'sees' },
    fit: (_, seen) => ({
      transform: (column) => columnsOfTarget(seen!).map((each) => renamed(each, column.name)),
    }),
  };
  const [made] = fitTransform(pipeline(onColumns(named('Age'), step)), table, target);
  expect(rowsOf(made).map((row) => row['Age'])).toStrictEqual([5, 6, 7]);
});

describe('errors', () => {
  test('a kind that the step cannot take', () => {
    expect(() => onColumns(named('Sex'), standardScale()).fit(table)).toThrow(
      'standardScale: expected a number column, got category "Sex" — put oneHot() or ordinal() first',
    );
  });

  test('a name that the table lacks', () => {
    expect(() => onColumns(named('Agee'), standardScale()).fit(table)).toThrow(
      'onColumns(standardScale): expected a column "Agee", the table has no such column here — did you mean "Age"?',
    );
  });

  test('a new name that is taken', () => {
    const taken = table.with(numberColumn('Sex=m', [1, 2, 3]));
    expect(() => onColumns(categorical(), oneHot()).fit(taken)).toThrow(
      'onColumns(oneHot): expected new column names, got "Sex=m" twice — rename or drop',
    );
  });

  test('a table without a column that the steps were fitted on, or with one of another kind', () => {
    const fitted = onColumns(numeric(), impute('median'), standardScale()).fit(table);
    expect(() => fitted.transform(table.without('Fare'))).toThrow(
      'onColumns(impute, standardScale): expected the column "Fare", which the training table had',
    );
    const other = table.with(categoryColumn('Fare', ['1', '2', '3']));
    expect(() => fitted.transform(other)).toThrow(
      'expected a number column as in training, got category "Fare" — read both files with the same schema',
    );
  });

  test('no step at all', () => {
    expect(() => onColumns(numeric())).toThrow(
      'onColumns: expected at least one column step after the selector',
    );
  });
});
