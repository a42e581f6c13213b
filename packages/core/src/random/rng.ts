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
  const state = smallFastChaotic(path);
  const uniform = (): number =>
    ((nextWord(state) >>> 5) * 67108864 + (nextWord(state) >>> 6)) / 9007199254740992;
  return Object.freeze({
    split: (label: string): Rng => generator(foldText(path, label)),
    uint32: () => nextWord(state),
    uniform,
    normal: polar(uniform),
    below: (bound: number): number => boundedBy(bound, state),
    permutation: (length: number): Uint32Array => shuffled(length, state),
  });
}

/** `[a, b, c, counter]`: in an array and not in a closure, so that the engine can put `nextWord` in place wherever it is called. */
function smallFastChaotic(words: Words): Int32Array {
  const state = Int32Array.from(words);
  for (let i = 0; i < 16; i++) nextWord(state);
  return state;
}

function nextWord(state: Int32Array): number {
  const b = state[1]!;
  const c = state[2]!;
  const counter = state[3]!;
  const sum = (state[0]! + b + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + sum;
  state[3] = counter + 1;
  return sum >>> 0;
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

function boundedBy(bound: number, state: Int32Array): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 4294967296) {
    throw new FoldwiseError(`expected a whole bound from 1 to 4294967296, got ${bound}`, {
      code: 'input',
      where: 'rng.below',
    });
  }
  for (;;) {
    const drawn = nextWord(state);
    // From the largest multiple of the bound on, a number would make the small ones likelier; most are far below it, wherever it lies.
    if (drawn <= 4294967296 - bound || drawn < 4294967296 - (4294967296 % bound)) return drawn % bound;
  }
}

function shuffled(length: number, state: Int32Array): Uint32Array {
  if (!Number.isInteger(length) || length < 0 || length > 4294967295) {
    throw new FoldwiseError(`expected a whole length of at least 0, got ${length}`, {
      code: 'input',
      where: 'rng.permutation',
    });
  }
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  for (let i = length - 1; i > 0; i--) {
    const j = boundedBy(i + 1, state);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
