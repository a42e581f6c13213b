import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { numeric } from '../select/of-kind.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../table/column.ts';
import type { Cell, Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeColumnTransformer } from '../testing/describe-column-transformer.ts';
import { cyclic } from './column/cyclic.ts';
import { frequencyEncode } from './column/frequency-encode.ts';
import { modulo } from './column/modulo.ts';
import { piecewiseLinear } from './column/piecewise-linear.ts';
import { signOf } from './column/sign-of.ts';
import { treeEdges } from './column/tree-edges.ts';
import { zeroFlag } from './column/zero-flag.ts';
import { holidays } from './dates/holidays.ts';
import { fitTransform } from './fit-transform.ts';
import { groupHistogram } from './group-histogram.ts';
import { exponentialMeans } from './history/exponential-means.ts';
import { rollingFeatures } from './history/rolling-features.ts';
import { labelsOf } from './labels.ts';
import { imputeIteratively } from './missing/impute-iteratively.ts';
import { joinText } from './text/join-text.ts';
import { termEvidence } from './text/term-evidence.ts';
import { termTarget } from './text/term-target.ts';
import { textRidge } from './text/text-ridge.ts';
import type { ColumnTransformer } from './transformer.ts';

// Made by fixtures/record-further.py with scikit-learn, pandas and numpy.
type Numbers = readonly (number | null)[];
const recorded: {
  readonly trees: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly labels: readonly string[];
  } & Readonly<Record<'number' | 'classes' | 'all', readonly number[]>>;
  readonly ridges: {
    readonly texts: readonly string[];
    readonly 'fresh texts': readonly string[];
    readonly y: readonly number[];
    readonly crossed: readonly number[];
    readonly evidence: readonly number[];
    readonly fresh: readonly number[];
  };
  readonly histogram: {
    readonly by: readonly string[];
    readonly x: readonly number[];
    readonly shares: Readonly<Record<string, readonly number[]>>;
  };
  readonly exponential: Readonly<Record<string, Numbers>> & { readonly shop: readonly string[] };
  readonly imputed: {
    readonly rows: readonly Numbers[];
    readonly 'fresh rows': readonly Numbers[];
    readonly default: { readonly rows: readonly Numbers[]; readonly fresh: readonly Numbers[] };
    readonly 'two rounds': { readonly rows: readonly Numbers[]; readonly fresh: readonly Numbers[] };
  };
  readonly modulo: { readonly cells: readonly number[]; readonly 'by 10': readonly number[] };
} = JSON.parse(readFileSync(new URL('fixtures/further.json', import.meta.url), 'utf8'));

function expectClose(got: readonly Cell[], want: Numbers): void {
  expect(got).toStrictEqual(
    want.map((value, row) => {
      const cell = got[row];
      const isClose =
        typeof cell === 'number' &&
        value !== null &&
        Math.abs(cell - value) <= 1e-9 * Math.max(1, Math.abs(value));
      return isClose ? cell : value;
    }),
  );
}

function through(step: ColumnTransformer, cells: Numbers): readonly (readonly Cell[])[] {
  const column = numberColumn('x', cells);
  return step.fit(column).transform(column).map(cellsOf);
}

for (const step of [
  cyclic({ period: 24 }),
  modulo(10),
  signOf(),
  zeroFlag(),
  frequencyEncode({ as: 'unique' }),
])
  describeColumnTransformer(step, {
    takes: step.spec.kind === 'frequencyEncode' ? ['number', 'category', 'text', 'id'] : ['number'],
  });

