import { FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { faultOfPredictions } from '../model/check-predictions.ts';
import { rowsOf } from '../model/hold-out-rows.ts';
import { averagedScore } from './averaging.ts';
import { applyEnsemble } from './ensemble.ts';
import type { Ensemble, MemberPool } from './ensemble.ts';
import { EnsembleChooser } from './ensemble-chooser.ts';
import { EnsembleFits, fill } from './ensemble-fits.ts';
import type { Candidate, NestedEnsembleOptions } from './nesting-options.ts';

/** An ensemble, and how good it is. */
export interface NestedEnsemble {
  /** Learned from all rows: what is applied to the test rows. */
  readonly ensemble: Ensemble;
  /**
   * `[rows, outputs]`: each part's rows as predicted by an ensemble that was chosen and learned from the other parts alone; NaN in rows
   * of no part.
   */
  readonly predictions: Tensor;
  /** The metric on those predictions: an honest estimate. */
  readonly nested: number;
  /** The metric of the ensemble on the very rows that it was learned from: too good. */
  readonly raw: number;
  /** The nested one for the mean of the folds' models, where it is known what they gain: see `averagedScore`. */
  readonly averaged?: number;
  /** The methods, each by its nested estimate, which is a little too good for one that was taken because of it. */
  readonly blenders: readonly Candidate[];
  /** Of the method that was taken, with each post-processor. */
  readonly postProcessors: readonly Candidate[];
}

/** Refuses a member that does not say something of every row of the parts. */
function checkMembers({ task, names, predictions }: MemberPool, parts: readonly Uint32Array[]): void {
  const rows = Uint32Array.from(parts.flatMap((part) => [...part])).toSorted();
  for (const [m, prediction] of predictions.entries()) {
    const fault = faultOfPredictions(task, rows.length, rowsOf(prediction, rows));
    if (fault === undefined) continue;
    throw new FoldwiseError(fault, {
      code: 'data',
      where: `out-of-fold predictions of ${names[m]}`,
      hint: 'leave this run out',
    });
  }
}

/**
 * Learns an ensemble from out-of-fold predictions, and says honestly how good it is.
 *
 * A score on the rows that weights were learned from is too good, the more so the more there was to choose. So each part of the rows is
 * left out in turn: members, method, weights and post-processing are chosen and learned from the other parts alone, and the part is
 * predicted by what comes out. The metric on all of these predictions at once is the estimate. Where methods or post-processors are to be
 * chosen, that too goes by such an estimate, within the parts that are left.
 *
 * What is estimated is the procedure with a part less of the rows to learn from than the ensemble has.
 *
 * @param parts as `nestingParts` makes them; at least two.
 * @throws FoldwiseError `data` for a member with NaN in some part, by its name; `aborted` where the signal stopped it.
 * @example
 * const { ensemble, nested, raw } = await nestedEnsemble(pool, parts, { blenders: [caruana()], rng: rng(0) });
 */
export async function nestedEnsemble(
  pool: MemberPool,
  parts: readonly Uint32Array[],
  options: NestedEnsembleOptions,
): Promise<NestedEnsemble> {
  checkMembers(pool, parts);
  const fits = new EnsembleFits(pool, parts, options);
  const chooser = new EnsembleChooser(pool, options, fits);
  const final = await chooser.choose([], true);
  const rows = fits.rows(fits.left([]));
  const inSample = applyEnsemble(
    final.ensemble,
    pool.predictions.map((prediction) => rowsOf(prediction, rows)),
    pool.task,
  );
  const predictions = fits.nothing();
  for (const part of parts.keys()) {
    const { ensemble } = await chooser.choose([part], false);
    const own = fits.rows([part]);
    const members = pool.predictions.map((prediction) => rowsOf(prediction, own));
    fill(predictions, own, applyEnsemble(ensemble, members, pool.task));
  }
  const nested = fits.score(rows, rowsOf(predictions, rows));
  const gain = fits.gainOf(final.ensemble);
  return {
    ...final,
    predictions,
    nested,
    ...(gain !== undefined && { averaged: averagedScore(pool.metric, nested, gain) }),
    raw: fits.score(rows, inSample),
  };
}
