import type { Described, Goal, LayerLine, Metric } from '@foldwise/core';

/** What a trial came to, as an objective looks at it. */
export interface TrialOutcome {
  /** What a metric says of the trial's out-of-fold predictions, taken as the competition's own is. */
  score(metric: Metric): number;
  /** The network of the first fold, a line for each layer, the whole first; null where the model is none. */
  readonly layers: readonly LayerLine[] | null;
}

/**
 * What a sweep is to be good at beside its score: a number a trial that depends on nothing but the trial, so that it is the same wherever
 * and however often it is run. What a clock says is none.
 */
export interface Objective extends Described {
  /** What tables call it; unique in its sweep. */
  readonly name: string;
  readonly goal: Goal;
  /** Where it is a metric of the predictions, which one: it must fit the competition. */
  readonly metric?: Metric;
  /** Of a trial that came to its end. What is no finite number fails the trial. */
  of(outcome: TrialOutcome): number;
}
