import { exp as exponential } from '../../math/exp.ts';
import { expm1 as exponentialLessOne } from '../../math/expm1.ts';
import { log as logarithm } from '../../math/log.ts';
import { log1p as logarithmOfOneMore } from '../../math/log1p.ts';
import { pow } from '../../math/pow.ts';
import { primitive, type Value } from '../primitive.ts';
import { add, divide, multiply } from './arithmetic.ts';
import { mapped, type Operand, unary, valueOf } from './elementwise.ts';

/** x². */
export const square: (x: Operand) => Value = unary({
  name: 'square',
  rule: (x) => x * x,
  backward: (gradient, x) => multiply(multiply(gradient, x), 2),
});

/** √x; NaN below 0. */
export const sqrt: (x: Operand) => Value = unary({
  name: 'sqrt',
  rule: (x) => Math.sqrt(x),
  backward: (gradient, _, root) => divide(multiply(gradient, 0.5), root),
});

const powerOp = primitive<{ readonly exponent: number }>({
  name: 'power',
  lowering: 'power',
  shape: ([x]) => x!,
  forward: ([x], { exponent }) => mapped(x!, (number) => pow(number, exponent)),
  backward: (gradient, [x], _, { exponent }) => [
    () => multiply(gradient, multiply(power(x!, exponent - 1), exponent)),
  ],
});

/**
 * x to the power of a constant.
 *
 * @example
 * power(tensor([4, 9]), -0.5); // [0.5, 0.333…]
 */
export function power(x: Operand, exponent: number): Value {
  return powerOp({ exponent }, valueOf(x));
}

/** eˣ. */
export const exp: (x: Operand) => Value = unary({
  name: 'exp',
  rule: exponential,
  backward: (gradient, _, output) => multiply(gradient, output),
});

/** eˣ − 1, without loss near 0. */
export const expm1: (x: Operand) => Value = unary({
  name: 'expm1',
  rule: exponentialLessOne,
  backward: (gradient, _, output) => multiply(gradient, add(output, 1)),
});

/** The natural logarithm; −Infinity at 0, NaN below. */
export const log: (x: Operand) => Value = unary({
  name: 'log',
  rule: logarithm,
  backward: (gradient, x) => divide(gradient, x),
});

/** log(1 + x), without loss near 0. */
export const log1p: (x: Operand) => Value = unary({
  name: 'log1p',
  rule: logarithmOfOneMore,
  backward: (gradient, x) => divide(gradient, add(x, 1)),
});
