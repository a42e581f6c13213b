import { broadcastShapes, broadcastStrides, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Value } from '../primitive.ts';
import { multiply } from './arithmetic.ts';
import { binary, mapped, type Operand, pairLoop, unary, valueOf } from './elementwise.ts';
import { readByStrides } from './reshape.ts';
import { sumTo } from './sum.ts';

/** 1 where a > b, else 0; flat, so nothing flows back. */
export const greater: (a: Operand, b: Operand) => Value = binary({
  name: 'greater',
  loop: pairLoop((a, b) => (a > b ? 1 : 0)),
});

/** 1 where a ≥ b, else 0; flat, so nothing flows back. */
export const greaterEqual: (a: Operand, b: Operand) => Value = binary({
  name: 'greaterEqual',
  loop: pairLoop((a, b) => (a >= b ? 1 : 0)),
});

/** 1 where a = b, else 0; flat, so nothing flows back. */
export const equal: (a: Operand, b: Operand) => Value = binary({
  name: 'equal',
  loop: pairLoop((a, b) => (a === b ? 1 : 0)),
});

/** 1 where a > b and ½ where they are equal: equal inputs of a maximum share its gradient. */
const share: (a: Operand, b: Operand) => Value = binary({
  name: 'share',
  loop: pairLoop((a, b) => (a > b ? 1 : a === b ? 0.5 : 0)),
});

/** The larger of a and b, broadcast; where they are equal each gets half the gradient. */
export const maximum: (a: Operand, b: Operand) => Value = binary({
  name: 'maximum',
  loop: pairLoop((a, b) => Math.max(a, b)),
  backward: (gradient, a, b) => [
    () => multiply(gradient, share(a, b)),
    () => multiply(gradient, share(b, a)),
  ],
});

/** The smaller of a and b, broadcast; where they are equal each gets half the gradient. */
export const minimum: (a: Operand, b: Operand) => Value = binary({
  name: 'minimum',
  loop: pairLoop((a, b) => Math.min(a, b)),
  backward: (gradient, a, b) => [
    () => multiply(gradient, share(b, a)),
    () => multiply(gradient, share(a, b)),
  ],
});

/** −1, 0 or 1; flat, so nothing flows back. */
export const sign: (x: Operand) => Value = unary({ name: 'sign', rule: (x) => Math.sign(x) });

/** |x|; at 0 its gradient is 0. */
export const abs: (x: Operand) => Value = unary({
  name: 'abs',
  rule: (x) => Math.abs(x),
  backward: (gradient, x) => multiply(gradient, sign(x)),
});

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const within = primitive<Bounds>({
  name: 'within',
  lowering: 'within',
  shape: ([x]) => x!,
  forward: ([x], { low, high }) => mapped(x!, (number) => (number >= low && number <= high ? 1 : 0)),
  backward: () => [undefined],
});

const clipOp = primitive<Bounds>({
  name: 'clip',
  lowering: 'clip',
  shape: ([x]) => x!,
  forward: ([x], { low, high }) => mapped(x!, (number) => Math.min(Math.max(number, low), high)),
  backward: (gradient, [x], _, bounds) => [() => multiply(gradient, within(bounds, x!))],
});

/**
 * x, but no less than `low` and no more than `high`; the gradient is that of x within the bounds, both included, and 0 outside.
 *
 * @example
 * clip(tensor([-2, 0.5, 3]), 0, 1); // [0, 0.5, 1]
 */
export function clip(x: Operand, low: number, high: number): Value {
  return clipOp({ low, high }, valueOf(x));
}

const whereOp = primitive<null>({
  name: 'where',
  lowering: 'where',
  shape: ([condition, a, b]) => commonShape(condition!, a!, b!),
  forward: ([condition, a, b]) => chosen(condition!, a!, b!),
  backward: (gradient, [condition, a, b]) => [
    undefined,
    () => sumTo(where(condition!, gradient, 0), a!.shape),
    () => sumTo(where(condition!, 0, gradient), b!.shape),
  ],
});

function commonShape(condition: Shape, a: Shape, b: Shape): Shape {
  return broadcastShapes('where', condition, broadcastShapes('where', a, b));
}

function chosen(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  const shape = commonShape(condition.shape, a.shape, b.shape);
  const mask = readByStrides(condition, shape, broadcastStrides(condition.shape, shape));
  const data = new Float64Array(sizeOf(shape));
  walk(
    shape,
    broadcastStrides(a.shape, shape),
    broadcastStrides(b.shape, shape),
    (at, count, p, stepA, q, stepB) => {
      for (let i = 0; i < count; i++) {
        data[at + i] = mask.data[at + i] === 0 ? b.data[q + i * stepB]! : a.data[p + i * stepA]!;
      }
    },
  );
  return { shape, data };
}

/**
 * a where the condition is not 0, b where it is, broadcast; what is not chosen does not count, be it NaN.
 *
 * @example
 * where(greater(x, 0), x, multiply(x, 0.1)); // a leaky ReLU
 */
export function where(condition: Operand, a: Operand, b: Operand): Value {
  return whereOp(null, valueOf(condition), valueOf(a), valueOf(b));
}
