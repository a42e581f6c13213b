import type { Spec } from '@foldwise/core/base';
import type { Column } from '../../table/column.ts';
import { expectNumber } from '../expect-kind.ts';
import { presentValues } from '../../statistics/present.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

/**
 * A step that learns a function of one number from the training column's finite cells and puts every cell through it.
 *
 * The column keeps its name; a missing cell stays missing. `learn` gets a copy that it may sort, of length 0 where no cell is there.
 */
export function numberStep(
  spec: Spec,
  learn: (present: Float64Array) => (value: number) => number,
): ColumnTransformer {
  return Object.freeze({
    spec: Object.freeze(spec),
    fit(train: Column): FittedColumnTransformer {
      const change = learn(presentValues(expectNumber(spec.kind, train)));
      return Object.freeze({
        transform(column: Column): readonly Column[] {
          const { name, length, values } = expectNumber(spec.kind, column);
          const changed = new Float64Array(length);
          for (let row = 0; row < length; row++) {
            const value = values[row]!;
            changed[row] = Number.isNaN(value) ? value : change(value);
          }
          return [{ kind: 'number', name, length, values: changed }];
        },
      });
    },
  });
}
