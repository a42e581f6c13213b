import type { Rng } from '@foldwise/core';
import { sobolDirections } from './sobol-directions.ts';

const bits = 32;

/** The most dimensions that there are direction numbers for. */
export const mostSobolDimensions: number = sobolDirections.length + 1;

/** The 32 direction numbers of a dimension, the first as the highest bit. */
function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(bits);
  if (dimension === 0) return directions.map((_, i) => 1 << (bits - 1 - i));
  const [polynomial, numbers] = sobolDirections[dimension - 1]!.split(':');
  const first = numbers!.split(',').map(Number);
  const degree = first.length;
  for (let i = 0; i < bits; i++) {
    if (i < degree) {
      directions[i] = first[i]! << (bits - 1 - i);
      continue;
    }
    let direction = directions[i - degree]! ^ (directions[i - degree]! >>> degree);
    for (let k = 1; k < degree; k++)
      if (((Number(polynomial) >> (degree - k)) & 1) === 1) direction ^= directions[i - k]!;
    directions[i] = direction;
  }
  return directions;
}

/** The point number `index` of Sobol's sequence in one dimension, as a whole number of 2⁻³². */
function sobolBits(directions: Uint32Array, index: number): number {
  let [gray, point] = [index ^ (index >>> 1), 0];
  for (let bit = 0; gray !== 0; bit++, gray >>>= 1) if ((gray & 1) === 1) point ^= directions[bit]!;
  return point >>> 0;
}

function reversed(value: number): number {
  let v = value;
  v = ((v >>> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return ((v >>> 16) | (v << 16)) >>> 0;
}

/**
 * Owen's nested scrambling: each binary digit is flipped or not by a hash of the digits above it, so that the points stay as evenly
 * spread and each of them is uniform.
 *
 * Laine and Karras (2011), with the constants of Burley (2020), "Practical Hash-based Owen Scrambling".
 */
function scrambled(point: number, seed: number): number {
  let x = reversed(point);
  x ^= Math.imul(x, 0x3d20adea);
  x = (x + seed) | 0;
  x = Math.imul(x, (seed >>> 16) | 1);
  x ^= Math.imul(x, 0x05526c56);
  x ^= Math.imul(x, 0x53a22864);
  return reversed(x);
}

/**
 * Sobol's sequence: points of the unit cube that fill it more evenly than random ones; every 2ᵏ of them in a row have one in each of 2ᵏ
 * equal parts of each side.
 *
 * Sobol (1967), with the direction numbers of Joe and Kuo (2008).
 *
 * @param random where given, what the points are scrambled with; without it the first one is 0.
 * @returns the point number `index`, from 0 to 2³² − 1.
 */
export function sobolSequence(dimensions: number, random?: Rng): (index: number) => Float64Array {
  const directions = Array.from({ length: dimensions }, (_, dimension) => directionsOf(dimension));
  const seeds = directions.map((_, dimension) => random?.split(`dimension ${dimension}`).uint32());
  return (index) =>
    Float64Array.from(directions, (each, dimension) => {
      const point = sobolBits(each, index);
      const seed = seeds[dimension];
      return (seed === undefined ? point : scrambled(point, seed)) / 2 ** bits;
    });
}