test('numbers: circles, remainders, signs, zeros, what is there once', () => {
  const circle = [
    [expect.closeTo(1, 12), expect.closeTo(0, 12), null, expect.closeTo(-1, 12)],
    [expect.closeTo(0, 12), expect.closeTo(-1, 12), null, expect.closeTo(0, 12)],
  ];
  expect(through(cyclic({ period: 24 }), [6, 12, null, 24e6 - 6])).toStrictEqual(circle);
  expectClose(through(modulo(10), recorded.modulo.cells)[0]!, recorded.modulo['by 10']);
  expect(through(signOf(), [-3, 0, -0, 0.1, null])).toStrictEqual([[-1, 0, 0, 1, null]]);
  expect(through(zeroFlag(), [-3, 0, -0, 0.1, null])).toStrictEqual([[0, 1, 1, 0, null]]);
  expect(through(frequencyEncode({ as: 'unique' }), [1, 2, 2, null])).toStrictEqual([[1, 0, 0, 1]]);
});

describe('cuts by the target', () => {
  const { x, y, labels } = recorded.trees;
  const values = Float64Array.from(x);
  const number = numberColumn('y', y);
  const classes = categoryColumn('y', labels);

  test.for([
    ['number', number, 7, 10],
    ['classes', classes, 5, 20],
    ['all', number, 100, 40],
  ] as const)('are the thresholds of the tree of scikit-learn: %s', ([name, target, most, leastRows]) => {
    const { parts } = labelsOf('test', x.length, target);
    expectClose(treeEdges(values, parts, most, leastRows), recorded.trees[name]);
  });

  test('are the edges of the encoding', () => {
    const column = numberColumn('x', x);
    const step = piecewiseLinear({ bins: 7, by: 'target', leastRows: 10 });
    const edges = [Math.min(...x), ...recorded.trees.number, Math.max(...x)];
    const [first, second] = step.fit(column, number).transform(numberColumn('x', edges));
    expect(cellsOf(first!)[1]).toBe(1);
    expect(cellsOf(second!).slice(0, 4)).toStrictEqual([0, 0, 1, 1]);
    expect(step.fit(column, number).transform(column).length).toBe(7);
    expect(() => step.fit(column)).toThrow('piecewiseLinear: expected a target to learn from, got none');
  });

  test('of a constant or of nothing are none', () => {
    const step = piecewiseLinear({ by: 'target', leastRows: 1 });
    for (const cells of [
      [3, 3, 3],
      [null, null, null],
    ]) {
      const made = step
        .fit(numberColumn('x', cells), numberColumn('y', [1, 2, 3]))
        .transform(numberColumn('x', [3, 4]));
      expect(made.length).toBe(1);
    }
  });
});

