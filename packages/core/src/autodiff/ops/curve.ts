import { FoldwiseError } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Vector, Vectors } from '../lowering/vectors.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';
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
  readonly vectors: CurveVectors;
}

/** The same on vectors. The derivatives come multiplied by what they are to be multiplied by: to choose from that may be all there is to do. */
export interface CurveVectors {
  readonly value: (e: Vectors, x: Vector, constant: number) => Vector;
  readonly slope: DerivativeVector;
  readonly bend: DerivativeVector;
}

type DerivativeVector = (e: Vectors, factor: Vector, x: Vector, y: Vector, constant: number) => Vector;

/** What all curves but the steep ones have no use for. */
export interface Constant {
  readonly constant: number;
}

/** An op of a curve, applied number by number; each derivative is one loop of its own. */
export function curvePrimitive(rule: Curve): Primitive<Constant> {
  const { name, value, slope, bend, vectors } = rule;
  const bent = scaled(`${name}Bend`, bend, vectors.bend, () => {
    throw new FoldwiseError('expected at most a second derivative, got a third asked for', {
      code: 'input',
      where: name,
    });
  });
  const sloped = scaled(`${name}Slope`, slope, vectors.slope, (gradient, x, y, params) =>
    applyPrimitive(bent, params, [gradient, x, y]),
  );
  return {
    name,
    shape: ([x]) => x!,
    forward: ([x], { constant }) => {
      const source = x!.data;
      const data = new Float64Array(source.length);
      for (let i = 0; i < data.length; i++) data[i] = value(source[i]!, constant);
      return { shape: x!.shape, data };
    },
    backward: (gradient, [x], y, params) => [() => applyPrimitive(sloped, params, [gradient, x!, y])],
    vector: (e, [x], { constant }) => vectors.value(e, x!, constant),
  };
}

/** A curve that has a constant, as a function. */
export function steepCurve(rule: Curve): (x: Operand, constant: number) => Value {
  const op = curvePrimitive(rule);
  return (x, constant) => applyPrimitive(op, { constant }, [valueOf(x)]);
}

/** An op of a curve that needs no constant, as a function. */
export function ofCurve(op: Primitive<Constant>): (x: Operand) => Value {
  return (x) => applyPrimitive(op, { constant: 0 }, [valueOf(x)]);
}

/** A curve that needs no constant, as a function. */
export function curve(rule: Curve): (x: Operand) => Value {
  return ofCurve(curvePrimitive(rule));
}

type Derivative = (gradient: Value, x: Value, y: Value, params: Constant) => Value;

/**
 * factor·d(x, y) in one loop, where d is a derivative of a curve and y its value at x. Since y follows from x, all that x
 * contributes, through y too, is in the next derivative.
 */
function scaled(
  name: string,
  d: Curve['slope'],
  vector: DerivativeVector,
  next: Derivative,
): Primitive<Constant> {
  const op: Primitive<Constant> = {
    name,
    shape: ([factor]) => factor!,
    forward: ([factor, x, y], { constant }) => product(factor!, x!, y!, d, constant),
    backward: (gradient, [factor, x, y], _, params) => [
      () => applyPrimitive(op, params, [gradient, x!, y!]),
      () => next(multiply(gradient, factor!), x!, y!, params),
      undefined,
    ],
    vector: (e, [factor, x, y], { constant }) => vector(e, factor!, x!, y!, constant),
  };
  return op;
}

function product(factor: Tensor, x: Tensor, y: Tensor, d: Curve['slope'], constant: number): Tensor {
  const data = new Float64Array(factor.data.length);
  for (let i = 0; i < data.length; i++) data[i] = factor.data[i]! * d(x.data[i]!, y.data[i]!, constant);
  return { shape: factor.shape, data };
}
