import { dense, type Layer, leavesOf, relu, rng, sequential, type Tree } from '@foldwise/core';

/** 100 inputs, three hidden layers of 256, one output. */
export const SIZES: readonly number[] = [100, 256, 256, 256, 1];

export const network: Layer = sequential(
  ...SIZES.slice(1, -1).flatMap((units) => [dense({ units }), relu()]),
  dense({ units: SIZES.at(-1)! }),
);

export const weights: Tree = network.init([SIZES[0]!], rng('weights')) as Tree;

/** Kernel and bias of each layer, one layer after the other. */
export const parameters: readonly { readonly kernel: Float32Array; readonly bias: Float32Array }[] =
  SIZES.slice(1).map((_, i) => {
    const [kernel, bias] = ['kernel', 'bias'].map((name) => {
      // Every other layer is a ReLU.
      const { leaf } = leavesOf(weights).find(({ path }) => path === `${2 * i}/${name}`)!;
      return Float32Array.from(leaf.data);
    });
    return { kernel: kernel!, bias: bias! };
  });

/** Rows to predict. */
export function features(rows: number): Float64Array<ArrayBuffer> {
  const random = rng('features');
  return Float64Array.from({ length: rows * SIZES[0]! }, () => random.normal());
}
