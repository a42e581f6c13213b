import { levelCounts } from '../../statistics/level-counts.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { FeatureDecision } from '../transformer.ts';
import { sameness } from '../selection/drop-constant-columns.ts';
import { duplicatesAmong } from '../selection/drop-duplicate-columns.ts';
import type { Block, ColumnPlan } from './block.ts';
import { leftOut } from './block.ts';
import { categoryBlocks } from './category-blocks.ts';
import { numberBlocks } from './number-blocks.ts';
import { dateOrderOf, textBlocks } from './text-blocks.ts';

/** From so large a share of equal cells on, a column is left out. */
const nearlyConstant = 0.999;
/** Strings of at most so many levels are a category whatever their kind. */
const mostLevels = 10;

/** What a plan is made by. */
export interface PlanContext {
  /** How many columns an encoding by the target has: one a class of more than two. */
  readonly parts: number;
  /** Of piecewise-linear encodings. */
  readonly bins: number;
  /** Whether a column says something of the target. */
  readonly isRelated: (column: Column) => boolean;
}

/** What each column of the training rows by itself becomes, or why it is left out. */
export function planColumns(train: Table, { parts, bins, isRelated }: PlanContext): ColumnPlan {
  const why = reasonsToLeaveOut(train, isRelated);
  const dropped: FeatureDecision[] = [];
  const blocks: Block[] = [];
  for (const column of train.columns) {
    const because = why.get(column.name);
    const plan =
      because === undefined
        ? planOf(column, parts, bins)
        : { blocks: [], dropped: [leftOut(column.name, because)] };
    blocks.push(...plan.blocks);
    dropped.push(...plan.dropped);
  }
  return { blocks, dropped };
}

function reasonsToLeaveOut(train: Table, isRelated: PlanContext['isRelated']): ReadonlyMap<string, string> {
  const why = new Map<string, string>();
  const kept = train.columns.filter((column) => {
    const because =
      column.kind === 'id'
        ? 'names the row'
        : (sameness(column, nearlyConstant) ??
          (countsRows(column) && !isRelated(column) ? uselessCount : undefined));
    if (because !== undefined) why.set(column.name, because);
    return because === undefined;
  });
  // Without rows everything would be the same.
  if (train.length > 0) for (const [name, because] of duplicatesAmong(kept)) why.set(name, because);
  return why;
}

const uselessCount = 'counts the rows, and says nothing of the target';

/** Whether a number could be the row's: whole, always growing (or falling), and with few left out. Measures that were sorted look alike. */
function countsRows(column: Column): boolean {
  if (column.kind !== 'number' || column.length < 3) return false;
  const { values, length } = column;
  const direction = Math.sign(values[1]! - values[0]!);
  const isOrdered = values.every(
    (value, row) =>
      Number.isInteger(value) && (row === 0 || Math.sign(value - values[row - 1]!) === direction),
  );
  // Of half the rows, as of two folds, every second number is missing on average.
  const span = Math.abs(values[length - 1]! - values[0]!);
  return direction !== 0 && isOrdered && span <= 2 * length;
}

function planOf(column: Column, parts: number, bins: number): ColumnPlan {
  if (column.kind === 'number') return { blocks: numberBlocks(column, bins), dropped: [] };
  const levels = levelCounts(column);
  const isDates = dateOrderOf([...levels.keys()]) !== undefined;
  if (!isDates && (column.kind === 'category' || levels.size <= mostLevels)) {
    return { blocks: categoryBlocks(column, parts), dropped: [] };
  }
  return textBlocks(column, parts);
}
