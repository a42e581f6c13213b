import { FoldwiseError } from '../../errors.ts';
import { bitsAt, type RandomKey, whiteners } from '../../random/random-key.ts';
import { numberOf } from '../../tensor/make.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Placed, Word } from '../lowering/lowering.ts';
import { NotLowered } from '../lowering/not-lowered.ts';
import { primitive, type Value } from '../primitive.ts';

export interface DropoutOptions {
  /** The share of numbers that become 0, in [0, 1). */
  readonly rate: number;
  /** Names the random numbers: the same key drops the same numbers. */
  readonly key: RandomKey;
}

/** Dropout whose rate is another one at every step. */
export interface VaryingDropoutOptions {
  /** The share of numbers that become 0, in [0, 1): a scalar value, or a number. */
  readonly rate: Value | number;
  readonly key: RandomKey;
}

/**
 * 0 with a chance of `rate`, else 1/(1 − rate): what dropout multiplies by, so that the mean stays as it is ("inverted" dropout).
 *
 * The number at index i is kept where `uniformAt(key, i)` is at least the rate.
 *
 * @throws FoldwiseError `input` where the rate is not in [0, 1).
 * @example
 * dropoutMask([2, 3], { rate: 0.5, key: randomKey(1) }); // twos and zeros
 */
export function dropoutMask(shape: Shape, { rate, key }: DropoutOptions): Tensor {
  checkRate(rate);
  const [first, second] = whiteners(key);
  const kept = 1 / (1 - rate);
  const threshold = rate * 4294967296;
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = bitsAt(first, second, i) < threshold ? 0 : kept;
  return { shape, data };
}

function checkRate(rate: number): void {
  if (rate >= 0 && rate < 1) return;
  throw new FoldwiseError(`expected a rate from 0 up to but without 1, got ${rate}`, {
    code: 'input',
    where: 'dropout',
    hint: 'pass a share such as 0.5',
  });
}

function masked(x: Tensor, options: DropoutOptions): Tensor {
  const { shape, data } = dropoutMask(x.shape, options);
  for (let i = 0; i < data.length; i++) data[i] = data[i] === 0 ? 0 : data[i]! * x.data[i]!;
  return { shape, data };
}

/** The greatest 32-bit word. */
const GREATEST = 2 ** 32 - 1;

/** @throws NotLowered for a key that does not take the seed of the step: kernels know no other. */
function wordsOf(out: Placed, x: Placed, key: RandomKey): readonly Word[] {
  if (!Number.isNaN(key.seed)) throw new NotLowered('dropout by a key with a seed of its own');
  return [x.rows, x.columns, x, x.stride, out, out.stride, key.path];
}

const dropoutOp: (params: DropoutOptions, ...inputs: readonly Value[]) => Value = primitive<DropoutOptions>({
  name: 'dropout',
  shape: ([x]) => x!,
  forward: ([x], options) => masked(x!, options),
  backward: (gradient, _, __, options) => [() => dropoutOp(options, gradient)],
  // The kernel reads the seed of the step; the path of the key and the rate are fixed.
  lower: (k, out, [x], { rate, key }) => {
    const threshold = Math.min(GREATEST, Math.ceil(rate * 2 ** 32));
    const words = [...wordsOf(out, x!, key), threshold, { real: 1 / (1 - rate) }];
    k.emit('dropout', words, { reads: [x!], writes: out });
  },
});

type KeyOnly = Pick<VaryingDropoutOptions, 'key'>;

/** Dropout whose rate is an input, x and a scalar, since it is another one at every step. */
const dropoutAtOp: (params: KeyOnly, ...inputs: readonly Value[]) => Value = primitive<KeyOnly>({
  name: 'dropoutAt',
  shape: ([x]) => x!,
  forward: ([x, rate], { key }) => masked(x!, { rate: numberOf(rate!), key }),
  backward: (gradient, [, rate], _, params) => [() => dropoutAtOp(params, gradient, rate!), undefined],
  lower: (k, out, [x, rate], { key }) =>
    k.emit('dropoutAt', [...wordsOf(out, x!, key), rate!], { reads: [x!, rate!], writes: out }),
});

/**
 * x with a share of its numbers, drawn by the key, set to 0, and the rest scaled up to keep the mean (Srivastava et al., 2014).
 *
 * The rate itself has no derivative.
 *
 * @throws FoldwiseError `input` where the rate is not in [0, 1); `shape` where it is a value that is not one number.
 */
export function dropout(x: Value, { rate, key }: VaryingDropoutOptions): Value {
  if (typeof rate !== 'number') return dropoutAtOp({ key }, x, rate);
  checkRate(rate);
  return rate === 0 ? x : dropoutOp({ rate, key }, x);
}
