import type { ReportUnit } from '../model/model.ts';
import type { ReportedTrial } from '../search/pruner.ts';
import type { TrialEnded } from './study-event.ts';

/** Trials that a pruner may compare with, as the journal keeps them. */
type Reported = Extract<TrialEnded, { readonly folds: unknown }>;

export function isReported(event: TrialEnded): event is Reported {
  return event.type !== 'trial-failed';
}

const stateOf = (event: Reported): ReportedTrial['state'] =>
  event.type === 'trial-complete' ? 'complete' : 'pruned';

/** What earlier trials told after each epoch of a fold, where it was of the same unit. */
export function epochsOf(
  earlier: readonly TrialEnded[],
  fold: number,
  unit: ReportUnit,
): readonly ReportedTrial[] {
  return earlier.filter(isReported).flatMap((event) => {
    const details = event.folds[fold];
    if (details === undefined || (details.unit ?? 'metric') !== unit) return [];
    return [{ number: event.trial, state: stateOf(event), reports: details.curve }];
  });
}

/** The scores of the folds that earlier trials came to the end of. */
export function foldsOf(earlier: readonly TrialEnded[]): readonly ReportedTrial[] {
  return earlier.filter(isReported).map((event) => {
    const isCut = event.type === 'trial-pruned' && event.epoch !== null;
    const folds = isCut ? event.folds.slice(0, event.fold) : event.folds;
    return { number: event.trial, state: stateOf(event), reports: folds.map(({ score }) => score ?? NaN) };
  });
}
