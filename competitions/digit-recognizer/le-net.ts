import { activation, batchNorm, conv2d, dense, dropout, flatten, heNormal, maxPool2d } from '@foldwise/core';
import { type Layer, ops, relu, reshapeTo } from '@foldwise/core';

/** How large the network is, and how much it forgets. */
export interface LeNetOptions {
  /** Filters of the first convolution; the second has twice as many. */
  readonly filters: number;
  /** Units of the hidden dense layer. */
  readonly units: number;
  /** Share of the numbers dropped before each dense layer. */
  readonly dropout: number;
}

/** Brightness from 0 to 255 as numbers from 0 to 1. */
const brightness = activation({
  spec: Object.freeze({ kind: 'brightness' }),
  apply: (x) => ops.multiply(x, 1 / 255),
});

/**
 * Two stages of convolution and largest numbers, then a dense layer: LeNet-5 (LeCun et al. 1998) with what came after it, ReLU, batch
 * norm and dropout.
 */
export function leNet(options: LeNetOptions): readonly Layer[] {
  const stage = (filters: number): readonly Layer[] => [
    conv2d({ filters, kernelSize: 5, bias: false, kernelInit: heNormal() }),
    batchNorm(),
    relu(),
    maxPool2d({ size: 2 }),
  ];
  return [
    brightness,
    reshapeTo([28, 28, 1]),
    ...stage(options.filters),
    ...stage(2 * options.filters),
    flatten(),
    dropout(options.dropout),
    dense({ units: options.units, kernelInit: heNormal() }),
    relu(),
    dropout(options.dropout),
  ];
}
