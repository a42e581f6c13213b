import type { Column } from '../table/column.ts';
import type { ColumnScore } from './column-score.ts';

/**
 * The least score that chance does not explain: for an AUC 0.5 plus five standard errors of Mann and Whitney's statistic, √((1/n⁺ + 1/n⁻) / 12),
 * for an R² 50 / rows.
 */
export function aboveChance(name: ColumnScore['name'], target: Column): number {
  if (target.kind === 'number' || name === 'R²') return 50 / target.length;
  const sizes = new Float64Array(target.levels.length);
  for (const code of target.codes) if (code >= 0) sizes[code]!++;
  const least = sizes.reduce((smallest, size) => (size > 0 ? Math.min(smallest, size) : smallest), Infinity);
  return 0.5 + 5 * Math.sqrt((1 / least + 1 / Math.max(1, target.length - least)) / 12);
}
