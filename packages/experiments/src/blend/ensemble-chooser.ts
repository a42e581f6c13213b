import { rowsOf } from '../model/hold-out-rows.ts';
import type { Ensemble, MemberPool } from './ensemble.ts';
import { fill } from './ensemble-fits.ts';
import type { Compared, EnsembleFits } from './ensemble-fits.ts';
import type { Candidate, NestedEnsembleOptions } from './nesting-options.ts';
import type { PostProcessor } from './post/post-processor.ts';
import { simplestOf } from './simplest-of.ts';

const plain = ({ kind, nested, averaged }: Compared): Candidate => ({
  kind,
  nested,
  ...(averaged !== undefined && { averaged }),
});

/** An ensemble of the rows outside of some parts, and what it was chosen among. */
interface Choice {
  readonly ensemble: Ensemble;
  readonly blenders: readonly Candidate[];
  readonly postProcessors: readonly Candidate[];
}

/** Chooses and learns an ensemble from the parts that are left, and from nothing of the others. */
export class EnsembleChooser {
  readonly #pool: MemberPool;
  readonly #options: NestedEnsembleOptions;
  readonly #fits: EnsembleFits;

  constructor(pool: MemberPool, options: NestedEnsembleOptions, fits: EnsembleFits) {
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
      const predictions = await this.#fits.nested(b, out);
      found.push(this.#fits.candidate(blender.spec.kind, left, predictions, await this.#fits.gain(b, out)));
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
    const gain = await this.#fits.gain(b, out);
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
      // What is done to the blend hardly changes how much the folds' models differ.
      return this.#fits.candidate(processor.spec.kind, left, processed, gain);
    });
    // The blend as it is is simplest.
    const taken = simplestOf(metric.goal, [blend, ...candidates]) - 1;
    const processor = postProcessors[taken];
    return { candidates, post: processor && { processor, tuned: tune(processor, left) } };
  }
}
