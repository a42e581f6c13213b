import type { Value } from '../autodiff/primitive.ts';
import type { Rng } from '../random/rng.ts';
import type { RandomKey } from '../random/random-key.ts';
import type { Described } from '../spec.ts';
import type { Shape, Tree } from '../tensor/tensor.ts';

/** What a layer is told about the moment it is applied in. */
export interface Context {
  readonly training: boolean;
  /** Names the random numbers of this step: dropout draws its mask from it, reproducibly. */
  readonly random: RandomKey;
  /** Hands over the next value of a leaf made by `statistic(…)`, to be stored after the step. No layer writes to its weights. */
  observe(leaf: Value, next: Value): void;
}

/**
 * A layer is a pure function of weights and input, in terms of ops; its weights live outside it.
 *
 * Life: `outputShape` once while a network is put together, `init` once per fit, `apply` in every step. Shapes leave out the
 * batch axis: a layer for 30 features has input shape `[30]` and is applied to values of shape `[batch, 30]`.
 */
export interface Layer<W extends Tree = Tree> extends Described {
  /** The shape of one output row; throws a shape error that names the layer where `input` does not fit. */
  outputShape(input: Shape): Shape;
  /** Fresh weights for input rows of this shape. */
  init(input: Shape, rng: Rng): W;
  apply(weights: Tree<Value>, x: Value, context: Context): Value;
}
