import type { ReportUnit } from '../model/model.ts';
import { detailsOf } from './fold-details.ts';
import type { FoldOutcome } from './fold-task.ts';
import type { FoldDetails } from './run-details.ts';
import type { TrialPruned } from './study-event.ts';
import type { Cut } from './trial-watch.ts';

/** What the last fold had told when it was cut. */
interface Told {
  readonly curve: readonly number[];
  readonly unit: ReportUnit;
}

function cutFold({ fold }: Cut, outcome: FoldOutcome, { curve, unit }: Told): FoldDetails {
  const seconds = outcome.ok ? outcome.result.seconds : (outcome.seconds ?? 0);
  return { fold, score: null, curve: [...curve], unit, epochs: null, seconds, weights: null };
}

/** The mean of the scores there are; NaN of none. */
function meanScore(folds: readonly FoldDetails[]): number {
  const scores = folds.map(({ score }) => score).filter((score) => score !== null);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/**
 * What is kept of a trial that was pruned: the folds before the cut as they are, the one of the cut as far as it counts. Predictions and
 * weights are not: nobody submits or blends them.
 */
export function prunedTrial(
  cut: Cut,
  outcomes: readonly FoldOutcome[],
  told: Told,
): Pick<TrialPruned, 'type' | 'fold' | 'epoch' | 'steps' | 'score' | 'folds' | 'reason'> {
  const { fold, epoch, reason } = cut;
  const whole = outcomes
    .slice(0, fold + (epoch === null ? 1 : 0))
    .flatMap((outcome, i) => (outcome.ok ? [detailsOf(outcome.result, i, null)] : []));
  const folds = epoch === null ? whole : [...whole, cutFold(cut, outcomes[fold]!, told)];
  const isScore = epoch !== null && told.unit === 'metric';
  return {
    type: 'trial-pruned',
    fold,
    epoch,
    steps: folds.reduce((sum, { curve }) => sum + Math.max(1, curve.length), 0),
    // A loss is in other units than what samplers know of complete trials.
    score: isScore ? told.curve.at(-1)! : meanScore(whole),
    folds,
    reason,
  };
}
