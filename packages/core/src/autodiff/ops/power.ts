import { exp as exponential } from '../../math/exp.ts';
import { expm1 as exponentialLessOne } from '../../math/expm1.ts';
import { log as logarithm } from '../../math/log.ts';
import { log1p as logarithmOfOneMore } from '../../math/log1p.ts';
import { pow } from '../../math/pow.ts';
import type { Vector, Vectors } from '../lowering/vectors.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';
import { add, divide, multiply } from './arithmetic.ts';
import { mapped, type Operand, unaryOp, valueOf } from './elementwise.ts';

/** x². */
export const square: (x: Operand) => Value = unaryOp({
  name: 'square',
  rule: (x) => x * x,
  backward: (gradient, x) => multiply(multiply(gradient, x), 2),
  vector: (e, x) => e.multiply(x, x),
});

/** √x; NaN below 0. */
export const sqrt: (x: Operand) => Value = unaryOp({
  name: 'sqrt',
  rule: (x) => Math.sqrt(x),
  backward: (gradient, _, root) => divide(multiply(gradient, 0.5), root),
  vector: (e, x) => e.sqrt(x),
});

interface Exponent {
  readonly exponent: number;
}

const powerRule: Primitive<Exponent> = {
  name: 'power',
  shape: ([x]) => x!,
  forward: ([x], { exponent }) => mapped(x!, (number) => pow(number, exponent)),
  backward: (gradient, [x], _, { exponent }) => [
    () => multiply(gradient, multiply(power(x!, exponent - 1), exponent)),
  ],
};

/** Exponents whose powers are short products and roots. */
const SHORT: ReadonlyMap<number, (e: Vectors, x: Vector) => Vector> = new Map([
  [-1, (e: Vectors, x: Vector) => e.divide(1, x)],
  [-0.5, (e: Vectors, x: Vector) => e.divide(1, e.sqrt(x))],
  [0.5, (e: Vectors, x: Vector) => e.sqrt(x)],
  [1, (_: Vectors, x: Vector) => x],
  [2, (e: Vectors, x: Vector) => e.multiply(x, x)],
  [3, (e: Vectors, x: Vector) => e.multiply(e.multiply(x, x), x)],
]);

const shortPowerOp: Primitive<Exponent> = {
  ...powerRule,
  vector: (e, [x], { exponent }) => SHORT.get(exponent)!(e, x!),
};

const powerOp: Primitive<Exponent> = {
  ...powerRule,
  lower: (k, out, [x], { exponent }) =>
    k.emit('power', [out.rows, out.columns, x!, x!.stride, out, out.stride, { real: exponent }], {
      reads: [x!],
      writes: out,
    }),
};

/**
 * x to the power of a constant.
 *
 * @example
 * power(tensor([4, 9]), -0.5); // [0.5, 0.333…]
 */
export function power(x: Operand, exponent: number): Value {
  return applyPrimitive(SHORT.has(exponent) ? shortPowerOp : powerOp, { exponent }, [valueOf(x)]);
}

/** eˣ. */
export const exp: (x: Operand) => Value = unaryOp({
  name: 'exp',
  rule: exponential,
  backward: (gradient, _, output) => multiply(gradient, output),
  vector: (e, x) => e.exp(x),
});

/** eˣ − 1, without loss near 0. */
export const expm1: (x: Operand) => Value = unaryOp({
  name: 'expm1',
  rule: exponentialLessOne,
  backward: (gradient, _, output) => multiply(gradient, add(output, 1)),
  vector: (e, x) => e.expm1(x),
});

/** The natural logarithm; −Infinity at 0, NaN below. */
export const log: (x: Operand) => Value = unaryOp({
  name: 'log',
  rule: logarithm,
  backward: (gradient, x) => divide(gradient, x),
  vector: (e, x) => e.log(x),
});

/** log(1 + x), without loss near 0. */
export const log1p: (x: Operand) => Value = unaryOp({
  name: 'log1p',
  rule: logarithmOfOneMore,
  backward: (gradient, x) => divide(gradient, add(x, 1)),
  vector: (e, x) => e.log1p(x),
});
