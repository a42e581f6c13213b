import { FoldwiseError } from '@foldwise/core';
import { checkWhole } from '../check-option.ts';
import type { PruneContext, Pruner } from '../pruner.ts';
import { asReport, standingOf } from '../standing.ts';

/** How careful a pruner is that compares a trial with the middle of the others. */
export interface PercentileOptions {
  /** Complete trials before the first one is pruned; default 5, as in Optuna. */
  readonly startup?: number;
  /** Epochs of a fold at which nothing is pruned; default 0. */
  readonly warmup?: number;
  /** Epochs from one look to the next; default 1, every epoch. */
  readonly interval?: number;
  /** The fewest trials that must have come as far; default 1. */
  readonly least?: number;
}

/** The value below which so many per cent of the values lie, interpolated as by numpy; NaN of none. */
function percentileOf(values: readonly number[], percentile: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const place = ((ascending.length - 1) * percentile) / 100;
  const below = ascending[Math.floor(place)] ?? NaN;
  const above = ascending[Math.ceil(place)] ?? NaN;
  const share = place - Math.floor(place);
  return share === 0 || below === above ? below : below + (above - below) * share;
}

/** Prunes what is worse than this percentile of the others; `name` says it in words. */
export function percentileRule(
  percentile: number,
  { startup = 5, warmup = 0, interval = 1, least = 1 }: PercentileOptions,
  name: string,
): Pruner['prune'] {
  return (context: PruneContext) => {
    const { history, reports, after } = context;
    if (history.filter(({ state }) => state === 'complete').length < Math.max(1, startup)) return undefined;
    const epoch = reports.length - 1;
    if (after === 'epoch' && (epoch < warmup || (epoch - warmup) % interval !== 0)) return undefined;
    const { own, others } = standingOf(context);
    if (Number.isNaN(own)) return 'every report so far is no number';
    const complete = others.filter(({ trial }) => trial.state === 'complete');
    if (complete.length < least) return undefined;
    const losses = complete.map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss));
    const bound = percentileOf(losses, percentile);
    if (!(own > bound)) return undefined;
    return `${asReport(own, context)} is worse than the ${name} of ${losses.length} trials, ${asReport(bound, context)}`;
  };
}

export function checkPercentileOptions(where: string, options: PercentileOptions): void {
  checkWhole(where, 'startup', options.startup ?? 5, 0, 5);
  checkWhole(where, 'warmup', options.warmup ?? 0, 0, 3);
  checkWhole(where, 'interval', options.interval ?? 1, 1, 1);
  checkWhole(where, 'least', options.least ?? 1, 1, 1);
}

/**
 * Prunes a trial that does not belong to the best so many per cent: after an epoch where its best report so far is worse than that
 * percentile of what complete trials reported at that epoch of that fold, after a fold where its mean score is worse than that of
 * theirs. The percentile is linearly interpolated; defaults are Optuna 5's.
 *
 * @param percentile from 0 to 100; 25 keeps the best quarter.
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const pruner = percentilePruner(25, { warmup: 3 });
 */
export function percentilePruner(percentile: number, options: PercentileOptions = {}): Pruner {
  const where = 'percentilePruner';
  if (!(percentile >= 0 && percentile <= 100)) {
    throw new FoldwiseError(`expected a percentile from 0 to 100, got ${String(percentile)}`, {
      code: 'input',
      where,
      hint: 'pass 25 to keep the best quarter',
    });
  }
  checkPercentileOptions(where, options);
  return Object.freeze({
    spec: Object.freeze({ kind: 'percentile', percentile, ...options }),
    prune: percentileRule(percentile, options, `${percentile}th percentile`),
  });
}
