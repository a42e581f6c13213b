import { FoldwiseError } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { rowsByStratum } from './by-stratum.ts';
import { foldsFrom } from './folds-from.ts';
import type { Fold, Splitter } from './splitter.ts';
import { strataOf } from './strata.ts';

export interface HoldOutOptions {
  /** The share of rows that is held out, between 0 and 1; default 0.2. */
  readonly fraction?: number;
  /** Keep the shares of the target's classes (or of 10 quantile bins of a number target); default false. */
  readonly stratify?: boolean;
}

/**
 * Holds out a random share of the rows once: one fold, for data so large that five fits are too many.
 *
 * The number of held-out rows is `round(fraction · rows)`, at least 1 and at most all but 1.
 *
 * @example
 * holdOut({ fraction: 0.2, stratify: true });
 */
export function holdOut(options: HoldOutOptions = {}): Splitter {
  const { fraction = 0.2, stratify = false } = options;
  if (!(fraction > 0 && fraction < 1)) {
    throw new FoldwiseError(`expected a fraction between 0 and 1, got ${fraction}`, {
      code: 'input',
      where: 'holdOut',
      hint: 'pass fraction: 0.2 to hold out a fifth of the rows',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'holdOut', fraction, stratify }),
    isByRow: true,
    split(table: Table, target: Target, rng: Rng): readonly Fold[] {
      const rows = table.length;
      if (rows < 2) {
        throw new FoldwiseError(`expected at least 2 rows, one for each side, got ${rows}`, {
          code: 'data',
          where: 'holdOut',
          hint: 'check the training file',
        });
      }
      const held = Math.min(rows - 1, Math.max(1, Math.round(fraction * rows)));
      const own = rng.split('holdOut');
      const order = stratify ? rowsByStratum(strataOf('holdOut', table, target), own) : own.permutation(rows);
      const foldOf = new Int32Array(rows).fill(-1);
      // Evenly spaced along the order, so that a stratum gives its share, rounded down or up.
      for (let i = 0; i < rows; i++) {
        if (Math.floor(((i + 1) * held) / rows) > Math.floor((i * held) / rows)) foldOf[order[i]!] = 0;
      }
      return foldsFrom(foldOf, 1);
    },
  });
}
