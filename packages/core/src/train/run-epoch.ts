import { FoldwiseError } from '../errors.ts';
import type { Pass, Program, Trainer } from '../executor/executor.ts';
import { moved } from '../nn/located.ts';
import { readable } from '../nn/readable.ts';
import type { Tree } from '../tensor/tensor.ts';
import { allFinite } from '../tensor/all-finite.ts';
import { leavesOf } from '../tensor/tree.ts';
import { inSlices } from './breathe.ts';
import { diverged, overflowOf } from './divergence.ts';
import type { Handling } from './handlers/handling.ts';
import type { WeightPlan } from './weight-plan.ts';

/** How much the rows of a batch count together. */
function weightOf({ data, order, batchSize }: Pass, batch: number): number {
  const rows = order.subarray(batch * batchSize, (batch + 1) * batchSize);
  const weights = data.rowWeights?.data;
  return weights === undefined ? rows.length : rows.reduce((sum, row) => sum + weights[row]!, 0);
}

/** How an epoch ended: the mean loss of its rows, or why it was broken off. */
export type EpochEnd =
  | { readonly loss: number }
  | { readonly problem: FoldwiseError }
  | 'aborted'
  | 'stopped';

/** A training under way. */
export interface Run {
  readonly trainer: Trainer;
  readonly plan: WeightPlan;
  readonly program: Omit<Program, 'optimizer'>;
  readonly isFloat32: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onBatch: Handling['onBatch'];
}

/** Takes steps, the errors of which name the epoch too. */
function stepsOf(trainer: Trainer, epoch: number, pass: Pass, from: number, to: number): Float64Array {
  try {
    return trainer.steps(pass, from, to);
  } catch (thrown) {
    const error = readable(thrown);
    const isOfBatch = error instanceof FoldwiseError && error.code !== 'shape' && error.code !== 'file';
    throw isOfBatch ? moved(`epoch ${epoch}`, error) : error;
  }
}

/** Takes the steps of an epoch, which starts from weights `before`, and looks at the signal now and then. */
export async function runEpoch(run: Run, pass: Pass, epoch: number, before: Tree): Promise<EpochEnd> {
  const { trainer, plan, signal, onBatch } = run;
  const count = pass.seeds.length;
  const weightsNow = (): Tree => plan.trained(trainer.weights());
  const problem = (what: string, batch: number): EpochEnd => {
    const evidence = { ...run, pass, before: plan.trained(before) };
    return { problem: diverged(what, overflowOf(evidence, batch, weightsNow())) };
  };
  let [sum, weight] = [0, 0];
  let end: EpochEnd | undefined;
  const take = (from: number, to: number): void =>
    stepsOf(trainer, epoch, pass, from, to).forEach((loss, i) => {
      const batch = from + i;
      const batchWeight = weightOf(pass, batch);
      sum += loss * batchWeight;
      weight += batchWeight;
      if (!Number.isFinite(loss))
        end = problem(`a loss of ${loss} in batch ${batch + 1} of epoch ${epoch}`, batch);
      else if (onBatch?.({ epoch, batch: batch + 1, batches: count, loss }) === 'stop') end = 'stopped';
    });
  await inSlices(count, (from, to) => {
    // Where somebody is told of every step, each is taken by itself.
    const stride = onBatch === undefined ? to - from : 1;
    for (let batch = from; batch < to && end === undefined; batch += stride) {
      if (signal?.aborted === true) end = 'aborted';
      else take(batch, batch + stride);
    }
    return end === undefined;
  });
  if (end !== undefined) return end;
  if (leavesOf(weightsNow()).every(({ leaf }) => allFinite(leaf))) return { loss: sum / weight };
  return problem(`other weights after batch ${count} of epoch ${epoch}`, count);
}
