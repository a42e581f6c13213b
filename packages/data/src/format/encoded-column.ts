import type { Column, StringColumn } from '../table/column.ts';
import { inferStringKind } from '../table/infer-kind.ts';
import type { Schema } from '../table/schema.ts';
import { withLevels } from '../table/with-levels.ts';

/** A column of strings as a reader found them, its kind inferred from all of its cells unless stated. */
export function encodedColumn(
  name: string,
  kind: StringColumn['kind'] | undefined,
  codes: Int32Array,
  levels: readonly string[],
): StringColumn {
  return { kind: kind ?? kindOfStrings(levels.length, codes), name, length: codes.length, codes, levels };
}

function kindOfStrings(levels: number, codes: Int32Array): 'category' | 'text' {
  let cells = 0;
  // Not `for … of`, which makes an object for each cell until the loop is compiled.
  for (let row = 0; row < codes.length; row++) cells += codes[row]! < 0 ? 0 : 1;
  return inferStringKind(levels, cells);
}

/** The column with the levels that its schema states first, in their order. */
export function levelsBySchema(column: Column, schema: Schema = {}): Column {
  const levels = Object.hasOwn(schema, column.name) ? schema[column.name]!.levels : undefined;
  return levels === undefined || column.kind === 'number' ? column : withLevels(column, levels);
}
