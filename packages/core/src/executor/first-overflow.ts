import { pathOf } from '../autodiff/place.ts';
import type { Value } from '../autodiff/primitive.ts';
import { applyLoss, applyNetwork } from '../nn/apply-part.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer } from '../nn/layer.ts';
import { allFinite } from '../tensor/all-finite.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { differentiate, trainingContext } from './differentiate.ts';
import type { BatchValues, Moment } from './differentiate.ts';
import type { Program, TrainingData } from './executor.ts';
import { Watcher } from './watcher.ts';

/** A batch to look at again. */
export interface Suspect {
  readonly program: Pick<Program, 'network' | 'loss'>;
  readonly weights: Tree;
  readonly batch: TrainingData;
  readonly moment: Moment;
  /** Whether numbers are rounded to float32 after every op, as those were that did not stay finite. */
  readonly isFloat32: boolean;
}

/** A batch whose ops are watched. */
class Replay {
  readonly #suspect: Suspect;
  readonly #watcher: Watcher;
  readonly #weights: Tree<Value>;
  readonly #batch: BatchValues;

  constructor(suspect: Suspect) {
    this.#suspect = suspect;
    const watcher = new Watcher(suspect.isFloat32 ? Math.fround : (number) => number);
    this.#watcher = watcher;
    this.#weights = watcher.tree(suspect.weights);
    const { features, target, rowWeights } = suspect.batch;
    this.#batch = {
      features: watcher.value(features),
      target: watcher.value(target),
      rowWeights: rowWeights && watcher.value(rowWeights),
    };
  }

  #isBroken(value: Value): boolean {
    return !allFinite(this.#watcher.tensorOf(value));
  }

  /** Rows that are too large for float32. */
  data(): string | undefined {
    const { features, target } = this.#batch;
    if (this.#isBroken(features)) return 'the features, which float32 does not hold';
    return this.#isBroken(target) ? 'the target, which float32 does not hold' : undefined;
  }

  /** The first layer whose outputs are not finite, or the loss. */
  forward(): string | undefined {
    const { program, moment } = this.#suspect;
    const { features, target, rowWeights } = this.#batch;
    let first: string | undefined;
    const context = trainingContext(moment, new Map<Value, Value>());
    const prediction = applyNetwork(program.network, this.#weights, features, context, (place, output) => {
      if (first === undefined && this.#isBroken(output)) first = `the outputs of ${pathOf(place)}`;
    });
    const { kind } = program.loss.spec;
    const loss = applyLoss(kind, () => program.loss.apply(prediction, target, rowWeights, moment.clock));
    return first ?? (this.#isBroken(loss) ? `the loss ${kind}` : undefined);
  }

  /** The first weights that are not finite, once `forward` has told who uses them. */
  weights(): string | undefined {
    const broken = leavesOf<Value>(this.#weights).find(({ leaf }) => this.#isBroken(leaf));
    if (broken === undefined) return undefined;
    const user = this.#watcher.userOf(broken.leaf);
    return `the weights "${broken.path}"${user === undefined ? '' : ` of ${user}`}`;
  }

  /** The last layer whose derivative is not finite, the first on the way back, where the loss is. */
  gradient(): string | undefined {
    const { program, moment } = this.#suspect;
    const { gradient, loss } = differentiate(program, this.#weights, this.#batch, moment);
    if (this.#isBroken(loss) || !leavesOf<Value>(gradient).some(({ leaf }) => this.#isBroken(leaf)))
      return undefined;
    return `the gradient of ${this.#watcher.brokenGradient ?? program.network.spec.kind}`;
  }
}

/**
 * Where the numbers of a batch leave all bounds first, in words: rows, the outputs of a layer, the loss, or weights that were not
 * finite before; undefined where all stay finite. The batch is computed once more, op by op.
 */
export function firstOverflow(suspect: Suspect): string | undefined {
  const replay = new Replay(suspect);
  const data = replay.data();
  if (data !== undefined) return data;
  const found = replay.forward();
  return replay.weights() ?? found;
}

/** The layer in whose derivative the numbers of a batch leave all bounds first, in words; undefined where all stay finite. */
export function firstGradientOverflow(suspect: Suspect): string | undefined {
  return new Replay(suspect).gradient();
}

/** The layer in which the numbers of a prediction leave all bounds first, in words; undefined where all stay finite. */
export function firstOverflowOfPrediction(
  network: Layer,
  weights: Tree,
  features: Tensor,
  isFloat32: boolean,
): string | undefined {
  const watcher = new Watcher(isFloat32 ? Math.fround : (number) => number);
  const x = watcher.value(features);
  if (!allFinite(x.tensor)) return 'the features, which float32 does not hold';
  let first: string | undefined;
  applyNetwork(network, watcher.tree(weights), x, evaluation, (place, output) => {
    if (first === undefined && !allFinite(watcher.tensorOf(output)))
      first = `the outputs of ${pathOf(place)}`;
  });
  return first;
}