describe('a ridge on terms', () => {
  const { texts, 'fresh texts': freshTexts, y, crossed, fresh } = recorded.ridges;
  const step = textRidge(named('t'), { ngrams: [1, 2], alpha: 0.5, shuffle: false });
  const train = new Table([textColumn('t', texts)]);

  test('predicts what scikit-learn does, training rows by other folds', () => {
    const [rows, fitted] = fitTransform(step, train, numberColumn('y', y));
    expectClose(cellsOf(rows.column('t_ridge')), crossed);
    const others = fitted.transform(new Table([textColumn('t', freshTexts)]));
    expectClose(cellsOf(others.column('t_ridge')), fresh);
  });

  test('has a column a class', () => {
    const target = categoryColumn(
      'y',
      y.map((_, row) => 'abc'[row % 3]!),
    );
    const [rows] = fitTransform(step, train, target);
    expect(rows.names).toStrictEqual(['t', 't_ridge_a', 't_ridge_b', 't_ridge_c']);
    // Indicators of all classes add up to 1, and so do their predictions.
    const sums = [0, 1, 2].map((row) =>
      rows.columns.slice(1).reduce((sum, column) => sum + Number(cellsOf(column)[row]), 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1, 9);
  });

  test('errors name the option', () => {
    expect(() => textRidge(named('t'), { alpha: 0 })).toThrow(
      'textRidge: expected alpha to be a number above 0, got 0',
    );
    expect(() => step.fit(train)).toThrow('textRidge: expected a target to learn from, got none');
  });
});

test('the evidence of terms is the log-count ratio of MultinomialNB', () => {
  const { texts, 'fresh texts': freshTexts, y, evidence } = recorded.ridges;
  const train = new Table([textColumn('t', texts)]);
  const target = categoryColumn(
    'y',
    y.map((value) => (value > 1 ? 'high' : 'else')),
  );
  const step = termEvidence(named('t'), { ngrams: [1, 2], smoothing: 0.5 });
  const made = step.fit(train, target).transform(new Table([textColumn('t', freshTexts)]));
  expectClose(cellsOf(made.column('t_evidence')), evidence);
  expect(() => step.fit(train, numberColumn('y', y))).toThrow('expected a target of classes, got number "y"');
  expect(() => termEvidence(named('t'), { smoothing: 0 })).toThrow(
    'expected smoothing to be a number above 0',
  );
});

test('terms say the smoothed mean target of their texts, and a text their mean', () => {
  const train = new Table([textColumn('t', ['red car', 'red red bus', 'old bus', null])]);
  const target = numberColumn('y', [1, 2, 6, 3]);
  const fresh = new Table([textColumn('t', ['red', 'bus car', 'unseen', null, 'red unseen'])]);
  const made = termTarget(named('t'), { smoothing: 1 }).fit(train, target).transform(fresh);
  // The prior is 3: red (1 + 2 + 3) / 3, car (1 + 3) / 2, bus (2 + 6 + 3) / 3.
  expectClose(cellsOf(made.column('t_target')), [2, (11 / 3 + 2) / 2, 3, 3, 2]);
});

test('columns become words of one text', () => {
  const table = new Table([
    categoryColumn('Port', ['S', null]),
    categoryColumn('Cabin no', ['B/12 é', 'C']),
    numberColumn('Age', [22.5, null]),
  ]);
  const made = joinText(named('Port', 'Cabin no', 'Age'))
    .fit(table)
    .transform(table);
  expect(cellsOf(made.column('joined'))).toStrictEqual([
    'port_s cabin_no_b_12_é age_22_5',
    'port_missing cabin_no_c age_missing',
  ]);
});

describe('histograms of groups', () => {
  const { by, x, shares } = recorded.histogram;
  const train = new Table([categoryColumn('by', by), numberColumn('x', x)]);
  const step = groupHistogram({ by: named('by'), of: named('x'), bins: 6 });

  test('are those of numpy', () => {
    const made = step.fit(train).transform(train);
    for (let bin = 0; bin < 6; bin++) {
      expectClose(
        cellsOf(made.column(`x_share_${bin + 1}_by_by`)),
        by.map((group) => shares[group]![bin]!),
      );
    }
  });

  test('of a new group are those of all rows, and missing ones make a group', () => {
    const few = new Table([categoryColumn('by', ['a', 'a', null]), numberColumn('x', [0, 1, 1])]);
    const fresh = new Table([categoryColumn('by', ['new', null]), numberColumn('x', [0, 0])]);
    const made = groupHistogram({ by: named('by'), of: named('x'), bins: 2 })
      .fit(few)
      .transform(fresh);
    expectClose(cellsOf(made.column('x_share_1_by_by')), [1 / 3, 0]);
    expect(() => groupHistogram({ by: named('by'), of: named('x'), bins: 1 })).toThrow('bins');
  });
});

describe('missing numbers, by regressions on the others', () => {
  const { rows, 'fresh rows': freshRows } = recorded.imputed;
  const tableOf = (cells: readonly Numbers[]): Table =>
    new Table(
      [0, 1, 2, 3, 4].map((i) =>
        numberColumn(
          `x${i}`,
          cells.map((row) => row[i]!),
        ),
      ),
    );
  const flat = (table: Table): readonly Cell[] =>
    Array.from({ length: table.length }, (_, row) =>
      table.columns.map((column) => cellsOf(column)[row]!),
    ).flat();

  test.for([
    ['default', {}],
    ['two rounds', { rounds: 2, tolerance: 0 }],
  ] as const)('are those of scikit-learn: %s', ([name, options]) => {
    const fitted = imputeIteratively(numeric(), options).fit(tableOf(rows));
    expectClose(flat(fitted.transform(tableOf(rows))), recorded.imputed[name].rows.flat());
    expectClose(flat(fitted.transform(tableOf(freshRows))), recorded.imputed[name].fresh.flat());
  });

  test('stay finite where columns say the same', () => {
    const x = [3, 1, 2, 5, 4].map((value) => value * 1e9 + 1 / 3);
    const twins = new Table([
      numberColumn('a', x),
      numberColumn('b', x),
      numberColumn('c', [...x.slice(0, 4), null]),
    ]);
    const made = imputeIteratively(numeric()).fit(twins).transform(twins);
    expect(Number(cellsOf(made.column('c'))[4]) / x[4]!).toBeCloseTo(1, 6);
  });

  test('of a column without any are 0, and alone the mean', () => {
    const empty = new Table([numberColumn('a', [1, null, 3]), numberColumn('b', [null, null, null])]);
    const made = imputeIteratively(numeric()).fit(empty).transform(empty);
    expect(made.columns.map(cellsOf)).toStrictEqual([
      [1, 2, 3],
      [0, 0, 0],
    ]);
    expect(() => imputeIteratively(named('a'), { rounds: 0 })).toThrow(
      'expected rounds to be a whole number',
    );
  });
});

test('holidays are flagged, and counted from and to', () => {
  const table = new Table([
    textColumn('d', ['2024-12-24', '2024-12-25 18:00', '2024-12-20', '2025-03-01', null]),
  ]);
  const step = holidays(named('d'), { dates: ['2025-01-01', '2024-12-24', '2024-12-25'] });
  const made = step.fit(table).transform(table);
  expect(made.columns.map(cellsOf).slice(1)).toStrictEqual([
    [1, 1, 0, 0, null],
    [0, 0, null, 59, null],
    [0, 0, 4, null, null],
  ]);
  expect(made.names).toStrictEqual(['d', 'd_holiday', 'd_since_holiday', 'd_until_holiday']);
  expect(() => holidays(named('d'), { dates: ['soon'] })).toThrow('holidays: expected dates, got "soon"');
  expect(() => holidays(named('d'), { dates: [] })).toThrow(
    'holidays: expected at least one of dates, got none',
  );
  const wrong = new Table([textColumn('d', ['never'])]);
  expect(() => step.fit(wrong)).toThrow('holidays: expected a date in "d", got "never" in row 1');
});

describe('the past', () => {
  const { shop, day, sales } = recorded.exponential;
  const table = new Table([
    categoryColumn('shop', shop),
    numberColumn('day', day!),
    numberColumn('sales', sales!),
  ]);

  test.for([3, 10])('weighs as in pandas over a span of %i', (span) => {
    const step = exponentialMeans(named('sales'), { time: 'day', by: 'shop', spans: [span] });
    const column: Column = step.fit(table).transform(table).column(`sales_ewm_${span}`);
    expectClose(cellsOf(column), recorded.exponential[`span ${span}`]!);
  });

  test('says how the last value stands to the others', () => {
    const rows = new Table([numberColumn('t', [1, 2, 3, 4]), numberColumn('x', [2, 4, 9, 0])]);
    const statistics = ['first', 'last', 'lastLessMean', 'lastLessFirst', 'lastByMean'] as const;
    const made = rollingFeatures(named('x'), { time: 't', windows: ['all'], statistics })
      .fit(rows)
      .transform(rows);
    const last = made.columns.slice(2).map((column) => cellsOf(column).at(-1));
    expect(last).toStrictEqual([2, 9, 4, 7, 1.8]);
    expect(made.columns.slice(2).map((column) => cellsOf(column)[0])).toStrictEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('errors name the option', () => {
    expect(() => exponentialMeans(named('x'), { time: 't', spans: [0.5] })).toThrow(
      'expected spans to be a number of at least 1, got 0.5',
    );
    expect(() => cyclic({ period: 0 })).toThrow('cyclic: expected period to be a number above 0, got 0');
    expect(() => modulo(-1)).toThrow('modulo: expected the divisor to be a number above 0, got -1');
  });
});
