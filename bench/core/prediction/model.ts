import { dense, type Layer, relu, rng, sequential, type Tree } from '@foldwise/core';

/** 100 inputs, three hidden layers of 256, one output. */
export const SIZES: readonly number[] = [100, 256, 256, 256, 1];

export const network: Layer = sequential(
  ...SIZES.slice(1, -1).flatMap((units) => [dense({ units }), relu()]),
  dense({ units: SIZES.at(-1)! }),
);

export const weights: Tree = network.init([SIZES[0]!], rng('weights')) as Tree;

/** Rows to predict. */
export function features(rows: number): Float64Array<ArrayBuffer> {
  const random = rng('features');
  return Float64Array.from({ length: rows * SIZES[0]! }, () => random.normal());
}
