import { rng } from '@foldwise/core/base';
import type { Column, StringColumn } from '../table/column.ts';
import { concatTables } from '../table/concat.ts';
import type { Table } from '../table/table.ts';
import { takeRows } from '../table/table.ts';
import { auditRows } from './audit-rows.ts';
import type { ColumnScore } from './column-score.ts';
import { columnScore } from './column-score.ts';
import { innerFolds } from './inner-folds.ts';

/** A column and how well it tells another by itself. */
export interface ColumnRelation {
  readonly column: string;
  readonly score: ColumnScore;
}

/**
 * How well each column but ids tells the target by itself, in the table's order; see `columnScore`.
 *
 * Of more than 20,000 rows (or 10 million cells) a sample is looked at, the same in every call.
 *
 * @example
 * targetRelations(train, target).find(({ column }) => column === 'Sex')!.score; // { name: 'AUC', value: 0.766… }
 */
export function targetRelations(train: Table, target: Column): readonly ColumnRelation[] {
  const rows = auditRows(train.length, train.columns.length);
  return relationsOf(train.take(rows), takeRows(target, rows));
}

/**
 * How well each column but ids tells test rows from training rows by itself: 0.5 where both were drawn alike; sampled as in `targetRelations`.
 */
export function testRelations(train: Table, test: Table): readonly ColumnRelation[] {
  const [own, other] = [train, test].map((table) =>
    table.take(auditRows(table.length, 2 * table.columns.length)),
  );
  return relationsOf(concatTables(own!, other!), membershipOf(own!.length, other!.length));
}

/** The target of an adversarial validation: whether a row is one of the test rows, which come last. */
export function membershipOf(trainRows: number, testRows: number): StringColumn {
  const codes = new Int32Array(trainRows + testRows).fill(1, trainRows);
  return { kind: 'category', name: 'test', length: codes.length, codes, levels: ['train', 'test'] };
}

function relationsOf(table: Table, target: Column): readonly ColumnRelation[] {
  const folds = innerFolds(table.length, rng(0).split('audit folds'));
  return table.columns
    .filter(({ kind }) => kind !== 'id')
    .map((column) => ({ column: column.name, score: columnScore(column, target, folds) }));
}
