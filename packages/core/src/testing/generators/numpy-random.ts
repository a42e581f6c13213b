import { checkCount } from '../../check-option.ts';
import { mersenneTwister } from './mersenne-twister.ts';
import { roundedLog } from './rounded-log.ts';
import { shuffleBy } from './shuffle-by.ts';

/** The stream of `numpy.random.RandomState(seed)`, which is also that of `numpy.random.seed(seed)`. */
export interface NumpyRandom {
  /** `random_sample()`: a float64 in [0, 1). `rand` draws the same. */
  readonly randomSample: () => number;
  /** `uniform(low, high)`: low + (high − low)·random_sample(). */
  readonly uniform: (low: number, high: number) => number;
  /** `randint(low, high)`: an integer from `low` to below `high`; they may lie up to 2³² apart. */
  readonly randint: (low: number, high: number) => number;
  /** `randn()`: a standard normal deviate by Marsaglia's polar method, the second of each pair kept for the next call. */
  readonly randn: () => number;
  /** `normal(mean, deviation)`: mean + deviation·randn(). */
  readonly normal: (mean: number, deviation: number) => number;
  /** `shuffle(items)`, in place. */
  readonly shuffle: (items: unknown[]) => void;
  /** `permutation(count)`: 0 … count − 1, shuffled. The first k of it are `choice(count, k, replace=False)`. */
  readonly permutation: (count: number) => readonly number[];
}

/**
 * The legacy generator of numpy, call by call, so that a program that was published with its seed gives its figures.
 *
 * Uniforms, integers and shuffles have numpy's bits. Normal deviates have them where the C library under numpy rounds its logarithm
 * correctly (all but 4 of 10 000), and differ in the last bit elsewhere.
 *
 * @throws FoldwiseError `input` where the seed is not a whole number from 0 to 2³² − 1.
 * @example
 * numpyRandom(0).randomSample(); // 0.5488135039273248
 */
export function numpyRandom(seed: number): NumpyRandom {
  const { uint32, uniform: randomSample } = mersenneTwister(seed);
  const below = (bound: number): number => maskedBelow(bound, uint32);
  const randn = polar(randomSample);
  const shuffle = (items: unknown[]): void => shuffleBy(items, below);
  return Object.freeze({
    randomSample,
    uniform: (low: number, high: number) => low + (high - low) * randomSample(),
    randint: (low: number, high: number) =>
      low + below(checkCount('numpyRandom.randint', 'high - low', high - low)),
    randn,
    normal: (mean: number, deviation: number) => mean + deviation * randn(),
    shuffle,
    permutation: (count: number): readonly number[] => {
      const length = checkCount('numpyRandom.permutation', 'count', count, 0);
      const order = Array.from({ length }, (_, i) => i);
      shuffle(order);
      return order;
    },
  });
}

/** Words of as many bits as bound − 1 has, until one is below the bound; of a bound of 1, none. */
function maskedBelow(bound: number, uint32: () => number): number {
  if (bound === 1) return 0;
  const mask = 0xffffffff >>> Math.clz32(bound - 1);
  for (;;) {
    const drawn = (uint32() & mask) >>> 0;
    if (drawn < bound) return drawn;
  }
}

/** The second coordinate of the point comes first. */
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
        const factor = Math.sqrt((-2 * roundedLog(square)) / square);
        spare = factor * x;
        return factor * y;
      }
    }
  };
}
