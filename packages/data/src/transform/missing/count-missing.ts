import { all } from '../../select/of-kind.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { isMissing, numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

/**
 * Adds `missing_count`: in how many of the selected columns a row has no cell; of all columns unless a selector is given.
 *
 * Put it before the step that imputes. The columns are those that the selector chose in the training table.
 *
 * @example
 * pipeline(countMissing(numeric()), onColumns(numeric(), impute('median')));
 */
export function countMissing(select: Selector = all()): Transformer {
  const kind = 'countMissing';
  return addingStep({ kind, select: select.spec }, (train) => {
    const names = selectColumns(train, select, kind).map((column) => column.name);
    return (table) => {
      const counts = new Float64Array(table.length);
      for (const name of names) {
        const column = sameColumn(kind, table, name);
        for (let row = 0; row < table.length; row++) if (isMissing(column, row)) counts[row]!++;
      }
      return [numberColumn('missing_count', counts)];
    };
  });
}
