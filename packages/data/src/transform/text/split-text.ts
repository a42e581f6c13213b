import { FoldwiseError } from '@foldwise/core/base';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { cellAt, categoryColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkWhole } from '../check-option.ts';
import { expectStrings } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

export interface SplitTextOptions {
  /** What stands between the pieces. */
  readonly by: string;
  /** How many pieces become columns; further ones are left out. */
  readonly pieces: number;
  /** Count from the end: the last piece is the first column; default false. */
  readonly fromEnd?: boolean;
}

/**
 * Adds the pieces of composite cells as categories: `"B/12/P"` by `/` gives `Cabin_1` B, `Cabin_2` 12, `Cabin_3` P.
 *
 * Blanks around a piece are left out. A piece that is not there or empty is missing. Encode them as any category, or read numbers by
 * `derive`.
 *
 * @example
 * splitText(named('Cabin'), { by: '/', pieces: 3 });
 */
export function splitText(select: Selector, options: SplitTextOptions): Transformer {
  const { by, pieces, fromEnd = false } = options;
  const kind = 'splitText';
  checkWhole(kind, 'pieces', pieces, 1);
  if (by === '') {
    throw new FoldwiseError('expected by to be a text that stands between the pieces, got an empty one', {
      code: 'input',
      where: kind,
      hint: "pass by: '/'",
    });
  }
  return addingStep({ kind, select: select.spec, by, pieces, fromEnd }, (train) => {
    const names = selectColumns(train, select, kind).map((column) => expectStrings(kind, column).name);
    return (table) =>
      names.flatMap((name) => {
        const column = sameColumn(kind, table, name);
        const cells = Array.from({ length: table.length }, (_, row) => {
          const parts = String(cellAt(column, row) ?? '').split(by);
          return fromEnd ? parts.toReversed() : parts;
        });
        return Array.from({ length: pieces }, (_, k) =>
          categoryColumn(
            `${name}_${k + 1}`,
            cells.map((parts) => parts[k]?.trim() || null),
          ),
        );
      });
  });
}
