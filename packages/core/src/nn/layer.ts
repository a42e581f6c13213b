import type { Value } from '../autodiff/primitive.ts';
import type { Clock } from '../optim/rule.ts';
import type { RandomKey } from '../random/random-key.ts';
import type { Rng } from '../random/rng.ts';
import type { Described } from '../spec.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';

/** What a layer is told about the moment it is applied in; in training, that is the step of the run. */
export interface Context extends Clock {
  readonly training: boolean;
  /** Names the random numbers of this step: dropout draws its mask from it, reproducibly. */
  readonly random: RandomKey;
  /** Hands over the next value of a leaf made by `statistic(…)`, to be stored after the step. No layer writes to its weights. */
  observe(leaf: Value, next: Value): void;
  /** Adds a scalar to the loss: what weights, or activations, cost. Absent where there is no loss, as in a prediction. */
  readonly penalize?: ((cost: Value) => void) | undefined;
}

/** Weights as `apply` is handed them: the structure that `init` made, each tensor a value of whoever executes. */
export type ValuesOf<W> = Tree extends W
  ? Tree<Value>
  : W extends Tensor
    ? Value
    : { readonly [K in keyof W]: ValuesOf<W[K]> };

/** The weights of a layer that has none: a tree without a leaf. */
export type NoWeights = readonly [];

/** A layer inside a layer, as its owner uses it. */
export interface Part {
  /** Its key among the owner's weights (`0`), or `''` where the owner's weights are the part's own. */
  readonly key: string;
  readonly layer: Layer;
  /** The shape of one row that the owner hands it. */
  readonly input: Shape;
  /** Whether it is handed what the part before gave, the first one the owner's input: parts in a chain. */
  readonly follows?: boolean;
}

/**
 * A layer is a pure function of weights and input, in terms of ops; its weights live outside it.
 *
 * Life: `outputShape` once while a network is put together, `init` once per fit, `apply` in every step. Shapes leave out the
 * batch axis: a layer for 30 features has input shape `[30]` and is applied to values of shape `[batch, 30]`.
 *
 * The members are methods, not arrow properties: method bivariance is what lets layers with different weights sit in one
 * `readonly Layer[]`, so a plain `Layer` is "any layer". So does the one `any`: weights are both taken and given, so no bound
 * would take in every layer.
 */
export interface Layer<W extends Tree = any> extends Described {
  /** The shape of one output row; throws a shape error that names the layer where `input` does not fit. */
  outputShape(input: Shape): Shape;
  /** Fresh weights for input rows of this shape. */
  init(input: Shape, rng: Rng): W;
  apply(weights: ValuesOf<W>, x: Value, context: Context): Value;
  /** The layers it is made of, for rows of this shape: what `describeNetwork` walks through. Absent: it is a layer of its own. */
  parts?(input: Shape): readonly Part[];
}

/** The weights that a layer's `init` makes: `WeightsOf<typeof network>`. */
export type WeightsOf<L> = L extends Layer<infer W> ? W : never;
