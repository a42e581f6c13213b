import { setImmediate } from 'node:timers/promises';
import { FoldwiseError, isBetter } from '@foldwise/core';
import type { Rng, Tensor } from '@foldwise/core';
import type { Blender } from './blender.ts';
import { faultOfPredictions } from '../model/check-predictions.ts';
import { applyEnsemble, blendedBy } from './ensemble.ts';
import type { Ensemble, MemberPool } from './ensemble.ts';
import type { BlendWeights } from './mixture.ts';
import type { PostProcessor } from './post/post-processor.ts';
import { rowsOf } from '../model/hold-out-rows.ts';
import { simplestOf } from './simplest-of.ts';

/** What an ensemble is chosen among, and how. */
export interface NestedEnsembleOptions {
  /** The methods, the simplest first: the first is taken that cannot be told from the one with the best nested estimate, see `simplestOf`. */
  readonly blenders: readonly Blender[];
  /** What may be done to the blend, the simplest first; nothing where the blend itself cannot be told from the best. Default none. */
  readonly postProcessors?: readonly PostProcessor[];
  /** At most so many members, those with the best scores on the rows that are learned from; default all. */
  readonly top?: number;
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  /** Told after each fit of a blender. */
  readonly onFit?: (done: number, most: number) => void;
}

/** What one way of many is worth. */
export interface Candidate {
  readonly kind: string;
  /** The metric on rows that its weights were not learned from. */
  readonly nested: number;
}

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
  /** The methods, each by its nested estimate, which is a little too good for one that was taken because of it. */
  readonly blenders: readonly Candidate[];
  /** Of the method that was taken, with each post-processor. */
  readonly postProcessors: readonly Candidate[];
}

/** Everything that is fitted, once for each set of parts that is left out. */
class Fits {
  readonly #pool: MemberPool;
  readonly #parts: readonly Uint32Array[];
  readonly #options: NestedEnsembleOptions;
  readonly #weights = new Map<string, BlendWeights>();
  readonly #nested = new Map<string, Tensor>();
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

  /** A way to predict the parts that are left, by what it predicts of each without it. */
  candidate(kind: string, left: readonly number[], prediction: Tensor): Compared {
    const score = (rows: Uint32Array): number => this.score(rows, rowsOf(prediction, rows));
    return { kind, nested: score(this.rows(left)), byPart: left.map((part) => score(this.rows([part]))) };
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
    const key = `${b} without ${out.toSorted((x, y) => x - y).join(',')}`;
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
    const key = `${b} without ${out.join(',')}`;
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

function fill(into: Tensor, rows: Uint32Array, { data }: Tensor): void {
  const width = into.shape[1]!;
  for (const [at, row] of rows.entries()) {
    into.data.set(data.subarray(at * width, (at + 1) * width), row * width);
  }
}

/** A candidate as it is compared with others. */
interface Compared extends Candidate {
  readonly byPart: readonly number[];
}

const plain = ({ kind, nested }: Compared): Candidate => ({ kind, nested });

/** An ensemble of the rows outside of some parts, and what it was chosen among. */
interface Choice {
  readonly ensemble: Ensemble;
  readonly blenders: readonly Candidate[];
  readonly postProcessors: readonly Candidate[];
}

/** Chooses and learns an ensemble from the parts that are left, and from nothing of the others. */
class Chooser {
  readonly #pool: MemberPool;
  readonly #options: NestedEnsembleOptions;
  readonly #fits: Fits;

  constructor(pool: MemberPool, options: NestedEnsembleOptions, fits: Fits) {
    this.#pool = pool;
    this.#options = options;
    this.#fits = fits;
  }

  async choose(out: readonly number[], isCompared: boolean): Promise<Choice> {
    const { blenders, postProcessors = [] } = this.#options;
    const left = this.#fits.left(out);
    const isChosen = isCompared || blenders.length > 1 || postProcessors.length > 0;
    const found: Compared[] = [];
    for (const [b, blender] of blenders.entries()) {
      if (!isChosen) break;
      found.push(this.#fits.candidate(blender.spec.kind, left, await this.#fits.nested(b, out)));
    }
    const b = Math.max(0, simplestOf(this.#pool.metric.goal, found));
    const ensemble = { blender: blenders[b]!, weights: await this.#fits.weights(b, out) };
    const methods = found.map(plain);
    if (postProcessors.length === 0) return { ensemble, blenders: methods, postProcessors: [] };
    const { candidates, post } = await this.#post(b, out, found[b]!);
    return {
      ensemble: post === undefined ? ensemble : { ...ensemble, post },
      blenders: methods,
      postProcessors: candidates.map(plain),
    };
  }

  /** Post-processors are tuned on nested predictions, which are as good as those of new rows, not better. */
  async #post(
    b: number,
    out: readonly number[],
    blend: Compared,
  ): Promise<{ readonly candidates: readonly Compared[]; readonly post: Ensemble['post'] }> {
    const { postProcessors = [] } = this.#options;
    const { task, metric } = this.#pool;
    const all = await this.#fits.nested(b, out);
    const left = this.#fits.left(out);
    const tune = (processor: PostProcessor, parts: readonly number[]) => {
      const rows = this.#fits.rows(parts);
      const truth = rowsOf(this.#pool.truth, rows);
      const weighed = { truth, ...this.#fits.weightsOf(rows) };
      return processor.fit({ task, metric, ...weighed, prediction: rowsOf(all, rows) });
    };
    const candidates = postProcessors.map((processor) => {
      const processed = this.#fits.nothing();
      for (const part of left) {
        const tuned = tune(
          processor,
          left.filter((other) => other !== part),
        );
        const rows = this.#fits.rows([part]);
        fill(processed, rows, processor.apply(tuned, rowsOf(all, rows), task));
      }
      return this.#fits.candidate(processor.spec.kind, left, processed);
    });
    // The blend as it is is simplest.
    const taken = simplestOf(metric.goal, [blend, ...candidates]) - 1;
    const processor = postProcessors[taken];
    return { candidates, post: processor && { processor, tuned: tune(processor, left) } };
  }
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
  const fits = new Fits(pool, parts, options);
  const chooser = new Chooser(pool, options, fits);
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
  return {
    ...final,
    predictions,
    nested: fits.score(rows, rowsOf(predictions, rows)),
    raw: fits.score(rows, inSample),
  };
}
