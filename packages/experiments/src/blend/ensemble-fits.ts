import { setImmediate } from 'node:timers/promises';
import { FoldwiseError, isBetter } from '@foldwise/core';
import type { Rng, Tensor } from '@foldwise/core';
import { rowsOf } from '../model/hold-out-rows.ts';
import type { Blender } from './blender.ts';
import { averagedScore, averagingGain } from './averaging.ts';
import { applyEnsemble, blendedBy } from './ensemble.ts';
import type { Ensemble, MemberPool } from './ensemble.ts';
import type { BlendWeights } from './mixture.ts';
import type { Candidate, NestedEnsembleOptions } from './nesting-options.ts';
import type { Scored } from './simplest-of.ts';

/** A candidate as it is compared with others. */
export interface Compared extends Candidate, Scored {}

/** Puts the predictions of some rows where they belong among those of all. */
export function fill(into: Tensor, rows: Uint32Array, { data }: Tensor): void {
  const width = into.shape[1]!;
  for (const [at, row] of rows.entries()) {
    into.data.set(data.subarray(at * width, (at + 1) * width), row * width);
  }
}

/** A method and the parts that are left out, in any order. */
function keyOf(b: number, out: readonly number[]): string {
  return `${b} without ${out.toSorted((x, y) => x - y).join(',')}`;
}

/** Everything that is fitted, once for each set of parts that is left out. */
export class EnsembleFits {
  readonly #pool: MemberPool;
  readonly #parts: readonly Uint32Array[];
  readonly #options: NestedEnsembleOptions;
  readonly #weights = new Map<string, BlendWeights>();
  readonly #nested = new Map<string, Tensor>();
  readonly #gains = new Map<string, number | undefined>();
  readonly #most: number;

  constructor(pool: MemberPool, parts: readonly Uint32Array[], options: NestedEnsembleOptions) {
    this.#pool = pool;
    this.#parts = parts;
    this.#options = options;
    const one = parts.length + 1;
    const isChosen = options.blenders.length > 1 || (options.postProcessors ?? []).length > 0;
    this.#most = options.blenders.length * (isChosen ? one + (parts.length * (parts.length - 1)) / 2 : one);
  }

  /** The parts that are left, by number. */
  left(out: readonly number[]): readonly number[] {
    return this.#parts.map((_, part) => part).filter((part) => !out.includes(part));
  }

