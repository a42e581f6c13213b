import { FoldwiseError } from '../errors.ts';
import { log } from '../math/log.ts';
import { foldText, type Words } from './hash.ts';

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

// The first digits of √2, √3, √5 and √7: any four words would do.
const ROOT: Words = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a];

/**
 * A generator that a seed determines, on every machine; `rng(7)` and `rng("7")` are two different ones.
 *
 * Numbers come from sfc32 (C. Doty-Humphrey's small fast chaotic generator, 128 bits of state, passes PractRand), its state set by a
 * hash of the seed and of the labels of every `split` since.
 *
 * @throws FoldwiseError `input` where the seed is not finite.
 * @example
 * const random = rng(42).split('weights');
 * random.uniform(); // always the same number in [0, 1)
 */
export function rng(seed: number | string): Rng {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new FoldwiseError(`expected a finite seed, got ${seed}`, {
      code: 'input',
      where: 'rng',
      hint: 'pass a whole number such as 42, or a text',
    });
  }
  return generator(foldText(ROOT, `${typeof seed}:${seed}`));
}

function generator(path: Words): Rng {
  const uint32 = smallFastChaotic(path);
  const uniform = (): number => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  const below = (bound: number): number => boundedBy(bound, uint32);
  return Object.freeze({
    split: (label: string): Rng => generator(foldText(path, label)),
    uint32,
    uniform,
    normal: polar(uniform),
    below,
    permutation: (length: number): Uint32Array => shuffled(length, below),
  });
}

function smallFastChaotic(words: Words): () => number {
  let [a, b, c, counter] = words;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** Marsaglia's polar method: two deviates of a point drawn in the unit circle, the second kept for the next call. */
function polar(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * log(square)) / square);
        spare = y * factor;
        return x * factor;
      }
    }
  };
}

function boundedBy(bound: number, uint32: () => number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 4294967296) {
    throw new FoldwiseError(`expected a whole bound from 1 to 4294967296, got ${bound}`, {
      code: 'input',
      where: 'rng.below',
    });
  }
  // The largest multiple of the bound: what lies above would make the small numbers likelier.
  const limit = 4294967296 - (4294967296 % bound);
  for (;;) {
    const drawn = uint32();
    if (drawn < limit) return drawn % bound;
  }
}

function shuffled(length: number, below: (bound: number) => number): Uint32Array {
  if (!Number.isInteger(length) || length < 0 || length > 4294967295) {
    throw new FoldwiseError(`expected a whole length of at least 0, got ${length}`, {
      code: 'input',
      where: 'rng.permutation',
    });
  }
  const order = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = below(i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
