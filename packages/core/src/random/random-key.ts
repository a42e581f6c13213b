import { FoldwiseError } from '../errors.ts';
import { foldText, mix } from './hash.ts';

/**
 * Names a stream of random numbers without holding a position in it: the number at an index is a pure function of key and index
 * (a counter-based generator), so an op that draws a mask needs no state and every executor draws the same one.
 */
export interface RandomKey {
  /** The step's seed: changes every step. */
  readonly seed: number;
  /** Hash of the path of labels that leads to the user of the key: the same in every step. */
  readonly path: number;
}

/**
 * The key at the root of a step: `seed` is an integer in [0, 2³²), drawn once a step, say by `rng.uint32()`.
 *
 * @throws FoldwiseError `input` where the seed is not such an integer.
 * @example
 * uniformAt(foldKey(randomKey(7), 'dropout'), 0); // a number in [0, 1), the same on every machine
 */
export function randomKey(seed: number): RandomKey {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new FoldwiseError(`expected a whole seed from 0 to 4294967295, got ${seed}`, {
      code: 'input',
      where: 'randomKey',
      hint: 'draw one with rng.uint32()',
    });
  }
  return Object.freeze({ seed, path: 0 });
}

/** Thrown where numbers are drawn from a key whose seed is not known yet. */
export class UnknownSeedError extends Error {}

/**
 * The key at the root of a step that is traced, not run: it can be handed on to parts and to ops, and no number can be drawn from it,
 * since one drawn now would be the same in every step.
 */
export const unknownSeed: RandomKey = Object.freeze({ seed: NaN, path: 0 });

/**
 * The key of a part: its numbers have nothing to do with those of the whole or of a part with another label.
 *
 * @example
 * const first = foldKey(randomKey(7), 0); // for the first layer of a network
 */
export function foldKey(key: RandomKey, label: string | number): RandomKey {
  const path = foldText([key.path, 0x9e3779b9, 0x243f6a88, 0xb7e15162], String(label))[0];
  return Object.freeze({ seed: key.seed, path });
}

/** The two whitening words of a key, worked out once for many indices. */
export function whiteners(key: RandomKey): readonly [number, number] {
  if (Number.isNaN(key.seed)) throw new UnknownSeedError('the seed is known only when the step is run');
  const first = mix(mix(key.seed ^ 0x9e3779b9) + key.path);
  return [first, mix(mix(key.path ^ 0x85ebca6b) + mix(first ^ key.seed))];
}

/** The 32 bits at an index of a stream: two keyed rounds of mixing. For one key, no two of 2³² indices give the same bits. */
export function bitsAt(first: number, second: number, index: number): number {
  return mix(mix(index + first) ^ second);
}

/**
 * The number at an index of a key's stream: uniform in [0, 1), a multiple of 2⁻³².
 *
 * `index` is an integer in [0, 2³²). Within a stream a value never comes twice, which a sample of n numbers shows only where
 * n² nears 2³².
 *
 * @example
 * const noise = Float64Array.from({ length: 4 }, (_, i) => uniformAt(randomKey(1), i));
 */
export function uniformAt(key: RandomKey, index: number): number {
  const [first, second] = whiteners(key);
  return bitsAt(first, second, index) / 4294967296;
}
