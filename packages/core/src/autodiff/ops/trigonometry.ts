import { cos as cosOf, sin as sinOf } from '../../math/sin-cos.ts';
import type { Value } from '../primitive.ts';
import { multiply, negate } from './arithmetic.ts';
import { type Operand, unaryOp } from './elementwise.ts';

/** The sine of an angle in radians; its derivative is the cosine. */
export const sin: (x: Operand) => Value = unaryOp({
  name: 'sin',
  rule: sinOf,
  backward: (gradient, x) => multiply(gradient, cos(x)),
  vector: (e, x) => e.sin(x),
});

/** The cosine of an angle in radians; its derivative is −sin. */
export const cos: (x: Operand) => Value = unaryOp({
  name: 'cos',
  rule: cosOf,
  backward: (gradient, x) => negate(multiply(gradient, sin(x))),
  vector: (e, x) => e.cos(x),
});
