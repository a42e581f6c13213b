import type { Spec } from '@foldwise/core/base';
import type { NumberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { addingStep, withNew } from './adding-step.ts';
import { encodedByFolds, innerFolds } from './inner-folds.ts';
import type { InnerFoldOptions } from './inner-folds.ts';
import { labelsOf, labelsOfRows } from './labels.ts';
import type { Labels } from './labels.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/** From the rows of a table to number columns, the same for any rows. */
export type TableEncoding = (table: Table) => readonly NumberColumn[];

/**
 * A step that learns columns from the target and puts them behind the table's own: of new rows by all training rows, of a training row by
 * those of other inner folds, so that its own label has no part in them.
 */
export function crossFittedStep(
  spec: Spec,
  folds: Required<InnerFoldOptions>,
  learn: (train: Table, labels: Labels) => TableEncoding,
): Transformer & Required<Pick<Transformer, 'fitTransform'>> {
  const { kind } = spec;
  const step = addingStep({ ...spec, ...folds }, (train, target) =>
    learn(train, labelsOf(kind, train.length, target)),
  );
  return Object.freeze({
    ...step,
    fitTransform(train: Table, target?: Target): readonly [Table, FittedTransformer] {
      const labels = labelsOf(kind, train.length, target);
      const fitted = step.fit(train, target);
      const columns = encodedByFolds(train.length, innerFolds(train.length, folds, labels.strata), (fold) =>
        learn(train.take(fold.train), labelsOfRows(labels, fold.train))(train.take(fold.validation)),
      );
      return [withNew(kind, train, columns), fitted];
    },
  });
}
