import { expect, test } from 'vitest';
import { mersenneTwister } from './mersenne-twister.ts';

test('the 10000th word of the standard seed is the one that C++ prescribes', () => {
  const { uint32 } = mersenneTwister(5489);
  let word = 0;
  for (let i = 0; i < 10000; i++) word = uint32();
  expect(word).toBe(4123659995); // ISO C++, [rand.predef]
});

test('a seed of words gives the first words of the authors', () => {
  const { uint32 } = mersenneTwister([0x123, 0x234, 0x345, 0x456]);
  // mt19937ar.out of Matsumoto & Nishimura
  expect([uint32(), uint32(), uint32(), uint32(), uint32()]).toEqual([
    1067595299, 955945823, 477289528, 4107218783, 4228976476,
  ]);
});

test.each([
  [-1, 'mersenneTwister: expected a seed of whole numbers from 0 to 4294967295, got -1'],
  [2 ** 32, 'mersenneTwister: expected a seed of whole numbers from 0 to 4294967295, got 4294967296'],
  [[1, 0.5], 'mersenneTwister: expected a seed of whole numbers from 0 to 4294967295, got 0.5'],
  [[], 'mersenneTwister: expected at least one word, got none'],
])('the seed %j is refused', (seed, message) => {
  expect(() => mersenneTwister(seed)).toThrow(message);
});
