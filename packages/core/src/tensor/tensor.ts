/** Lengths of the axes; `[]` is a scalar, `[rows, columns]` a matrix stored row by row. */
export type Shape = readonly number[];

/** How much faster or slower than others a weight is trained: what a parameter group is made of. */
export interface Factors {
  /** What the learning rate is multiplied by for this weight; 1 unless given. */
  readonly learningRate?: number;
  /** What the weight decay is multiplied by for this weight; 1 unless given, 0 spares it. */
  readonly weightDecay?: number;
}

/**
 * Numbers with a shape, stored row by row, never written to once made.
 *
 * `role: "statistic"` marks a leaf of a weights tree that is remembered but not trained (batch norm's running mean).
 * `factors` puts a trained leaf into a parameter group of its own: `withFactors(layer, …)` sets them, optimisers heed them.
 */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
  readonly role?: 'statistic';
  readonly factors?: Factors;
}

/** A tree of leaves: weights, gradients, an optimiser's slots. A leaf's path (`0/kernel`) is its name on disk. */
export type Tree<Leaf = Tensor> = Leaf | readonly Tree<Leaf>[] | { readonly [key: string]: Tree<Leaf> };
