import { FoldwiseError } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { primitive, type Primitive, type Value } from '../primitive.ts';
import { multiply } from './arithmetic.ts';
import { type Operand, valueOf } from './elementwise.ts';

export type { Operand };

/**
 * A smooth function of one number with its first two derivatives, each in terms of x, of y = value(x), and of one constant: an
 * activation, written in three lines.
 */
export interface Curve {
  readonly name: string;
  readonly value: (x: number, constant: number) => number;
  readonly slope: (x: number, y: number, constant: number) => number;
  readonly bend: (x: number, y: number, constant: number) => number;
}

interface Constant {
  readonly constant: number;
}

/** An op of a curve, applied number by number; each derivative is one loop of its own. */
export function steepCurve(rule: Curve): (x: Operand, constant: number) => Value {
  const { name, value, slope, bend } = rule;
  const bent = scaled(`${name}Bend`, bend, () => {
    throw new FoldwiseError('expected at most a second derivative, got a third asked for', {
      code: 'input',
      where: name,
    });
  });
  const sloped = scaled(`${name}Slope`, slope, (gradient, x, y, params) => bent(params, gradient, x, y));
  const op = primitive<Constant>({
    name,
    lowering: name,
    shape: ([x]) => x!,
    forward: ([x], { constant }) => {
      const source = x!.data;
      const data = new Float64Array(source.length);
      for (let i = 0; i < data.length; i++) data[i] = value(source[i]!, constant);
      return { shape: x!.shape, data };
    },
    backward: (gradient, [x], y, params) => [() => sloped(params, gradient, x!, y)],
  });
  return (x, constant) => op({ constant }, valueOf(x));
}

/** An op of a curve that needs no constant. */
export function curve(rule: Curve): (x: Operand) => Value {
  const op = steepCurve(rule);
  return (x) => op(x, 0);
}

type Derivative = (gradient: Value, x: Value, y: Value, params: Constant) => Value;

/**
 * factor·d(x, y) in one loop, where d is a derivative of a curve and y its value at x. Since y follows from x, all that x
 * contributes, through y too, is in the next derivative.
 */
function scaled(
  name: string,
  d: Curve['slope'],
  next: Derivative,
): (params: Constant, ...inputs: readonly Value[]) => Value {
  const op: Primitive<Constant> = {
    name,
    lowering: name,
    shape: ([factor]) => factor!,
    forward: ([factor, x, y], { constant }) => product(factor!, x!, y!, d, constant),
    backward: (gradient, [factor, x, y], _, params) => [
      () => apply(params, gradient, x!, y!),
      () => next(multiply(gradient, factor!), x!, y!, params),
      undefined,
    ],
  };
  const apply = primitive(op);
  return apply;
}

function product(factor: Tensor, x: Tensor, y: Tensor, d: Curve['slope'], constant: number): Tensor {
  const data = new Float64Array(factor.data.length);
  for (let i = 0; i < data.length; i++) data[i] = factor.data[i]! * d(x.data[i]!, y.data[i]!, constant);
  return { shape: factor.shape, data };
}