  /** The rows of the parts, in their order. */
  rows(parts: readonly number[]): Uint32Array {
    return Uint32Array.from(parts.flatMap((part) => [...this.#parts[part]!])).toSorted();
  }

  /**
   * A way to predict the parts that are left, by what it predicts of each without it; compared is what that is worth as the mean of the
   * folds' models, where it is known what they gain.
   */
  candidate(kind: string, left: readonly number[], prediction: Tensor, gain: number | undefined): Compared {
    const score = (parts: readonly number[]): number => {
      const rows = this.rows(parts);
      return this.score(rows, rowsOf(prediction, rows));
    };
    const averaged = (nested: number): number =>
      gain === undefined ? nested : averagedScore(this.#pool.metric, nested, gain);
    const nested = score(left);
    return {
      kind,
      nested,
      ...(gain !== undefined && { averaged: averaged(nested) }),
      score: averaged(nested),
      byPart: left.map((part) => averaged(score([part]))),
    };
  }

  /** What the mean of the folds' models gains, on average over the weights that predict the parts that are left; undefined: not known. */
  async gain(b: number, out: readonly number[]): Promise<number | undefined> {
    const key = keyOf(b, out);
    if (this.#gains.has(key)) return this.#gains.get(key);
    const left = this.left(out);
    let mean: number | undefined = 0;
    for (const part of left) {
      const weights = await this.weights(b, [...out, part]);
      const gain = this.gainOf({ blender: this.#options.blenders[b]!, weights });
      mean = gain === undefined || mean === undefined ? undefined : mean + gain / left.length;
    }
    this.#gains.set(key, mean);
    return mean;
  }

  /** The same of an ensemble. */
  gainOf(ensemble: Ensemble): number | undefined {
    const { foldModels, metric, task } = this.#pool;
    if (foldModels === undefined) return undefined;
    const byFold = foldModels.byFold.map((members) => applyEnsemble(ensemble, members, task));
    return averagingGain(metric, { folds: foldModels.folds, byFold });
  }

  score(rows: Uint32Array, prediction: Tensor): number {
    const { metric, truth, rowWeights } = this.#pool;
    return metric.score(rowsOf(truth, rows), prediction, rowWeights && rowsOf(rowWeights, rows));
  }

  /** How much these rows count, where that is known. */
  weightsOf(rows: Uint32Array): Pick<MemberPool, 'rowWeights'> {
    const { rowWeights } = this.#pool;
    return rowWeights === undefined ? {} : { rowWeights: rowsOf(rowWeights, rows) };
  }

  /** What of all members the blender learns from the rows of all parts but these. */
  async weights(b: number, out: readonly number[]): Promise<BlendWeights> {
    const key = keyOf(b, out);
    const known = this.#weights.get(key);
    if (known !== undefined) return known;
    const { signal, onFit, rng, blenders } = this.#options;
    // A fit takes a while and this thread with it: let a signal be heard in between.
    await setImmediate();
    if (signal?.aborted === true) {
      throw new FoldwiseError('stopped', { code: 'aborted', where: 'blend', cause: signal.reason });
    }
    const found = this.#fit(blenders[b]!, this.rows(this.left(out)), rng.split(key));
    this.#weights.set(key, found);
    onFit?.(this.#weights.size, this.#most);
    return found;
  }

  #fit(blender: Blender, rows: Uint32Array, rng: Rng): BlendWeights {
    const { task, metric, names } = this.#pool;
    const truth = rowsOf(this.#pool.truth, rows);
    const all = this.#pool.predictions.map((prediction) => rowsOf(prediction, rows));
    const weighed = { truth, ...this.weightsOf(rows) };
    const chosen = this.#best({ ...weighed, predictions: all });
    const data = {
      task,
      metric,
      ...weighed,
      predictions: chosen.map((m) => all[m]!),
      names: chosen.map((m) => names[m]!),
    };
    const { members, ...rest } = blender.fit(data, rng);
    const whole = names.map(() => 0);
    for (const [at, m] of chosen.entries()) whole[m] = members[at]!;
    return { members: whole, ...rest };
  }

  /** The members with the best scores on these rows, in the order of the pool. */
  #best({
    truth,
    rowWeights,
    predictions,
  }: Pick<MemberPool, 'truth' | 'rowWeights' | 'predictions'>): readonly number[] {
    const { top = predictions.length } = this.#options;
    const all = predictions.map((_, m) => m);
    if (top >= all.length) return all;
    const { metric } = this.#pool;
    const scores = predictions.map((prediction) => metric.score(truth, prediction, rowWeights));
    const order = (a: number, b: number): number =>
      Number(isBetter(metric.goal, scores[b]!, scores[a]!)) -
        Number(isBetter(metric.goal, scores[a]!, scores[b]!)) || a - b;
    return all
      .toSorted(order)
      .slice(0, top)
      .toSorted((a, b) => a - b);
  }

  blend(b: number, weights: BlendWeights, rows: Uint32Array): Tensor {
    const { task, predictions } = this.#pool;
    const used = predictions.map((prediction, m) =>
      weights.members[m] === 0 && m > 0 ? prediction : rowsOf(prediction, rows),
    );
    return blendedBy(this.#options.blenders[b]!, weights, used, task);
  }

  /** `[rows, outputs]`: each part that is left as predicted by weights learned from the others that are left; NaN elsewhere. */
  async nested(b: number, out: readonly number[]): Promise<Tensor> {
    const key = keyOf(b, out);
    const known = this.#nested.get(key);
    if (known !== undefined) return known;
    const found = this.nothing();
    for (const part of this.left(out)) {
      const rows = this.rows([part]);
      fill(found, rows, this.blend(b, await this.weights(b, [...out, part]), rows));
    }
    this.#nested.set(key, found);
    return found;
  }

  /** As many rows as the pool has, all of them NaN. */
  nothing(): Tensor {
    const { shape, data } = this.#pool.predictions[0]!;
    return { shape, data: new Float64Array(data.length).fill(NaN) };
  }
}
