import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { numpyRandom, pythonRandom } from './index.ts';

interface Draws {
  readonly uniforms: readonly number[];
  readonly normals: readonly number[];
  readonly integers: readonly number[];
  readonly permutation: readonly number[];
  readonly shuffle: readonly number[];
  readonly mixed: readonly number[];
  readonly python: readonly number[];
  readonly pythonUniform: readonly number[];
  readonly pythonBits: readonly number[];
  readonly python2Shuffle: readonly number[];
  readonly python3Shuffle: readonly number[];
}

interface Recorded {
  readonly seeds: Readonly<Record<string, Draws>>;
  readonly pythonSeeds: Readonly<Record<string, readonly number[]>>;
}

function read(place: string | URL): unknown {
  return JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
}

const recorded = read('fixtures/numpy-and-python.json') as Recorded;
const seeds = Object.entries(recorded.seeds).map(([seed, draws]) => [Number(seed), draws] as const);

function times(count: number, draw: () => number): readonly number[] {
  return Array.from({ length: count }, draw);
}

/** What a shuffle makes of 0 … count − 1. */
function shuffled(count: number, shuffle: (items: unknown[]) => void): readonly unknown[] {
  const items = Array.from({ length: count }, (_, i) => i);
  shuffle(items);
  return items;
}

describe.each(seeds)('the seed %i', (seed, draws) => {
  test('gives the bits of numpy in uniforms, integers, shuffles and permutations', () => {
    expect(times(700, numpyRandom(seed).randomSample).slice(-5)).toEqual(draws.uniforms);
    const integers = numpyRandom(seed);
    expect(times(20, () => integers.randint(0, 6))).toEqual(draws.integers);
    expect(numpyRandom(seed).permutation(137)).toEqual(draws.permutation);
    expect(shuffled(10, numpyRandom(seed).shuffle)).toEqual(draws.shuffle);
  });

  test('gives the bits of numpy in normal deviates, but where its logarithm is not correctly rounded', () => {
    const normals = times(200, numpyRandom(seed).randn);
    normals.forEach((normal, i) =>
      expect(Math.abs(normal / draws.normals[i]! - 1), `${i}`).toBeLessThan(3e-16),
    );
    const others = normals.filter((normal, i) => normal !== draws.normals[i]);
    // At most one pair, which share their logarithm.
    expect(others.length).toBeLessThanOrEqual(2);
  });

  test('keeps the second deviate while other numbers are drawn', () => {
    const numpy = numpyRandom(seed);
    expect([
      numpy.randn(),
      numpy.uniform(-2, 3),
      numpy.randn(),
      numpy.randint(-5, 4000000000),
      numpy.normal(10, 2),
      numpy.randint(7, 8),
      numpy.randomSample(),
    ]).toEqual(draws.mixed);
  });

  test('gives the bits of Python', () => {
    expect(times(700, pythonRandom(seed).random).slice(-5)).toEqual(draws.python);
    const python = pythonRandom(seed);
    expect(times(5, () => python.uniform(-1, 1))).toEqual(draws.pythonUniform);
    expect([1, 5, 31, 32].map(pythonRandom(seed).getrandbits)).toEqual(draws.pythonBits);
    expect(shuffled(137, pythonRandom(seed).shufflePython2)).toEqual(draws.python2Shuffle);
    expect(shuffled(137, pythonRandom(seed).shuffle)).toEqual(draws.python3Shuffle);
  });
});

test.each(Object.entries(recorded.pythonSeeds))(
  'Python takes the seed %s, of one word or two',
  (seed, draws) => {
    expect(times(3, pythonRandom(Number(seed)).random)).toEqual(draws);
  },
);

test('what cannot be a seed, a range or a number of bits is refused', () => {
  expect(() => numpyRandom(-1)).toThrow('mersenneTwister: expected a seed of whole numbers');
  expect(() => pythonRandom(0.5)).toThrow('pythonRandom: expected a whole number as the seed, got 0.5');
  expect(() => numpyRandom(0).randint(3, 3)).toThrow(
    'numpyRandom.randint: expected high - low to be an integer of at least 1, got 0',
  );
  expect(() => numpyRandom(0).permutation(-1)).toThrow(
    'numpyRandom.permutation: expected count to be an integer of at least 0, got -1',
  );
  expect(() => pythonRandom(0).getrandbits(0)).toThrow(
    'pythonRandom.getrandbits: expected count to be from 1 to 32, got 0',
  );
});

interface Vectors {
  readonly np_uniform5: readonly number[];
  readonly np_randn6: readonly number[];
  readonly np_shuffle10: readonly number[];
  readonly np_randint_0_6_x8: readonly number[];
  readonly py_random5: readonly number[];
  readonly py2_shuffle10: readonly number[];
  readonly py3_shuffle10: readonly number[];
}

const references = new URL('../../../../../../shared/references/seeds/seed-references.json', import.meta.url);

describe.skipIf(!existsSync(references))(
  'the vectors of the seed references (skipped where ../shared is absent)',
  () => {
    const { rng } = existsSync(references)
      ? (read(references) as { readonly rng: { readonly vectors: Readonly<Record<string, Vectors>> } })
      : { rng: { vectors: {} } };

    test.each(Object.entries(rng.vectors))('of seed %s are equal bit for bit', (text, vectors) => {
      const seed = Number(text);
      expect(times(5, numpyRandom(seed).randomSample)).toEqual(vectors.np_uniform5);
      expect(times(6, numpyRandom(seed).randn)).toEqual(vectors.np_randn6);
      expect(shuffled(10, numpyRandom(seed).shuffle)).toEqual(vectors.np_shuffle10);
      const integers = numpyRandom(seed);
      expect(times(8, () => integers.randint(0, 6))).toEqual(vectors.np_randint_0_6_x8);
      expect(times(5, pythonRandom(seed).random)).toEqual(vectors.py_random5);
      expect(shuffled(10, pythonRandom(seed).shufflePython2)).toEqual(vectors.py2_shuffle10);
      expect(shuffled(10, pythonRandom(seed).shuffle)).toEqual(vectors.py3_shuffle10);
    });
  },
);
