/**
 * Numbers in [−1, 1) by Knuth's and Lewis' linear congruential generator, x ← 1664525·x + 1013904223 mod 2³²: short enough to be
 * written in every language that golden numbers are recorded in, so that recorded files need not hold their inputs.
 */
export function congruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
