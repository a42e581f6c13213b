import { binary, type Operand, unary } from './elementwise.ts';
import type { Value } from '../primitive.ts';

/** a + b, broadcast. */
export const add: (a: Operand, b: Operand) => Value = binary({
  name: 'add',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! + b[q + i * stepB]!;
  },
  backward: (gradient) => [() => gradient, () => gradient],
});

/** a − b, broadcast. */
export const subtract: (a: Operand, b: Operand) => Value = binary({
  name: 'subtract',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! - b[q + i * stepB]!;
  },
  backward: (gradient) => [() => gradient, () => negate(gradient)],
});

/** a·b element by element, broadcast. */
export const multiply: (a: Operand, b: Operand) => Value = binary({
  name: 'multiply',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! * b[q + i * stepB]!;
  },
  backward: (gradient, a, b) => [() => multiply(gradient, b), () => multiply(gradient, a)],
});

/** a/b element by element, broadcast; by 0 it is ±Infinity or NaN, as IEEE 754 has it. */
export const divide: (a: Operand, b: Operand) => Value = binary({
  name: 'divide',
  loop: (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = a[p + i * stepA]! / b[q + i * stepB]!;
  },
  backward: (gradient, _, b, output) => [
    () => divide(gradient, b),
    () => negate(divide(multiply(gradient, output), b)),
  ],
});

/** −x. */
export const negate: (x: Operand) => Value = unary({
  name: 'negate',
  rule: (x) => -x,
  backward: (gradient) => negate(gradient),
});
