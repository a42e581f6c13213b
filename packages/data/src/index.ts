export type { Cell, Column, ColumnKind, NumberColumn, StringColumn } from './table/column.ts';
export {
  categoryColumn,
  cellAt,
  cellsOf,
  idColumn,
  isMissing,
  numberColumn,
  renamed,
  stringColumn,
  textColumn,
} from './table/column.ts';
export type { ValueCount } from './table/count.ts';
export { missingCount, uniqueCount, uniqueValues, usedLevels, valueCounts } from './table/count.ts';
export { concatColumns, concatTables } from './table/concat.ts';
export { inferStringKind } from './table/infer-kind.ts';
export type { Row } from './table/rows.ts';
export { columnFromCells, rowsOf, tableFromRows } from './table/rows.ts';
export type { ColumnRole, ColumnSpec, RowOf, Schema } from './table/schema.ts';
export {
  category,
  defineSchema,
  group,
  id,
  ignored,
  nameOfRole,
  number,
  specOfSchema,
  target,
  text,
} from './table/schema.ts';
export { Table, takeRows } from './table/table.ts';
export type { Selector } from './select/selector.ts';
export type { Fold, Splitter } from './split/splitter.ts';
export type {
  ColumnTransformer,
  FittedColumnTransformer,
  FittedTransformer,
  Transformer,
} from './transform/transformer.ts';
export type { Dataset } from './dataset.ts';
export type { CompetitionData, Source, SourceFile } from './source/source.ts';
