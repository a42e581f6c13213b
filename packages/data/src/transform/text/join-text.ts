import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { cellAt, textColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

export interface JoinTextOptions {
  /** The name of the new text column; default `'joined'`. */
  readonly name?: string;
}

/**
 * Adds a text that says of each column what is in it, a word a column: `"sex_male embarked_s cabin_missing"`.
 *
 * Whatever is no letter or digit becomes `_`, so that a cell stays one word. Behind it belong `textRidge`, with pairs of words for columns
 * that stand side by side, or `tfIdf`. Nothing is learned. Playground S6E3.
 *
 * @example
 * pipeline(joinText(categorical()), textRidge(named('joined'), { ngrams: [1, 2] }), drop('joined'));
 */
export function joinText(select: Selector, options: JoinTextOptions = {}): Transformer {
  const { name = 'joined' } = options;
  const kind = 'joinText';
  return addingStep({ kind, select: select.spec, name }, (train) => {
    const names = selectColumns(train, select, kind).map((column) => column.name);
    return (table) => {
      const columns = names.map((of) => sameColumn(kind, table, of));
      const texts = Array.from({ length: table.length }, (_, row) =>
        columns.map((column) => word(`${column.name}_${cellAt(column, row) ?? 'missing'}`)).join(' '),
      );
      return [textColumn(name, texts)];
    };
  });
}

function word(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}
