import type { Rng } from '@foldwise/core';

/** The first prime numbers. */
function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** How many digits of a base float64 can tell apart. */
function digitsOf(base: number): number {
  let digits = 0;
  for (let reached = 1; reached < 2 ** 53; reached *= base) digits++;
  return digits;
}

/** The digits of an index, mirrored at the point: 6 = 110 in base 2 becomes 0.011. */
function radicalInverse(
  index: number,
  base: number,
  permuted: (digit: number, place: number) => number,
): number {
  let [rest, scale, sum] = [index, 1 / base, 0];
  for (let place = 0; place < digitsOf(base); place++) {
    const digit = rest % base;
    sum += permuted(digit, place) * scale;
    rest = (rest - digit) / base;
    scale /= base;
  }
  return Math.min(sum, 1 - 2 ** -53);
}

/**
 * Halton's sequence: in each dimension the index in another prime base, mirrored at the point. For any number of dimensions and of
 * points; in many dimensions Sobol's is more even.
 *
 * Halton (1960); the digits permuted at random as in Owen (2017), "A Randomized Halton Algorithm in R".
 *
 * @param random where given, what the digits are permuted with; without it the first point is 0.
 * @returns the point number `index`, from 0.
 */
export function haltonSequence(dimensions: number, random?: Rng): (index: number) => Float64Array {
  const bases = primes(dimensions).map((base) => ({
    base,
    permutations: Array.from({ length: digitsOf(base) }, (_, place) =>
      random?.split(`base ${base}, digit ${place}`).permutation(base),
    ),
  }));
  return (index) =>
    Float64Array.from(bases, ({ base, permutations }) =>
      radicalInverse(index, base, (digit, place) => permutations[place]?.[digit] ?? digit),
    );
}
