import { rng } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import { describe, expect, it } from 'vitest';
import { groupKFold } from '../split/group-k-fold.ts';
import { kFold } from '../split/k-fold.ts';
import { timeSeriesSplit } from '../split/time-series-split.ts';
import type { Splitter } from '../split/splitter.ts';
import { categoryColumn, numberColumn, textColumn, float64Of } from '../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { AuditedTables } from './audit-tables.ts';
import { auditTables } from './audit-tables.ts';

const [trainRows, testRows] = [600, 300];

function normals(random: Rng, name: string, rows: number): NumberColumn {
  return numberColumn(
    name,
    Float64Array.from({ length: rows }, () => random.normal()),
  );
}

function levels(random: Rng, name: string, rows: number, count: number): StringColumn {
  return categoryColumn(
    name,
    Array.from({ length: rows }, () => `${name} ${random.below(count)}`),
  );
}

/** Columns of noise, a few missing cells, and a target that some of them lean on. */
function features(random: Rng, rows: number): Table {
  const gappy = normals(random, 'gappy', rows);
  return new Table([
    normals(random, 'plain', rows),
    numberColumn(
      'gappy',
      float64Of(gappy.values).map((value) => (random.uniform() < 0.1 ? NaN : value)),
    ),
    levels(random, 'colour', rows, 5),
    levels(random, 'customer', rows, 120),
    textColumn(
      'name',
      Array.from({ length: rows }, () => `somebody ${random.uint32()}`),
    ),
    numberColumn(
      'age',
      Float64Array.from({ length: rows }, () => random.below(80)),
    ),
  ]);
}

function classes(random: Rng, train: Table): StringColumn {
  const plain = train.column('plain') as NumberColumn;
  return categoryColumn(
    'bought',
    Array.from(plain.values, (value) => (value + 2 * random.normal() > 0.5 ? 'yes' : 'no')),
    ['no', 'yes'],
  );
}

function amounts(random: Rng, train: Table): NumberColumn {
  const plain = train.column('plain') as NumberColumn;
  return numberColumn(
    'amount',
    float64Of(plain.values).map((value) => value + 2 * random.normal()),
  );
}

interface Change {
  readonly train?: (table: Table, target: Column) => Table;
  readonly test?: (table: Table) => Table;
  readonly splitter?: Splitter;
  readonly target?: (random: Rng, train: Table) => Column;
  readonly more?: Partial<AuditedTables>;
}

const ids = (from: number, rows: number): readonly string[] =>
  Array.from({ length: rows }, (_, i) => String(from + i));

function tables(seed: number, change: Change = {}): AuditedTables {
  const random = rng(seed);
  const plain = features(random.split('train'), trainRows);
  const target = (change.target ?? classes)(random.split('target'), plain);
  const train = change.train?.(plain, target) ?? plain;
  const test = features(random.split('test'), testRows);
  return {
    train,
    test: change.test?.(test) ?? test,
    target,
    folds: (change.splitter ?? kFold({ folds: 5 })).split(train, target, rng(seed)),
    trainIds: ids(1, trainRows),
    testIds: ids(1 + trainRows, testRows),
    ...change.more,
  };
}

const found = (inputs: AuditedTables) =>
  auditTables(inputs).findings.map(({ severity, kind, columns }) => [severity, kind, ...columns].join(' '));

describe('clean tables give no finding', () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed))('seed %i', (seed) => {
    expect(found(tables(seed))).toEqual([]);
    expect(found(tables(seed, { target: amounts }))).toEqual([]);
  });

  it('nor do few columns of few levels, whose rows are equal by chance', () => {
    const few = (table: Table) => table.select('colour');
    expect(found(tables(3, { train: few, test: few }))).toEqual([]);
  });
});

