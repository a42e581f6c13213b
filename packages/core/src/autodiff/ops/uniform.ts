import { bitsAt, type RandomKey, whiteners } from '../../random/random-key.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { NotLowered } from '../lowering/not-lowered.ts';
import { primitive, type Value } from '../primitive.ts';

const uniformOp = primitive<{ readonly key: RandomKey }>({
  name: 'uniformLike',
  shape: ([like]) => like!,
  forward: ([like], { key }) => drawn(like!.shape, key),
  backward: () => [undefined],
  // The kernel reads the seed of the step; it knows no other.
  lower: (k, out, [like], { key }) => {
    if (!Number.isNaN(key.seed)) throw new NotLowered('uniform numbers by a key with a seed of its own');
    k.emit('uniform', [out.rows, out.columns, out, out.stride, key.path], { reads: [like!], writes: out });
  },
});

/** Float32 holds 24 bits: with so many, every executor has the same numbers. */
function drawn(shape: Shape, key: RandomKey): Tensor {
  const [first, second] = whiteners(key);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = (bitsAt(first, second, i) >>> 8) / 16777216;
  return { shape, data };
}

/**
 * Numbers drawn by a key, uniform in [0, 1) and multiples of 2⁻²⁴, in the shape of a value whose numbers do not matter.
 *
 * The value says to which step the numbers belong: where it is traced they are drawn anew in each, by that step's seed. Nothing flows
 * back.
 *
 * @example
 * uniformLike(zeros([2, 3]), randomKey(1)); // the same six numbers for the same key
 */
export function uniformLike(like: Value, key: RandomKey): Value {
  return uniformOp({ key }, like);
}
