import type { Goal, Rng } from '@foldwise/core';
import type { ReportUnit } from '../model/model.ts';
import type { Pruner, ReportedTrial } from '../search/pruner.ts';
import type { FoldOutcome } from './fold-task.ts';
import { epochsOf, foldsOf } from './reported.ts';
import type { TrialEnded } from './study-event.ts';

/** What the decisions on a trial depend on, beside what it reports. */
export interface PruningPlan {
  readonly pruner: Pruner;
  readonly trial: number;
  readonly folds: number;
  /** Of the metric. */
  readonly goal: Goal;
  /** How the trials that it may see have ended, by number. */
  readonly earlier: readonly TrialEnded[];
  /** Of the trial. */
  readonly rng: Rng;
}

/** Where a trial was pruned, and why. */
export interface Cut {
  readonly fold: number;
  /** From 1; null: after the fold. */
  readonly epoch: number | null;
  readonly reason: string;
}

/** What a fold has told. */
interface FoldWatch {
  readonly stop: AbortController;
  readonly curve: number[];
  unit: ReportUnit;
  /** Trials to compare with, found out at the first report. */
  peers: readonly ReportedTrial[] | undefined;
  score: number | undefined;
}

/**
 * Follows a trial and ends it where the pruner says so, by the logical order of its reports: epoch by epoch in fold 0, then fold 0, then
 * epoch by epoch in fold 1. Folds may run at the same time and report in any order: a decision needs only what stands before it in that
 * order, the earliest decision to prune counts, and what lies behind it is stopped and forgotten. So the outcome does not depend on who was
 * first.
 */
export class TrialWatch {
  readonly #plan: PruningPlan | undefined;
  readonly #folds: readonly FoldWatch[];
  /** The first fold that is not known to have been finished and kept. */
  #next = 0;
  #cut: Cut | undefined;
  #fault: { readonly error: unknown } | undefined;

  /** @param plan undefined where nothing is ever pruned. */
  constructor(folds: number, plan: PruningPlan | undefined) {
    this.#plan = plan;
    this.#folds = Array.from({ length: folds }, () => ({
      stop: new AbortController(),
      curve: [],
      unit: 'metric',
      peers: undefined,
      score: undefined,
    }));
  }

  /** Aborted where what comes of the fold is no longer wanted. */
  stopOf(fold: number): AbortSignal {
    return this.#folds[fold]!.stop.signal;
  }

  /** A report; one that was heard before, from a thread that was lost, counts once. */
  epoch(fold: number, epoch: number, value: number, unit: ReportUnit): void {
    const watch = this.#folds[fold]!;
    if (watch.stop.signal.aborted || epoch !== watch.curve.length + 1) return;
    watch.curve.push(value);
    watch.unit = unit;
    if (this.#plan === undefined) return;
    const { earlier, goal } = this.#plan;
    watch.peers ??= epochsOf(earlier, fold, unit);
    this.#ask(fold, epoch, watch.curve, watch.peers, unit === 'loss' ? 'minimize' : goal);
  }

  /** The end of a fold, all of whose reports have been heard. */
  finished(fold: number, outcome: FoldOutcome): void {
    if (this.stopOf(fold).aborted) return;
    if (!outcome.ok) {
      // The trial has failed, whatever later folds do.
      this.#stopFrom(fold + 1);
      return;
    }
    this.#folds[fold]!.score = outcome.result.score;
    while (this.#next < this.#folds.length && this.#folds[this.#next]!.score !== undefined) {
      const last = this.#next++;
      if (this.#plan === undefined || last === this.#folds.length - 1 || this.stopOf(last).aborted) continue;
      const scores = this.#folds.slice(0, last + 1).map(({ score }) => score!);
      this.#ask(last, null, scores, foldsOf(this.#plan.earlier), this.#plan.goal);
    }
  }

  /** Where the trial was pruned, once all folds have ended; throws what the pruner threw. */
  cut(): Cut | undefined {
    if (this.#fault !== undefined) throw this.#fault.error;
    return this.#cut;
  }

  /** What a fold has told, as far as it counts. */
  toldBy(fold: number): { readonly curve: readonly number[]; readonly unit: ReportUnit } {
    return this.#folds[fold]!;
  }

  #ask(
    fold: number,
    epoch: number | null,
    reports: readonly number[],
    history: readonly ReportedTrial[],
    goal: Goal,
  ): void {
    const { pruner, trial, folds, rng } = this.#plan!;
    try {
      const reason = pruner.prune({
        trial,
        after: epoch === null ? 'fold' : 'epoch',
        fold,
        folds,
        reports: [...reports],
        history,
        goal,
        rng: rng.split(`fold ${fold}${epoch === null ? '' : `, epoch ${epoch}`}`),
      });
      if (reason === undefined) return;
      this.#cut = { fold, epoch, reason };
      this.#stopFrom(epoch === null ? fold + 1 : fold);
    } catch (error) {
      // A report comes out of another thread, where nobody would catch this.
      this.#fault ??= { error };
      this.#stopFrom(0);
    }
  }

  /** What is asked about later is never behind a cut: so a new cut always lies before an older one. */
  #stopFrom(fold: number): void {
    for (const { stop } of this.#folds.slice(fold)) stop.abort();
  }
}
