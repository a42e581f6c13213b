import type { Spec } from '@foldwise/core/base';
import { takeRows } from '../../table/table.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { expectStrings } from '../expect-kind.ts';
import { encodedByFolds, innerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import { labelsOf, takeLabels } from '../labels.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

/** From the rows of a column to number columns, the same for any rows. */
export type Encoding = (column: StringColumn) => readonly NumberColumn[];

/**
 * A step that learns an encoding of levels from the target: new rows are encoded by all training rows, a training row by those of other
 * inner folds, so that its own label has no part in it.
 */
export function crossFitted(
  spec: Spec,
  folds: Required<InnerFoldOptions>,
  learn: (train: StringColumn, labels: readonly LabelPart[]) => Encoding,
): ColumnTransformer {
  const { kind } = spec;
  const fittedBy = (encode: Encoding): FittedColumnTransformer =>
    Object.freeze({ transform: (column: Column) => encode(expectStrings(kind, column)) });
  return Object.freeze({
    spec: Object.freeze({ ...spec, ...folds }),
    fit: (train: Column, target?: Target): FittedColumnTransformer =>
      fittedBy(learn(expectStrings(kind, train), labelsOf(kind, train.length, target).parts)),
    fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
      const strings = expectStrings(kind, train);
      const { parts, strata } = labelsOf(kind, train.length, target);
      const encode = learn(strings, parts);
      const columns = encodedByFolds(train.length, innerFolds(train.length, folds, strata), (fold) =>
        learn(taken(strings, fold.train), takeLabels(parts, fold.train))(taken(strings, fold.validation)),
      );
      return [columns, fittedBy(encode)];
    },
  });
}

function taken(column: StringColumn, rows: Uint32Array): StringColumn {
  return expectStrings('takeRows', takeRows(column, rows));
}
