import type { Spec } from '@foldwise/core/base';
import type { RowGroups } from '../../statistics/sums-by-group.ts';
import { takeRows } from '../../table/table.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { expectStrings } from '../expect-kind.ts';
import { encodedByFolds, innerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import { labelsOf } from '../labels.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { byLevel, levelGroups, levelNumbers } from './by-level.ts';

/** One encoded column: what each level becomes. */
export interface LevelEncoding {
  /** What the column's name ends in. */
  readonly ending: string;
  /** The number of each level by its code, as `codesWithMissing` counts them; NaN marks a level that no row has. */
  readonly byCode: ArrayLike<number>;
  /** The number of a level that no row has. */
  readonly otherwise: number;
}

/** Learns an encoding of levels from the labels of their rows: of all rows, or of these alone. */
type LearnLevels = (
  levels: RowGroups,
  labels: readonly LabelPart[],
  rows?: Uint32Array,
) => readonly LevelEncoding[];

/**
 * A step that learns an encoding of levels from the target: new rows are encoded by all training rows, a training row by those of other
 * inner folds, so that its own label has no part in it.
 */
export function crossFitted(
  spec: Spec,
  folds: Required<InnerFoldOptions>,
  learn: LearnLevels,
): ColumnTransformer {
  const { kind } = spec;
  const fittedBy = (encode: Encode): FittedColumnTransformer =>
    Object.freeze({ transform: (column: Column) => encode(expectStrings(kind, column)) });
  return Object.freeze({
    spec: Object.freeze({ ...spec, ...folds }),
    fit(train: Column, target?: Target): FittedColumnTransformer {
      const strings = expectStrings(kind, train);
      const { parts } = labelsOf(kind, train.length, target);
      return fittedBy(encoder(strings, learn(levelGroups(strings), parts)));
    },
    fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
      const strings = expectStrings(kind, train);
      const { parts, strata } = labelsOf(kind, train.length, target);
      const levels = levelGroups(strings);
      const encode = encoder(strings, learn(levels, parts));
      const columns = encodedByFolds(train.length, innerFolds(train.length, folds, strata), (fold) =>
        encoder(strings, learn(levels, parts, fold.train))(taken(strings, fold.validation)),
      );
      return [columns, fittedBy(encode)];
    },
  });
}

/** From the rows of a column to number columns, the same for any rows. */
type Encode = (column: StringColumn) => readonly NumberColumn[];

function encoder(train: StringColumn, encodings: readonly LevelEncoding[]): Encode {
  const learned = encodings.map(({ ending, byCode, otherwise }) => ({
    ending,
    numbers: levelNumbers(train, byCode),
    otherwise,
  }));
  return (column) =>
    learned.map(({ ending, numbers, otherwise }) =>
      byLevel(`${column.name}${ending}`, column, numbers, otherwise),
    );
}

function taken(column: StringColumn, rows: Uint32Array): StringColumn {
  return expectStrings('takeRows', takeRows(column, rows));
}
