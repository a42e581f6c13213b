import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { all, categorical, numeric } from '../../select/of-kind.ts';
import { pairwiseCorrelation } from '../../statistics/correlation.ts';
import { categoryColumn, numberColumn, stringColumn, textColumn, float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { Table, takeRows } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { sampleTable } from '../../testing/sample-table.ts';
import { pipeline } from '../pipeline.ts';
import { dropConstantColumns } from './drop-constant-columns.ts';
import { dropCorrelatedColumns } from './drop-correlated-columns.ts';
import { dropDuplicateColumns } from './drop-duplicate-columns.ts';

const sample = sampleTable();
const [age, colour] = [sample.column('Age'), sample.column('Colour')];
const doubled = sample.with(
  { ...age, name: 'Years' },
  { ...colour, name: 'Paint' },
  numberColumn('Always', new Float64Array(sample.length).fill(3)),
);
describeTransformer(dropConstantColumns(), { table: doubled });
describeTransformer(dropConstantColumns(categorical(), { share: 0.6 }));
describeTransformer(dropDuplicateColumns(), { table: doubled });
describeTransformer(dropCorrelatedColumns(), { table: doubled });
describeTransformer(dropCorrelatedColumns(numeric(), { most: 0.05, keep: 'related' }));

/** The columns that a step leaves out of the very rows that it learns from, and why. */
function dropped(step: ReturnType<typeof dropConstantColumns>, table: Table, target?: Column) {
  const fitted = step.fit(table, target);
  const decisions = (fitted.decisions ?? []).map(({ columns, because }) => [columns[0], because]);
  const kept = new Set(fitted.transform(table).names);
  const left = table.names.filter((name) => !kept.has(name));
  expect(new Set(decisions.map(([name]) => name))).toStrictEqual(new Set(left));
  return Object.fromEntries(decisions);
}

describe('constant columns', () => {
  const table = new Table([
    numberColumn('zeros', [0, -0, 0, 0]),
    numberColumn('none', [null, null, null, null]),
    numberColumn('sometimes', [1, null, 1, 1]),
    categoryColumn('one', ['a', 'a', 'a', 'a'], ['unused', 'a']),
    textColumn('texts', ['a', 'a', 'a', 'b']),
  ]);

  test('are those without a second cell, missing cells counted', () => {
    const why = 'the same in every training row';
    expect(dropped(dropConstantColumns(), table)).toStrictEqual({ zeros: why, none: why, one: why });
  });

  test('are, with a share, those with few other cells', () => {
    expect(dropped(dropConstantColumns(all(), { share: 0.75 }), table)).toMatchObject({
      sometimes: 'the same in all but 1 of 4 training rows',
      texts: 'the same in all but 1 of 4 training rows',
    });
  });

  test('of no rows are none', () => {
    expect(dropped(dropConstantColumns(), table.take(Uint32Array.of()))).toStrictEqual({});
    expect(dropped(dropDuplicateColumns(), table.take(Uint32Array.of()))).toStrictEqual({});
  });
});

describe('duplicates', () => {
  test('are equal cell by cell, whatever the name, the dictionary, or the sign of zero', () => {
    const rows = Uint32Array.of(2, 3, 4);
    const part = takeRows(stringColumn('category', 'cut', ['x', 'y', 'b', null, 'a']), rows);
    const table = new Table([
      numberColumn('x', [1, 0, null]),
      numberColumn('again', [1, -0, Number.NaN]),
      numberColumn('filled', [1, 0, 0]),
      categoryColumn('letters', ['b', null, 'a']),
      part,
      categoryColumn('others', ['b', null, 'c']),
      textColumn('numbers', ['1', '0', null]),
    ]);
    expect(dropped(dropDuplicateColumns(), table)).toStrictEqual({
      again: 'the same as x in every training row',
      cut: 'the same as letters in every training row',
    });
    expect(dropped(dropDuplicateColumns(numeric()), table)).toHaveProperty('again');
    expect(dropped(dropDuplicateColumns(named('filled', 'again')), table)).toStrictEqual({});
  });

  test('are not those of one hash alone: all small whole numbers stay apart', () => {
    const columns = Array.from({ length: 2000 }, (_, i) => numberColumn(`c${i}`, [i, i % 7]));
    expect(dropped(dropDuplicateColumns(), new Table(columns))).toStrictEqual({});
  });
});

describe('correlated columns', () => {
  // Made by fixtures/record-selection.py.
  const recorded: {
    readonly cells: Readonly<Record<string, readonly (number | null)[]>>;
    readonly target: readonly number[];
    readonly correlations: readonly (readonly number[])[];
    readonly first: Readonly<Record<string, readonly string[]>>;
    readonly related: Readonly<Record<string, readonly string[]>>;
  } = JSON.parse(readFileSync(new URL('../fixtures/selection.json', import.meta.url), 'utf8'));
  const columns = Object.entries(recorded.cells).map(([name, cells]) => numberColumn(name, cells));
  const table = new Table(columns);

  test('have the correlations of pandas, over the rows that have both cells', () => {
    recorded.correlations.forEach((row, i) =>
      row.forEach((expected, j) => {
        const got = pairwiseCorrelation(float64Of(columns[i]!.values), float64Of(columns[j]!.values));
        expect(Math.abs(got - expected)).toBeLessThan(1e-9);
      }),
    );
  });

  test.for(['0.5', '0.8', '0.9', '0.99'])('beyond %s go: all but the first, or the most related', (most) => {
    const target = numberColumn('y', recorded.target);
    const names = (keep: 'first' | 'related') =>
      Object.keys(dropped(dropCorrelatedColumns(numeric(), { most: Number(most), keep }), table, target));
    expect(names('first').toSorted()).toStrictEqual(recorded.first[most]);
    expect(names('related').toSorted()).toStrictEqual(recorded.related[most]);
  });

  test('are told of with the one that stays; of classes, the one that says most of some class does', () => {
    const twins = new Table([numberColumn('x', [1, 2, 3, 4.5]), numberColumn('twin', [-1, -2, -3, -4])]);
    const classes = categoryColumn('class', ['a', 'b', 'b', 'c']);
    const step = dropCorrelatedColumns(numeric(), { most: 0.9, keep: 'related' });
    expect(dropped(step, twins, classes)).toStrictEqual({ twin: 'correlation -0.994 with x' });
  });
});

test('a pipeline tells what its steps decided, in their order', () => {
  const { decisions } = pipeline(dropDuplicateColumns(), dropConstantColumns()).fit(doubled);
  expect(decisions?.map(({ columns, does }) => [columns, does])).toStrictEqual([
    [['Years'], 'dropped'],
    [['Paint'], 'dropped'],
    [['Always'], 'dropped'],
  ]);
  expect(pipeline().fit(doubled)).not.toHaveProperty('decisions');
});

test('errors: a share or correlation that is none, another choice, a category, no target', () => {
  expect(() => dropConstantColumns(all(), { share: 0.5 })).toThrow(
    'dropConstantColumns: expected share to be above 0.5 and at most 1, got 0.5',
  );
  expect(() => dropCorrelatedColumns(numeric(), { most: 2 })).toThrow(
    'dropCorrelatedColumns: expected most to be above 0 and at most 1, got 2',
  );
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => dropCorrelatedColumns(numeric(), { keep: 'relatd' })).toThrow('did you mean "related"?');
  expect(() => dropCorrelatedColumns(all()).fit(sample)).toThrow(
    'dropCorrelatedColumns: expected a number column, got id "Id"',
  );
  expect(() => dropCorrelatedColumns(numeric(), { keep: 'related' }).fit(sample)).toThrow(
    'dropCorrelatedColumns: expected a target to learn from, got none',
  );
  expect(() => dropConstantColumns(named('Agee')).fit(sample)).toThrow('did you mean "Age"?');
});
