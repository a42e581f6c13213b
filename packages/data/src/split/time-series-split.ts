import { FoldwiseError } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { checkWhole } from './check-folds.ts';
import { foldBy } from './fold-by.ts';
import { periodsOf } from './periods-of.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface TimeSeriesSplitOptions {
  /** The column of times, numbers or ISO dates; rows of equal time stay together. Default: the order of the file, row by row. */
  readonly by?: string;
  /** At least 1; default 5. */
  readonly folds?: number;
  /** How many periods a fold validates; default the number of periods ÷ (folds + 1), rounded down. */
  readonly validation?: number;
  /** Periods between training and validation that are left out: as many as a prediction looks ahead; default 0. */
  readonly gap?: number;
  /** Train on this many periods at most, the latest ones; default all. */
  readonly maxTrain?: number;
}

/**
 * Trains on the past and validates on what follows, later in each fold: for data in time order.
 *
 * The last `folds · validation` periods are validated, one stretch a fold; each is trained on all periods before it, less the `gap`
 * (scikit-learn's `TimeSeriesSplit`). A period is one time that occurs in the column: a day, where the column holds days. Rows of the
 * first periods are never held out, and the seed plays no part.
 *
 * Errors: no such column, a cell that is no time, too few periods.
 *
 * @example
 * timeSeriesSplit({ by: 'date', folds: 4, validation: 28, gap: 7 });
 */
export function timeSeriesSplit(options: TimeSeriesSplitOptions = {}): Splitter {
  const { by, folds = 5, validation, gap = 0, maxTrain } = options;
  const kind = 'timeSeriesSplit';
  checkWhole(kind, 'folds', folds, 1);
  checkWhole(kind, 'validation', validation ?? 1, 1);
  checkWhole(kind, 'gap', gap, 0);
  checkWhole(kind, 'maxTrain', maxTrain ?? 1, 1);
  const chosen = Object.entries({ by, validation, maxTrain }).filter(([, value]) => value !== undefined);
  return Object.freeze({
    spec: Object.freeze({ kind, folds, gap, ...Object.fromEntries(chosen) }),
    split(table: Table, _target: Target, _rng: Rng): readonly Fold[] {
      const periods = periodsOf(kind, table, by);
      const length = validation ?? Math.max(1, Math.floor(periods.count / (folds + 1)));
      checkRoom(periods.count, folds, length, gap);
      return Array.from({ length: folds }, (_, fold) => {
        const start = periods.count - (folds - fold) * length;
        const from = maxTrain === undefined ? 0 : start - gap - maxTrain;
        return foldBy(
          table.length,
          (row) => periods.of[row]! >= start && periods.of[row]! < start + length,
          (row) => periods.of[row]! >= from && periods.of[row]! < start - gap,
        );
      });
    },
  });
}

function checkRoom(periods: number, folds: number, length: number, gap: number): void {
  const least = folds * length + gap + 1;
  if (periods >= least) return;
  throw new FoldwiseError(
    `expected at least ${least} periods for ${folds} folds of ${length} with a gap of ${gap}, got ${periods}`,
    { code: 'data', where: 'timeSeriesSplit', hint: 'pass fewer folds, or a smaller validation or gap' },
  );
}
