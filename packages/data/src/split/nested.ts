import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import { takeTarget } from '../table/target.ts';
import type { Target } from '../table/target.ts';
import type { Fold, Splitter } from './splitter.ts';

/** A fold whose training rows are cut again, to choose a model in it without a look at its validation rows. */
export interface NestedFold extends Fold {
  /** Folds of this fold's training rows, as row numbers of the whole table. */
  readonly inner: readonly Fold[];
}

/** A splitter whose folds hold folds. */
export interface NestedSplitter extends Splitter {
  split(table: Table, target: Target, rng: Rng): readonly NestedFold[];
}

export interface NestedOptions {
  /** Cuts the table: its validation rows give the honest estimate. */
  readonly outer: Splitter;
  /** Cuts the training rows of each outer fold: its validation rows choose parameters, epochs or the model. */
  readonly inner: Splitter;
}

/**
 * Folds inside of folds, for a score that the choice of a model did not touch.
 *
 * The best of many scores is too good by what chance gave it. Choose by the inner folds, fit the choice on the outer fold's training
 * rows, and score it on its validation rows. Each outer fold has inner folds of its own, drawn from a generator of its own.
 *
 * @example
 * const folds = nested({ outer: kFold({ folds: 5 }), inner: kFold({ folds: 4 }) }).split(table, target, rng(0));
 * folds[0]!.inner; // 4 × { train, validation } of folds[0].train
 */
export function nested(options: NestedOptions): NestedSplitter {
  const { outer, inner } = options;
  return Object.freeze({
    spec: Object.freeze({ kind: 'nested', outer: outer.spec, inner: inner.spec }),
    isByRow: outer.isByRow ?? false,
    split(table: Table, target: Target, rng: Rng): readonly NestedFold[] {
      return outer.split(table, target, rng.split('outer')).map((fold, i) => {
        const { train } = fold;
        const cut = inner.split(table.take(train), takeTarget(target, train), rng.split(`inner ${i}`));
        const whole = (rows: Uint32Array): Uint32Array => rows.map((row) => train[row]!);
        const folds = cut.map((of) =>
          Object.freeze({ train: whole(of.train), validation: whole(of.validation) }),
        );
        return Object.freeze({ ...fold, inner: Object.freeze(folds) });
      });
    },
  });
}
