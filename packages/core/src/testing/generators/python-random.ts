import { FoldwiseError } from '../../errors.ts';
import { checkNumber } from '../../check-option.ts';
import { mersenneTwister } from './mersenne-twister.ts';
import { shuffleBy } from './shuffle-by.ts';

/** The stream of Python's module `random` after `random.seed(seed)`. */
export interface PythonRandom {
  /** `random()`: a float64 in [0, 1). */
  readonly random: () => number;
  /** `uniform(low, high)`: low + (high − low)·random(). */
  readonly uniform: (low: number, high: number) => number;
  /** `getrandbits(count)`, for 1 to 32 bits. */
  readonly getrandbits: (count: number) => number;
  /** `shuffle(items)` of Python 3, in place: places by rejected bits. */
  readonly shuffle: (items: unknown[]) => void;
  /** `shuffle(items)` of Python 2, in place: places by ⌊random()·(i + 1)⌋. */
  readonly shufflePython2: (items: unknown[]) => void;
}

/**
 * Python's generator, call by call, so that a program that was published with its seed gives its figures.
 *
 * @throws FoldwiseError `input` where the seed is no safe integer.
 * @example
 * pythonRandom(0).random(); // 0.8444218515250481
 */
export function pythonRandom(seed: number): PythonRandom {
  if (!Number.isSafeInteger(seed)) {
    throw new FoldwiseError(`expected a whole number as the seed, got ${seed}`, {
      code: 'input',
      where: 'pythonRandom',
    });
  }
  const { uint32, uniform: random } = mersenneTwister(wordsOf(Math.abs(seed)));
  const getrandbits = (count: number): number =>
    uint32() >>> (32 - checkNumber('pythonRandom.getrandbits', 'count', count, 'from 1 to 32', fitsWord));
  const below = (bound: number): number => {
    const count = 32 - Math.clz32(bound);
    for (;;) {
      const drawn = getrandbits(count);
      if (drawn < bound) return drawn;
    }
  };
  return Object.freeze({
    random,
    uniform: (low: number, high: number) => low + (high - low) * random(),
    getrandbits,
    shuffle: (items: unknown[]): void => shuffleBy(items, below),
    shufflePython2: (items: unknown[]): void => shuffleBy(items, (bound) => Math.floor(random() * bound)),
  });
}

function fitsWord(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= 32;
}

/** The 32-bit words of a seed, the lowest first. */
function wordsOf(seed: number): readonly number[] {
  const high = Math.floor(seed / 4294967296);
  return high === 0 ? [seed] : [seed % 4294967296, high];
}
