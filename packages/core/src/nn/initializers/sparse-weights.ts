import type { Rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Initializer } from './initializer.ts';

/** How many weights are not 0, and how large they are. */
export interface SparseWeightsOptions {
  /** The share of its inputs that each unit listens to, above 0 and at most 1; 0.1 by default, as in Lasagne. */
  readonly share?: number;
  /** The standard deviation of those weights; 0.01 by default, as in Lasagne. */
  readonly std?: number;
}

/**
 * Each unit listens to a few inputs, drawn for it alone, with weights w ~ N(0, std²), and to no others: units differ from the start,
 * and large weights do not saturate them.
 *
 * A unit of n inputs, those of its receptive field together, has ⌊share·n⌋ weights that are not 0, at least one. Martens 2010, "Deep
 * Learning via Hessian-free Optimization", section 5.
 *
 * @example
 * const kernel = sparseWeights({ share: 0.25, std: 1 }).draw([64, 32], rng(1)); // 16 of 64 in each column
 */
export function sparseWeights(options: SparseWeightsOptions = {}): Initializer {
  const kind = 'sparseWeights';
  const { share = 0.1, std = 0.01 } = checkOptions(kind, options, ['share', 'std']);
  checkNumber(kind, 'share', share, 'a number above 0 and at most 1', (value) => value > 0 && value <= 1);
  checkNumber(kind, 'std', std, 'a finite number of at least 0', (value) => value >= 0);
  return Object.freeze({
    spec: Object.freeze({ kind, share, std }),
    draw(shape: Shape, rng: Rng): Tensor {
      if (shape.length < 2) {
        throw new FoldwiseError(`expected a weight with at least 2 axes, got shape ${showShape(shape)}`, {
          code: 'shape',
          where: kind,
          hint: 'use it for kernels and start biases from zeroWeights()',
        });
      }
      const units = shape.at(-1)!;
      const inputs = sizeOf(shape.slice(0, -1));
      const count = Math.max(1, Math.floor(share * inputs));
      const data = new Float64Array(inputs * units);
      for (let unit = 0; unit < units; unit++) {
        const heard = rng.permutation(inputs).subarray(0, count);
        for (const input of heard) data[input * units + unit] = std * rng.normal();
      }
      return fromData(data, shape);
    },
  });
}
