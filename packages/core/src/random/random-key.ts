/**
 * Names a stream of random numbers without holding a position in it: the number at an index is a pure function of key and index
 * (a counter-based generator), so an op that draws a mask needs no state and every executor draws the same one.
 */
export interface RandomKey {
  /** The step's seed: changes every step. */
  readonly seed: number;
  /** Hash of the path of labels that leads to the user of the key: the same in every step. */
  readonly path: number;
}
