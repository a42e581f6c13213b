import { FoldwiseError } from '@foldwise/core';
import { checkWhole } from '../check-option.ts';
import type { PruneContext, Pruner } from '../pruner.ts';
import { climb } from './successive-halving.ts';

/** Between which ends ladders are put up. */
export interface HyperbandOptions {
  /** Epochs of a fold at the first rung of the longest ladder; default 1. */
  readonly minEpochs?: number;
  /** Epochs of a whole fold; default: as many as the first complete trial had, before which nothing is pruned. */
  readonly maxEpochs?: number;
  /** η; default 3, as in Optuna. */
  readonly reduction?: number;
}

/** ⌊log_η(max / min)⌋ + 1, in whole numbers. */
function bracketCount(minEpochs: number, maxEpochs: number, reduction: number): number {
  let count = 1;
  for (let reached = minEpochs * reduction; reached <= maxEpochs; reached *= reduction) count++;
  return count;
}

/** How many trials the brackets have in proportion: ⌈n ηˢ / (s + 1)⌉ with s = n − 1 − bracket. */
function sharesOf(brackets: number, reduction: number): readonly number[] {
  return Array.from({ length: brackets }, (_, bracket) => {
    const s = brackets - 1 - bracket;
    return Math.ceil((brackets * reduction ** s) / (s + 1));
  });
}

/**
 * Which bracket has which turn: the trials are dealt out so that at any moment each bracket has had its share as nearly as can be, and
 * after the last turn it begins anew.
 */
export function dealOf(brackets: number, reduction: number): readonly number[] {
  const shares = sharesOf(brackets, reduction);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const dealt = shares.map(() => 0);
  return Array.from({ length: total }, (_, turn) => {
    // The one that is farthest behind its share of the trials so far; of equals the first.
    const behind = shares.map((share, i) => (share * (turn + 1)) / total - dealt[i]!);
    const bracket = behind.indexOf(Math.max(...behind));
    dealt[bracket]!++;
    return bracket;
  });
}

/** How long a fold is, as far as it is known. */
function epochsOf({ history }: PruneContext): number {
  return (
    history.find(({ state, reports }) => state === 'complete' && reports.length > 0)?.reports.length ?? 0
  );
}

/**
 * Hyperband over the epochs of the first fold: ⌊log_η(max / min)⌋ + 1 brackets, of which bracket s is successive halving without the lowest s
 * rungs, so that trials which begin slowly have a chance too. A trial belongs to a bracket by its number and competes within it. Of other
 * folds it says nothing, as `successiveHalvingPruner` does.
 *
 * Li et al. (2018), "Hyperband"; brackets and shares as in Optuna 5, which deals the trials out by a hash.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const pruner = hyperbandPruner({ maxEpochs: 81 });
 */
export function hyperbandPruner(options: HyperbandOptions = {}): Pruner {
  const { minEpochs = 1, maxEpochs, reduction = 3 } = options;
  const where = 'hyperbandPruner';
  checkWhole(where, 'minEpochs', minEpochs, 1, 1);
  checkWhole(where, 'reduction', reduction, 2, 3);
  if (maxEpochs !== undefined) checkWhole(where, 'maxEpochs', maxEpochs, 1, 81);
  if (maxEpochs !== undefined && maxEpochs < minEpochs) {
    throw new FoldwiseError(`expected maxEpochs of at least minEpochs, got ${maxEpochs} and ${minEpochs}`, {
      code: 'input',
      where,
      hint: 'pass as maxEpochs the epochs that a fold is trained for',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'hyperband', minEpochs, maxEpochs: maxEpochs ?? null, reduction }),
    prune: (context: PruneContext) => {
      const longest = maxEpochs ?? epochsOf(context);
      if (context.after === 'fold' || context.fold > 0 || longest < minEpochs) return undefined;
      const deal = dealOf(bracketCount(minEpochs, longest, reduction), reduction);
      const bracketOf = (number: number): number => deal[number % deal.length]!;
      const bracket = bracketOf(context.trial);
      const history = context.history.filter(({ number }) => bracketOf(number) === bracket);
      const reason = climb({ ...context, history }, { minEpochs, reduction, skipped: bracket });
      return reason === undefined ? undefined : `bracket ${bracket}: ${reason}`;
    },
  });
}
