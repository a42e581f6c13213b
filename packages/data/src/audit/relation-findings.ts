import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { ColumnRelation } from './column-relations.ts';
import type { Finding } from './finding.ts';
import { showScore } from './show-score.ts';

/** From here on one column gives the target away. */
const leaking = 0.99;

/** Columns that tell the whole target by themselves, and columns that tell nothing since they never vary. */
export function relationFindings(
  train: Table,
  target: Column,
  relations: readonly ColumnRelation[],
): readonly Finding[] {
  const leaks = relations
    .filter(({ score }) => score.value > leaking)
    .map(({ column, score }): Finding => ({
      severity: 'leak',
      kind: 'column-tells-target',
      columns: [column],
      figure: score,
      evidence: `"${column}" alone tells "${target.name}": cross-validated ${score.name} ${showScore(score.value)}`,
      advice: `find out whether "${column}" is known when a prediction is asked for; if not, make it ignored() in the schema`,
    }));
  const constant = train.columns.filter((column) => column.kind !== 'id' && isConstant(column));
  return constant.length === 0 ? leaks : [...leaks, constantFinding(constant.map(({ name }) => name))];
}

const named = 3;

function constantFinding(columns: readonly string[]): Finding {
  const shown = columns
    .slice(0, named)
    .map((name) => `"${name}"`)
    .join(', ');
  const isOne = columns.length === 1;
  return {
    severity: 'note',
    kind: 'constant-column',
    columns,
    figure: { name: 'columns', value: columns.length },
    evidence: isOne
      ? `${shown} is the same in every training row`
      : `${columns.length} columns are the same in every training row: ${shown}${columns.length > named ? ', …' : ''}`,
    advice: isOne
      ? `make it ignored() in the schema, or drop(${shown})`
      : 'make them ignored() in the schema, or drop() them',
  };
}

/** All cells equal, or all missing; a single row says nothing. */
function isConstant(column: Column): boolean {
  if (column.length < 2) return false;
  if (column.kind !== 'number') return column.codes.every((code) => code === column.codes[0]);
  const first = column.values[0]!;
  return column.values.every((value) => value === first || (Number.isNaN(value) && Number.isNaN(first)));
}
