import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { categorical } from '../select/of-kind.ts';
import { named } from '../select/named.ts';
import { kFold } from '../split/k-fold.ts';
import { nested } from '../split/nested.ts';
import { stratifiedKFold } from '../split/stratified-k-fold.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { leaveOneOut } from './column/leave-one-out.ts';
import { orderedTarget } from './column/ordered-target.ts';
import { targetEncode } from './column/target-encode.ts';
import { weightOfEvidence } from './column/weight-of-evidence.ts';
import { fitTransform } from './fit-transform.ts';
import { lags } from './history/lags.ts';
import { onColumns } from './on-columns.ts';
import { classDistances } from './points/class-distances.ts';
import { termEvidence } from './text/term-evidence.ts';

const rows = 60;
const table = new Table([
  categoryColumn(
    'Colour',
    Array.from({ length: rows }, (_, row) => ['red', 'green', 'blue'][row % 3]!),
  ),
  numberColumn(
    'Hour',
    Float64Array.from({ length: rows }, (_, row) => row),
  ),
]);
const noise = rng(7);
const carbon = numberColumn(
  'carbon',
  Float64Array.from({ length: rows }, (_, row) => (row % 3) + noise.uniform()),
);
const benzene = numberColumn(
  'benzene',
  Float64Array.from({ length: rows }, (_, row) => 10 * noise.uniform() - row),
);

describe('several targets', () => {
  test.each([targetEncode(), orderedTarget(), leaveOneOut()])(
    'are encoded each as if it were the only one ($spec.kind)',
    (step) => {
      const features = onColumns(categorical(), step);
      const [train, fitted] = fitTransform(features, table, [carbon, benzene]);
      for (const target of [carbon, benzene]) {
        const [own, alone] = fitTransform(features, table, target);
        const one = own.columns[0]!;
        expect(cellsOf(train.column(`${one.name}_${target.name}`))).toStrictEqual(cellsOf(one));
        const fresh = fitted.transform(table).column(`${one.name}_${target.name}`);
        expect(cellsOf(fresh)).toStrictEqual(cellsOf(alone.transform(table).columns[0]!));
      }
    },
  );

  test('have a past each', () => {
    const step = lags(named('Hour'), { time: 'Hour', ofTarget: true });
    const made = step.fit(table, [carbon, benzene]).transform(table);
    expect(made.names.slice(-2)).toStrictEqual(['carbon_lag_1', 'benzene_lag_1']);
    expect(cellsOf(made.column('benzene_lag_1')).slice(1)).toStrictEqual([...benzene.values].slice(0, -1));
  });

  test('are refused by what knows one', () => {
    const woe = onColumns(categorical(), weightOfEvidence());
    expect(() => fitTransform(woe, table, [carbon, benzene])).toThrow('expected a target of two classes');
    const text = textColumn(
      'note',
      Array.from({ length: rows }, () => 'x'),
    );
    expect(() => fitTransform(onColumns(categorical(), targetEncode()), table, [carbon, text])).toThrow(
      'expected a number column, got text "note"',
    );
    for (const step of [classDistances(named('Hour')), termEvidence(named('Colour'))]) {
      expect(() => step.fit(table, [carbon, benzene])).toThrow(
        `${step.spec.kind}: expected a target of classes, got 2 of numbers: "carbon", "benzene" — take`,
      );
    }
    expect(() => stratifiedKFold({ folds: 3 }).split(table, [carbon, benzene], rng(0))).toThrow(
      'stratifiedKFold: expected one target to stratify by, got 2 — use kFold',
    );
  });

  test('do not keep other splitters from cutting', () => {
    const cut = nested({ outer: kFold({ folds: 3 }), inner: kFold({ folds: 2 }) });
    expect(cut.split(table, [carbon, benzene], rng(0))).toStrictEqual(cut.split(table, carbon, rng(0)));
  });
});
