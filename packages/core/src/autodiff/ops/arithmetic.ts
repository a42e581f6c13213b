import type { Primitive, Value } from '../primitive.ts';
import { loopedOp, loopedPrimitive, ofPairs, type Operand, unaryOp } from './elementwise.ts';

/** The op of `add`, for who looks for sums in a graph. */
export const addOp: Primitive<null> = loopedPrimitive({
  name: 'add',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! + b[q + i * stepB]!;
  },
  backward: (gradient) => [() => gradient, () => gradient],
  vector: (e, a, b) => e.add(a, b),
});

/** a + b, broadcast. */
export const add: (a: Operand, b: Operand) => Value = ofPairs(addOp);

/** a − b, broadcast. */
export const subtract: (a: Operand, b: Operand) => Value = loopedOp({
  name: 'subtract',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! - b[q + i * stepB]!;
  },
  backward: (gradient) => [() => gradient, () => negate(gradient)],
  vector: (e, a, b) => e.subtract(a, b),
});

/** a·b element by element, broadcast. */
export const multiply: (a: Operand, b: Operand) => Value = loopedOp({
  name: 'multiply',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! * b[q + i * stepB]!;
  },
  backward: (gradient, a, b) => [() => multiply(gradient, b), () => multiply(gradient, a)],
  vector: (e, a, b) => e.multiply(a, b),
});

/** a/b element by element, broadcast; by 0 it is ±Infinity or NaN, as IEEE 754 has it. */
export const divide: (a: Operand, b: Operand) => Value = loopedOp({
  name: 'divide',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! / b[q + i * stepB]!;
  },
  backward: (gradient, _, b, output) => [
    () => divide(gradient, b),
    () => negate(divide(multiply(gradient, output), b)),
  ],
  vector: (e, a, b) => e.divide(a, b),
});

/** −x. */
export const negate: (x: Operand) => Value = unaryOp({
  name: 'negate',
  rule: (x) => -x,
  backward: (gradient) => negate(gradient),
  vector: (e, x) => e.negate(x),
});
