import { FoldwiseError } from '../../errors.ts';

/** The stream of a seeded MT19937, word by word. */
export interface MersenneTwister {
  /** An integer in [0, 2³²). */
  readonly uint32: () => number;
  /** A float64 in [0, 1) of two words: 27 bits of the first, 26 of the second. */
  readonly uniform: () => number;
}

const length = 624;
const middle = 397;

/**
 * MT19937 (Matsumoto & Nishimura 1998), the generator behind numpy's legacy functions and Python's `random`.
 *
 * A number is a seed as numpy takes it (`init_genrand`), an array of words as Python takes it (`init_by_array`): the two start
 * different streams.
 *
 * @throws FoldwiseError `input` where a seed is not made of whole numbers from 0 to 2³² − 1.
 * @example
 * mersenneTwister(5489).uint32(); // 3499211612
 */
export function mersenneTwister(seed: number | readonly number[]): MersenneTwister {
  const state = typeof seed === 'number' ? seededBy(checkWord(seed)) : seededByWords(seed.map(checkWord));
  let next = length;
  const uint32 = (): number => {
    if (next === length) {
      twist(state);
      next = 0;
    }
    return temper(state[next++]!);
  };
  const uniform = () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  return Object.freeze({ uint32, uniform });
}

function checkWord(word: number): number {
  if (Number.isInteger(word) && word >= 0 && word < 4294967296) return word;
  throw new FoldwiseError(`expected a seed of whole numbers from 0 to 4294967295, got ${word}`, {
    code: 'input',
    where: 'mersenneTwister',
  });
}

/** `init_genrand`. */
function seededBy(seed: number): Uint32Array {
  const state = new Uint32Array(length);
  state[0] = seed;
  for (let i = 1; i < length; i++) state[i] = Math.imul(1812433253, mixed(state, i)) + i;
  return state;
}

/** `init_by_array`. */
function seededByWords(words: readonly number[]): Uint32Array {
  if (words.length === 0) {
    throw new FoldwiseError('expected at least one word, got none', {
      code: 'input',
      where: 'mersenneTwister',
    });
  }
  const state = seededBy(19650218);
  let i = 1;
  const advance = (): void => {
    if (++i < length) return;
    state[0] = state[length - 1]!;
    i = 1;
  };
  for (let step = 0; step < Math.max(length, words.length); step++) {
    const j = step % words.length;
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1664525)) + words[j]! + j;
    advance();
  }
  for (let step = 1; step < length; step++) {
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1566083941)) - i;
    advance();
  }
  state[0] = 0x80000000;
  return state;
}

/** The word before the i-th, its highest bits mixed into its lowest. */
function mixed(state: Uint32Array, i: number): number {
  return state[i - 1]! ^ (state[i - 1]! >>> 30);
}

/** The next 624 words. */
function twist(state: Uint32Array): void {
  for (let i = 0; i < length; i++) {
    const joined = (state[i]! & 0x80000000) | (state[(i + 1) % length]! & 0x7fffffff);
    const matrix = joined & 1 ? 0x9908b0df : 0;
    state[i] = state[(i + middle) % length]! ^ (joined >>> 1) ^ matrix;
  }
}

function temper(word: number): number {
  let bits = word;
  bits ^= bits >>> 11;
  bits ^= (bits << 7) & 0x9d2c5680;
  bits ^= (bits << 15) & 0xefc60000;
  return (bits ^ (bits >>> 18)) >>> 0;
}
