import type { Spec } from '@foldwise/core';
import { takeRows } from '../../table/table.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { expectStrings } from '../expect-kind.ts';
import { innerFolds } from '../inner-folds.ts';
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
  const fit = (train: Column, target?: Target): FittedColumnTransformer => {
    const encode = learn(expectStrings(kind, train), labelsOf(kind, train.length, target).parts);
    return Object.freeze({ transform: (column: Column) => encode(expectStrings(kind, column)) });
  };
  return Object.freeze({
    spec: Object.freeze({ ...spec, ...folds }),
    fit,
    fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
      const strings = expectStrings(kind, train);
      const { parts, strata } = labelsOf(kind, train.length, target);
      const fitted = fit(train, target);
      const columns = fitted.transform(train).map((column) => blank(column.name, train.length));
      for (const { train: others, validation: held } of innerFolds(train.length, folds, strata)) {
        const encode = learn(taken(strings, others), takeLabels(parts, others));
        encode(taken(strings, held)).forEach((part, i) => put(columns[i]!, part, held));
      }
      return [columns, fitted];
    },
  });
}

function blank(name: string, length: number): NumberColumn {
  return { kind: 'number', name, length, values: new Float64Array(length) };
}

function taken(column: StringColumn, rows: Uint32Array): StringColumn {
  return expectStrings('takeRows', takeRows(column, rows));
}

function put(whole: NumberColumn, part: NumberColumn, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) whole.values[rows[i]!] = part.values[i]!;
}
