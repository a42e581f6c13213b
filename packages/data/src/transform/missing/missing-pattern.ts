import { all } from '../../select/of-kind.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { hasMissing } from '../../statistics/present.ts';
import { categoryColumn, isMissing } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

/**
 * Adds the category `missing_pattern`: a digit a column, 1 where the row has no cell in it, as in `"010"`.
 *
 * Columns are those of the selected ones that have a missing cell in the training rows, in the table's order. Encode it as any category:
 * by frequency or target where there are many patterns. Put it before the step that imputes.
 *
 * @example
 * pipeline(missingPattern(), onColumns(named('missing_pattern'), frequencyEncode()));
 */
export function missingPattern(select: Selector = all()): Transformer {
  const kind = 'missingPattern';
  return addingStep({ kind, select: select.spec }, (train) => {
    const names = selectColumns(train, select, kind)
      .filter(hasMissing)
      .map((column) => column.name);
    return (table) => {
      const columns = names.map((name) => sameColumn(kind, table, name));
      const cells = Array.from({ length: table.length }, (_, row) =>
        columns.map((column) => (isMissing(column, row) ? '1' : '0')).join(''),
      );
      return [categoryColumn('missing_pattern', cells)];
    };
  });
}
