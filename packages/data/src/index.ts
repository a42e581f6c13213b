export type { Cell, Column, ColumnKind, NumberColumn, StringColumn } from './table/column.ts';
export type { ColumnSpec, RowOf, Schema } from './table/schema.ts';
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
