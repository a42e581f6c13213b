/**
 * Seeded random numbers, splittable by label: the only source of randomness in foldwise, always handed in.
 *
 * `split` depends on the seed and the label alone, never on how many numbers were drawn, so that what one part draws does not
 * move what another part gets, and any order or number of workers gives the same bytes.
 */
export interface Rng {
  /** A generator of its own for a named part: `rng.split("fold 3")`. */
  split(label: string): Rng;
  /** An integer in [0, 2³²). */
  uint32(): number;
  /** A float64 in [0, 1), 53 bits. */
  uniform(): number;
  /** A standard normal deviate. */
  normal(): number;
  /** An integer in [0, bound), without modulo bias. */
  below(bound: number): number;
  /** The numbers 0 … length − 1 in random order (Fisher–Yates). */
  permutation(length: number): Uint32Array;
}
