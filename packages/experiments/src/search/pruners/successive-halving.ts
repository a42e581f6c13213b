import { lossOf } from '../best-trials.ts';
import { checkWhole } from '../check-option.ts';
import type { PruneContext, Pruner } from '../pruner.ts';
import { asReport } from '../standing.ts';

/** The rungs of the ladder. */
export interface SuccessiveHalvingOptions {
  /** Epochs at the first rung; default 1. */
  readonly minEpochs?: number;
  /** η: of the trials that reach a rung, one in so many goes on, and the next rung is so many times as far; default 4, as in Optuna. */
  readonly reduction?: number;
  /** How many of the lowest rungs are left out; default 0. */
  readonly skipped?: number;
}

/** The rungs of a checked ladder. */
export type Ladder = Required<SuccessiveHalvingOptions>;

/** Which rung is reached with just so many epochs. */
function rungAt(epochs: number, { minEpochs, reduction, skipped }: Ladder): number | undefined {
  let reached = minEpochs * reduction ** skipped;
  for (let rung = 0; reached <= epochs; rung++, reached *= reduction) if (reached === epochs) return rung;
  return undefined;
}

/** Prunes at a rung of the ladder unless the trial is among the best 1/η that have reached it, or the best of fewer than η. */
export function climb(context: PruneContext, ladder: Ladder): string | undefined {
  const { after, fold, reports, history, goal } = context;
  const epochs = reports.length;
  const rung = after === 'epoch' && fold === 0 ? rungAt(epochs, ladder) : undefined;
  if (rung === undefined) return undefined;
  const report = reports[epochs - 1]!;
  if (Number.isNaN(report)) return `no number at rung ${rung}`;
  const own = lossOf(report, goal);
  const competing = history
    .map((trial) => trial.reports[epochs - 1] ?? NaN)
    .filter((each) => !Number.isNaN(each))
    .map((each) => lossOf(each, goal));
  const reached = [...competing, own].toSorted((a, b) => a - b);
  const promoted = Math.max(1, Math.floor(reached.length / ladder.reduction));
  const bound = reached[promoted - 1]!;
  if (own <= bound) return undefined;
  return `${asReport(own, context)} is not among the best ${promoted} of ${reached.length} at rung ${rung}, from ${asReport(bound, context)} on`;
}

/**
 * Asynchronous successive halving over the epochs of the first fold: at minEpochs · η^(skipped + r), r = 0, 1, …, a trial goes on where its
 * report is among the best 1/η of those that have come there, pruned or not. Nobody waits for a rung to fill. The ladder is climbed once:
 * whoever has come up is worth the other folds, which `pairedPruner` may be asked about.
 *
 * Li et al. (2020), "A System for Massively Parallel Hyperparameter Tuning"; as Optuna 5 does it.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const pruner = successiveHalvingPruner({ minEpochs: 2 });
 */
export function successiveHalvingPruner(options: SuccessiveHalvingOptions = {}): Pruner {
  const { minEpochs = 1, reduction = 4, skipped = 0 } = options;
  const where = 'successiveHalvingPruner';
  checkWhole(where, 'minEpochs', minEpochs, 1, 1);
  checkWhole(where, 'reduction', reduction, 2, 4);
  checkWhole(where, 'skipped', skipped, 0, 0);
  const ladder = Object.freeze({ minEpochs, reduction, skipped });
  return Object.freeze({
    spec: Object.freeze({ kind: 'successiveHalving', ...ladder }),
    prune: (context: PruneContext) => climb(context, ladder),
  });
}
