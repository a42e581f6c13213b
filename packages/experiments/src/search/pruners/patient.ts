import { FoldwiseError } from '@foldwise/core';
import { lossOf } from '../best-trials.ts';
import { checkWhole } from '../check-option.ts';
import type { PruneContext, Pruner } from '../pruner.ts';

/** How patient. */
export interface PatientOptions {
  /** Epochs without improvement that are borne; default 5. */
  readonly patience?: number;
  /** What counts as no improvement, in the units of the reports; default 0. */
  readonly minDelta?: number;
}

/** Whether the last `patience + 1` reports are all worse than the best one before them. */
function isStalled({ reports, goal }: PruneContext, patience: number, minDelta: number): boolean {
  if (reports.length <= patience + 1) return false;
  // What is no number is Infinity as a loss, and improves on nothing.
  const losses = reports.map((report) => lossOf(report, goal));
  const before = Math.min(...losses.slice(0, -patience - 1));
  return before + minDelta < Math.min(...losses.slice(-patience - 1));
}

/**
 * Asks another pruner about an epoch only once the training has stalled: its last `patience + 1` reports are worse than the best one
 * before by more than `minDelta`. What is said of folds is left to the other pruner.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const pruner = patientPruner(medianPruner(), { patience: 3 });
 */
export function patientPruner(pruner: Pruner, options: PatientOptions = {}): Pruner {
  const { patience = 5, minDelta = 0 } = options;
  const where = 'patientPruner';
  checkWhole(where, 'patience', patience, 0, 5);
  if (!(minDelta >= 0 && minDelta < Infinity)) {
    throw new FoldwiseError(`expected minDelta as a number of at least 0, got ${String(minDelta)}`, {
      code: 'input',
      where,
      hint: 'leave it out, or pass minDelta: 0.001',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'patient', pruner: pruner.spec, patience, minDelta }),
    prune: (context: PruneContext) =>
      context.after === 'fold' || isStalled(context, patience, minDelta) ? pruner.prune(context) : undefined,
  });
}
