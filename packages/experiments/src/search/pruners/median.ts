import type { Pruner } from '../pruner.ts';
import { checkPercentileOptions, percentileRule, type PercentileOptions } from './percentile.ts';

/**
 * Prunes a trial that is worse than the median of the others: `percentilePruner(50)`. Simple, and hard to beat where epochs are many.
 *
 * Golovin et al. (2017), "Google Vizier", section 3.2; defaults are Optuna 5's.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const pruner = medianPruner({ startup: 8 });
 */
export function medianPruner(options: PercentileOptions = {}): Pruner {
  checkPercentileOptions('medianPruner', options);
  return Object.freeze({
    spec: Object.freeze({ kind: 'median', ...options }),
    prune: percentileRule(50, options, 'median'),
  });
}
