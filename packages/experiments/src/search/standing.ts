import { lossOf } from './best-trials.ts';
import type { PruneContext, ReportedTrial } from './pruner.ts';

function meanOf(losses: readonly number[]): number {
  const defined = losses.filter((loss) => !Number.isNaN(loss));
  return defined.reduce((sum, loss) => sum + loss, 0) / defined.length;
}

/** How a trial stands and how others stood after as many reports, as losses: lower is better, NaN where nothing is known. */
export interface Standing {
  readonly own: number;
  readonly others: readonly { readonly trial: ReportedTrial; readonly loss: number }[];
}

const asLoss = (report: number, { goal }: PruneContext): number =>
  Number.isNaN(report) ? NaN : lossOf(report, goal);

/**
 * Compares a trial with those that came as far.
 *
 * - After an epoch: the best report of the trial so far, with the reports of the others at that epoch, so that a training which
 *   wavers is judged by its good moments.
 * - After a fold: the mean score over the folds so far, with that of the others over the same folds, since folds are not equally hard.
 */
export function standingOf(context: PruneContext): Standing {
  const { after, reports, history } = context;
  const steps = reports.length;
  const losses = (of: readonly number[]): readonly number[] =>
    of.slice(0, steps).map((report) => asLoss(report, context));
  const peers = history.filter((trial) => trial.reports.length >= steps);
  if (after === 'fold') {
    return {
      own: meanOf(losses(reports)),
      others: peers.map((trial) => ({ trial, loss: meanOf(losses(trial.reports)) })),
    };
  }
  const defined = losses(reports).filter((loss) => !Number.isNaN(loss));
  return {
    own: defined.length === 0 ? NaN : Math.min(...defined),
    others: peers.map((trial) => ({ trial, loss: asLoss(trial.reports[steps - 1]!, context) })),
  };
}

/** A loss as a report of this goal again, in few digits: what a person compares with. */
export function asReport(loss: number, { goal }: PruneContext): string {
  const report = goal === 'minimize' ? loss : -loss;
  return String(Number(report.toPrecision(4)));
}
