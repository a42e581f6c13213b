/** Lengths of the axes; `[]` is a scalar, `[rows, columns]` a matrix stored row by row. */
export type Shape = readonly number[];

/**
 * Numbers with a shape, stored row by row, never written to once made.
 *
 * `role: "statistic"` marks a leaf of a weights tree that is remembered but not trained (batch norm's running mean).
 */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
  readonly role?: 'statistic';
}

/** A tree of leaves: weights, gradients, an optimiser's slots. A leaf's path (`0/kernel`) is its name on disk. */
export type Tree<Leaf = Tensor> = Leaf | readonly Tree<Leaf>[] | { readonly [key: string]: Tree<Leaf> };
