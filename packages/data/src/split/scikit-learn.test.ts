import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { Fold } from './splitter.ts';
import { stratifiedGroupKFold } from './stratified-group-k-fold.ts';
import { timeSeriesSplit } from './time-series-split.ts';

// Made by fixtures/record.py with scikit-learn.
interface Recorded {
  readonly TimeSeriesSplit: readonly {
    readonly rows: number;
    readonly options: {
      readonly n_splits: number;
      readonly test_size?: number;
      readonly gap?: number;
      readonly max_train_size?: number;
    };
    readonly folds: readonly (readonly [train: readonly number[], validation: readonly number[]])[];
  }[];
  readonly StratifiedGroupKFold: readonly {
    readonly target: readonly number[];
    readonly by: readonly number[];
    readonly folds: number;
    readonly foldOf: readonly number[];
  }[];
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL('fixtures/scikit-learn.json', import.meta.url), 'utf8'),
);

test.for(recorded.TimeSeriesSplit)(
  'cuts $rows rows as TimeSeriesSplit with $options',
  ({ rows, options, folds }) => {
    const column = numberColumn(
      't',
      Float64Array.from({ length: rows }, (_, row) => row - 3),
    );
    const splitter = timeSeriesSplit({
      by: 't',
      folds: options.n_splits,
      ...(options.test_size === undefined ? {} : { validation: options.test_size }),
      ...(options.gap === undefined ? {} : { gap: options.gap }),
      ...(options.max_train_size === undefined ? {} : { maxTrain: options.max_train_size }),
    });
    const got = splitter.split(new Table([column]), column, rng(0));
    expect(got.map(({ train, validation }) => [[...train], [...validation]])).toStrictEqual(folds);
  },
);

/** The mean over classes of the deviation over folds of the share of the class that a fold holds: less is more even. */
function unevenness(target: readonly number[], foldOf: readonly number[], folds: number): number {
  const classes = [...new Set(target)];
  const deviations = classes.map((label) => {
    const total = target.filter((y) => y === label).length;
    const shares = Array.from(
      { length: folds },
      (_, fold) => target.filter((y, row) => y === label && foldOf[row] === fold).length / total,
    );
    return Math.sqrt(shares.reduce((sum, share) => sum + (share - 1 / folds) ** 2, 0) / folds);
  });
  return deviations.reduce((sum, deviation) => sum + deviation, 0) / classes.length;
}

function foldOfRows(folds: readonly Fold[], rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, row) =>
    folds.findIndex(({ validation }) => validation.includes(row)),
  );
}

describe.each(recorded.StratifiedGroupKFold)(
  '$folds folds of groups and classes',
  ({ target, by, folds, foldOf }) => {
    const y = numberColumn('y', target);
    const table = new Table([y, numberColumn('by', by)]);
    const cut = (shuffle: boolean, seed: number): readonly number[] =>
      foldOfRows(stratifiedGroupKFold({ by: 'by', folds, shuffle }).split(table, y, rng(seed)), by.length);

    test('are those of StratifiedGroupKFold where the order of the file decides', () => {
      expect(cut(false, 0)).toStrictEqual(foldOf);
    });

    test('are as even where the seed decides, up to what the order of equal groups moves', () => {
      const scores = [1, 2, 3, 4, 5].map((seed) => unevenness(target, cut(true, seed), folds));
      expect(Math.min(...scores)).toBeLessThanOrEqual(unevenness(target, foldOf, folds) + 1e-12);
    });
  },
);
