import type { Column } from './column.ts';
import { takeRows } from './table.ts';

/** What is predicted, as features and splitters are handed it: a column, or where several numbers are predicted, a column each. */
export type Target = Column | readonly Column[];

/** The columns of a target, one or several. */
export function columnsOfTarget(target: Target): readonly Column[] {
  return 'kind' in target ? [target] : target;
}

/** The target of these rows alone. */
export function takeTarget(target: Target, rows: Uint32Array): Target {
  return 'kind' in target ? takeRows(target, rows) : target.map((column) => takeRows(column, rows));
}
