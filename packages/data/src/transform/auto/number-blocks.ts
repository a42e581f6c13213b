import { named } from '../../select/named.ts';
import { presentValues } from '../../statistics/present.ts';
import { summaryOf } from '../../statistics/summary.ts';
import { float64Of } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import { missingCount, uniqueCount } from '../../table/count.ts';
import { asCategory } from '../column/as-category.ts';
import { impute } from '../column/impute.ts';
import { log1pScale } from '../column/log1p-scale.ts';
import { oneHot } from '../column/one-hot.ts';
import { piecewiseLinear } from '../column/piecewise-linear.ts';
import { rankGauss } from '../column/rank-gauss.ts';
import { robustScale } from '../column/robust-scale.ts';
import { smoothClip } from '../column/smooth-clip.ts';
import { onColumns } from '../on-columns.ts';
import type { ColumnTransformer } from '../transformer.ts';
import type { Block } from './block.ts';
import { stepsOf } from './block.ts';

/** Skewness from which a scale is changed: that of an exponential distribution. */
const skewed = 2;
/** Whole numbers of at most so many values are taken for levels too. */
const mostLevels = 20;
/** Levels of fewer rows than this share a column. */
const rareBelow = 10;

/** How a number becomes features: centred and scaled, with the shape of its distribution and its gaps seen to. */
export function numberBlocks(column: NumberColumn, bins: number): readonly Block[] {
  return [scaledBlock(column), ...levelsBlock(column), ...(bins > 0 ? binsBlock(column, bins) : [])];
}

function scaledBlock(column: NumberColumn): Block {
  const { name, length } = column;
  const missing = missingCount(column);
  const { step: shape, because } = shapeOf(column);
  const steps = [impute('median', { indicator: true }), ...shape, robustScale({ smoothClip: true })];
  const gaps = missing === 0 ? '' : `, ${percent(missing, length)} missing`;
  // The indicator is 0 or 1 and is scaled with the number.
  return {
    columns: [name],
    does: stepsOf(steps),
    because: `numbers${because}${gaps}`,
    step: onColumns(named(name), ...steps),
    width: missing === 0 ? 1 : 2,
    tier: 0,
  };
}

interface Shape {
  readonly step: readonly ColumnTransformer[];
  readonly because: string;
}

/** Logarithms where they make a skewed distribution even enough, ranks where they do not. */
export function shapeOf(column: NumberColumn): Shape {
  const present = presentValues(column);
  const skewness = summaryOf('skew', present);
  if (!(Math.abs(skewness) > skewed) || uniqueCount(column) <= mostLevels) return { step: [], because: '' };
  const because = `, skewness ${skewness.toPrecision(2)}`;
  const [logarithm] = log1pScale()
    .fit(column)
    .transform({ kind: 'number', name: column.name, length: present.length, values: present });
  const after = logarithm?.kind === 'number' ? summaryOf('skew', float64Of(logarithm.values)) : skewness;
  const isPositive = present.every((value) => value >= 0);
  if (isPositive && Math.abs(after) <= skewed) return { step: [log1pScale()], because };
  return { step: [rankGauss()], because: `${because} that logarithms do not mend` };
}

function levelsBlock(column: NumberColumn): readonly Block[] {
  const { name } = column;
  const levels = uniqueCount(column);
  const isLevels = levels > 2 && levels <= mostLevels && presentValues(column).every(Number.isInteger);
  if (!isLevels) return [];
  const steps = [asCategory(), oneHot({ rareBelow })];
  return [
    {
      columns: [name],
      does: stepsOf(steps),
      because: `whole numbers of ${levels} values: a category too`,
      step: onColumns(named(name), ...steps),
      width: levels,
      tier: 2,
    },
  ];
}

function binsBlock(column: NumberColumn, bins: number): readonly Block[] {
  const { name } = column;
  if (uniqueCount(column) <= mostLevels) return [];
  const steps = [impute('median'), piecewiseLinear({ bins }), smoothClip()];
  return [
    {
      columns: [name],
      does: stepsOf(steps),
      because: 'numbers: 0 … 1 in each quantile bin',
      step: onColumns(named(name), ...steps),
      width: bins,
      tier: 2,
    },
  ];
}

/** "12 %", "0.4 %". */
export function percent(part: number, whole: number): string {
  return `${Number(((100 * part) / Math.max(1, whole)).toPrecision(2))} %`;
}
