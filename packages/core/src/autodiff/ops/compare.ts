import { broadcastShapes, broadcastStrides, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Value } from '../primitive.ts';
import { multiply } from './arithmetic.ts';
import { binaryOp, mapped, type Operand, unaryOp, valueOf } from './elementwise.ts';
import { readByStrides } from './reshape.ts';
import { sumTo } from './sum.ts';

/** 1 where a > b, else 0; flat, so nothing flows back. */
export const greater: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'greater',
  rule: (a, b) => (a > b ? 1 : 0),
  vector: (e, a, b) => e.flag('greater', a, b),
});

/** 1 where a ≥ b, else 0; flat, so nothing flows back. */
export const greaterEqual: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'greaterEqual',
  rule: (a, b) => (a >= b ? 1 : 0),
  vector: (e, a, b) => e.flag('greaterEqual', a, b),
});

/** 1 where a = b, else 0; flat, so nothing flows back. */
export const equal: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'equal',
  rule: (a, b) => (a === b ? 1 : 0),
  vector: (e, a, b) => e.flag('equal', a, b),
});

/** 1 where a > b and ½ where they are equal: equal inputs of a maximum share its gradient. */
const share: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'share',
  rule: (a, b) => (a > b ? 1 : a === b ? 0.5 : 0),
  vector: (e, a, b) => e.add(e.flag('greater', a, b), e.and(e.compare('equal', a, b), 0.5)),
});

/** The larger of a and b, broadcast; where they are equal each gets half the gradient. */
export const maximum: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'maximum',
  rule: (a, b) => Math.max(a, b),
  backward: (gradient, a, b) => [
    () => multiply(gradient, share(a, b)),
    () => multiply(gradient, share(b, a)),
  ],
  vector: (e, a, b) => e.max(a, b),
});

/** The smaller of a and b, broadcast; where they are equal each gets half the gradient. */
export const minimum: (a: Operand, b: Operand) => Value = binaryOp({
  name: 'minimum',
  rule: (a, b) => Math.min(a, b),
  backward: (gradient, a, b) => [
    () => multiply(gradient, share(b, a)),
    () => multiply(gradient, share(a, b)),
  ],
  vector: (e, a, b) => e.min(a, b),
});

/** −1, 0 or 1; flat, so nothing flows back. */
export const sign: (x: Operand) => Value = unaryOp({
  name: 'sign',
  rule: (x) => Math.sign(x),
  // NaN is no number and has no sign.
  vector: (e, x) =>
    e.select(e.compare('notEqual', x, x), x, e.subtract(e.flag('greater', x, 0), e.flag('less', x, 0))),
});

/** |x|; at 0 its gradient is 0. */
export const abs: (x: Operand) => Value = unaryOp({
  name: 'abs',
  rule: (x) => Math.abs(x),
  backward: (gradient, x) => multiply(gradient, sign(x)),
  vector: (e, x) => e.abs(x),
});

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const within = primitive<Bounds>({
  name: 'within',
  shape: ([x]) => x!,
  forward: ([x], { low, high }) => mapped(x!, (number) => (number >= low && number <= high ? 1 : 0)),
  backward: () => [undefined],
  vector: (e, [x], { low, high }) =>
    e.and(e.and(e.compare('greaterEqual', x!, low), e.compare('lessEqual', x!, high)), 1),
});

const clipOp = primitive<Bounds>({
  name: 'clip',
  shape: ([x]) => x!,
  forward: ([x], { low, high }) => mapped(x!, (number) => Math.min(Math.max(number, low), high)),
  backward: (gradient, [x], _, bounds) => [() => multiply(gradient, within(bounds, x!))],
  vector: (e, [x], { low, high }) => e.lesserOf(e.greaterOf(x!, low), high),
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
  shape: ([condition, a, b]) => commonShape(condition!, a!, b!),
  forward: ([condition, a, b]) => chosen(condition!, a!, b!),
  backward: (gradient, [condition, a, b]) => [
    undefined,
    () => sumTo(where(condition!, gradient, 0), a!.shape),
    () => sumTo(where(condition!, 0, gradient), b!.shape),
  ],
  vector: (e, [condition, a, b]) => e.select(e.compare('equal', condition!, 0), b!, a!),
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