describe('planted leaks are found', () => {
  const copied = (target: Column, random: Rng): Column =>
    target.kind === 'number'
      ? numberColumn(
          'copy',
          float64Of(target.values).map((value) => 7 - value + 0.05 * random.normal()),
        )
      : numberColumn(
          'copy',
          Float64Array.from(target.codes, (code) => code + 0.15 * random.normal()),
        );

  it.each([
    ['classes', classes],
    ['amounts', amounts],
  ] as const)('a noisy copy of a target of %s', (_, target) => {
    const train = (table: Table, y: Column) => table.with(copied(y, rng(5)));
    const others = (table: Table) => table.with(normals(rng(6), 'copy', testRows));
    const { findings } = auditTables(tables(1, { train, test: others, target }));
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'leak',
        kind: 'column-tells-target',
        columns: ['copy'],
        figure: { name: target === classes ? 'AUC' : 'R²', value: expect.any(Number) as number },
        advice: expect.stringContaining('make it ignored() in the schema') as string,
      }),
    ]);
    expect(findings[0]!.evidence).toMatch(
      /^"copy" alone tells "(bought|amount)": cross-validated (AUC|R²) (0\.99\d|1\.000|> 0\.999)$/,
    );
  });

  it('rows, and ids, sorted by the target', () => {
    const sorted = (random: Rng, train: Table) => {
      const y = amounts(random, train);
      return numberColumn('amount', y.values.toSorted());
    };
    expect(found(tables(1, { target: sorted }))).toEqual(['warning order-tells-target']);
    const half = (_: Rng, train: Table) =>
      categoryColumn(
        'bought',
        Array.from({ length: train.length }, (__, row) => (row < 200 ? 'yes' : 'no')),
      );
    const [finding] = auditTables(tables(1, { target: half })).findings;
    expect(finding!.evidence).toBe(
      `the training rows are sorted by "bought": cross-validated AUC ${finding!.figure.value.toFixed(3)} by the row's number, agreement of neighbours 0.996`,
    );
  });

  it('ids given in the order of the target, in a file in another order', () => {
    const inputs = tables(1, { target: amounts });
    const y = (inputs.target as NumberColumn).values;
    const place = new Map([...y.keys()].toSorted((a, b) => y[a]! - y[b]!).map((row, rank) => [row, rank]));
    const trainIds = Array.from(y.keys(), (row) => `row_${place.get(row)}`);
    expect(found({ ...inputs, trainIds })).toEqual(['warning id-tells-target id']);
  });

  it('train and test taking turns along the id', () => {
    const inputs = tables(1);
    const all = Array.from({ length: trainRows + testRows }, (_, i) => i);
    const isTest = (i: number) => Math.floor(i / 50) % 3 === 2;
    const [own, other] = [all.filter((i) => !isTest(i)), all.filter(isTest)];
    expect(found({ ...inputs, trainIds: own.map(String), testIds: other.map(String) })).toEqual([
      'warning id-tells-test id',
    ]);
    // Ids that are counted anew tell nothing.
    expect(found({ ...inputs, trainIds: ids(1, trainRows), testIds: ids(1, testRows) })).toEqual([]);
  });

  it('a target that drifts, unless the folds are cut along the file', () => {
    const drifting = (random: Rng, train: Table) => {
      let level = 0;
      const y = amounts(random, train);
      return numberColumn(
        'amount',
        float64Of(y.values).map((value) => {
          level = 0.97 * level + random.normal();
          return value / 10 + level;
        }),
      );
    };
    expect(found(tables(1, { target: drifting }))).toEqual(['leak order-tells-target']);
    expect(found(tables(1, { target: drifting, splitter: timeSeriesSplit({ folds: 4 }) }))).toEqual([
      'note order-tells-target',
    ]);
  });

  it('groups on both sides of the folds that the test set keeps apart, and groupKFold that mends it', () => {
    const named = (table: Table, first: number, rows: number) =>
      table.with(
        categoryColumn(
          'household',
          Array.from({ length: rows }, (_, row) => `h${first + Math.floor(row / 4)}`),
        ),
      );
    const apart: Change = {
      train: (table) => named(table, 0, trainRows),
      test: (table) => named(table, 1000, testRows),
    };
    const { findings } = auditTables(tables(1, apart));
    expect(findings).toEqual([
      {
        severity: 'leak',
        kind: 'groups-across-folds',
        columns: ['household'],
        figure: { name: 'share of validation rows', value: expect.closeTo(0.99, 1) as number },
        evidence: expect.stringMatching(
          /^"household" puts rows into 150 groups: (9\d|100) % of the validation rows have theirs in the training rows of the fold, of the test rows 0 %$/,
        ) as string,
        advice: "split by it: groupKFold({ by: 'household' }) or stratifiedGroupKFold",
      },
    ]);
    expect(found(tables(1, { ...apart, splitter: groupKFold({ by: 'household' }) }))).toEqual([]);
    const alike = { ...apart, test: (table: Table) => named(table, 0, testRows) };
    expect(found(tables(1, alike))).toEqual([]);
    // What the schema calls a group is one.
    expect(found(tables(1, { ...alike, more: { groups: ['household'] } }))).toEqual([
      'warning groups-across-folds household',
    ]);
  });

  it('groups that ids begin with', () => {
    const inputs = tables(1);
    const pairs = (from: number, rows: number) =>
      Array.from(
        { length: rows },
        (_, row) => `${String(from + 2 * Math.floor(row / 2)).padStart(4, '0')}_${row % 2}`,
      );
    expect(found({ ...inputs, trainIds: pairs(0, trainRows), testIds: pairs(1, testRows) })).toEqual([
      'leak groups-across-folds id',
    ]);
  });

  it('times that the test set lies behind, and timeSeriesSplit that mends it', () => {
    const days = (table: Table, first: number, rows: number) =>
      table.with(
        categoryColumn(
          'day',
          Array.from({ length: rows }, (_, row) =>
            new Date(Date.UTC(2024, 0, first + (row % 50))).toISOString().slice(0, 10),
          ),
        ),
      );
    const later: Change = {
      train: (table) => days(table, 1, trainRows),
      test: (table) => days(table, 51, testRows),
    };
    expect(found(tables(1, later))).toEqual(['leak times-across-folds day']);
    expect(found(tables(1, { ...later, splitter: timeSeriesSplit({ by: 'day', folds: 4 }) }))).toEqual([]);
  });

  it('equal rows on both sides of the folds, in the test set, and with other targets', () => {
    const train = (table: Table) =>
      table.take(Uint32Array.from({ length: trainRows }, (_, row) => (row < 500 ? row : row - 500)));
    const others = () =>
      features(rng(1).split('train'), trainRows).take(
        Uint32Array.from({ length: testRows }, (_, row) => 599 - 2 * row),
      );
    const audit = auditTables(tables(1, { train, test: others }));
    expect(audit.findings.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual([
      'leak duplicates-across-folds',
      'warning conflicting-labels',
      'warning duplicates-in-test',
    ]);
    const { inTrain, inTest, withTarget, conflicting } = audit.duplicates;
    // Odd rows below 500 are in both tables.
    expect([inTrain, inTest]).toEqual([100, 250]);
    expect(conflicting).toBe(2 * (inTrain - withTarget));
  });

  it('a column that never varies', () => {
    const train = (table: Table) =>
      table.with(numberColumn('nothing', new Float64Array(trainRows).fill(NaN)));
    const others = (table: Table) =>
      table.with(numberColumn('nothing', new Float64Array(testRows).fill(NaN)));
    expect(found(tables(1, { train, test: others }))).toEqual(['note constant-column nothing']);
  });
});

describe('what is hard to say anything about', () => {
  it('no test rows', () => {
    const { test: _, testIds: __, ...rest } = tables(1);
    const audit = auditTables(rest);
    expect(audit.findings).toEqual([]);
    expect(audit.duplicates.inTest).toBeNaN();
    expect(audit.order.testById).toBeUndefined();
  });

  it('one row, one class', () => {
    const train = new Table([numberColumn('x', [1])]);
    const audit = auditTables({ train, target: categoryColumn('y', ['a']), folds: [] });
    expect(audit.findings).toEqual([]);
    expect(audit.relations[0]!.score.value).toBeNaN();
  });

  it('no column', () => {
    const inputs = tables(1, { train: (table) => table.select(), test: (table) => table.select() });
    expect(found(inputs)).toEqual([]);
  });

  it('the same tables give the same audit', () => {
    expect(auditTables(tables(2))).toEqual(auditTables(tables(2)));
  });
});
