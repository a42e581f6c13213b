import { broadcastShapes, broadcastStrides, sizeOf } from '../../tensor/shape.ts';
import { scalar } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import type { Vector, Vectors } from '../lowering/vectors.ts';
import { applyPrimitive, type Primitive, type Pullback, type Value } from '../primitive.ts';
import { sumTo } from './sum.ts';

/** What an elementwise op takes: a value, or a plain number for a constant. */
export type Operand = Value | number;

export function valueOf(operand: Operand): Value {
  return typeof operand === 'number' ? scalar(operand) : operand;
}

/** The innermost loop of an op of two inputs: out[at + i] from a[p + i·stepA] and b[q + i·stepB], for i below count. */
export type PairLoop = (
  out: Float64Array,
  at: number,
  count: number,
  a: Float64Array,
  p: number,
  stepA: number,
  b: Float64Array,
  q: number,
  stepB: number,
) => void;

/** The loop of a rule for one pair of numbers. */
function pairLoop(rule: (a: number, b: number) => number): PairLoop {
  return (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = rule(a[p + i * stepA]!, b[q + i * stepB]!);
  };
}

/** Runs the loop of an op over two tensors, broadcast against each other. */
function runPairs(name: string, a: Tensor, b: Tensor, loop: PairLoop): Tensor {
  const shape = broadcastShapes(name, a.shape, b.shape);
  const data = new Float64Array(sizeOf(shape));
  walk(
    shape,
    broadcastStrides(a.shape, shape),
    broadcastStrides(b.shape, shape),
    (at, count, p, stepA, q, stepB) => loop(data, at, count, a.data, p, stepA, b.data, q, stepB),
  );
  return { shape, data };
}

/** What is written of an op of two inputs, but for what it makes of two numbers. */
export interface PairRule {
  readonly name: string;
  /** What each input contributes, before it is summed to that input's shape; left out where the op is flat almost everywhere. */
  backward?(gradient: Value, a: Value, b: Value, output: Value): readonly [Pullback, Pullback];
  /** The same as `rule` on vectors; left out, compiled programs call `rule` back. */
  readonly vector?: (e: Vectors, a: Vector, b: Vector) => Vector;
}

/** An op of two inputs by its innermost loop. */
export function loopedPrimitive(rule: PairRule & { readonly loop: PairLoop }): Primitive<null> {
  const { name, loop, vector } = rule;
  return {
    name,
    shape: ([a, b]) => broadcastShapes(name, a!, b!),
    forward: ([a, b]) => runPairs(name, a!, b!, loop),
    backward: (gradient, [a, b], output) => {
      if (rule.backward === undefined) return [undefined, undefined];
      const [toA, toB] = rule.backward(gradient, a!, b!, output);
      return [() => sumTo(toA(), a!.shape), () => sumTo(toB(), b!.shape)];
    },
    ...(vector && { vector: (e, [a, b]) => vector(e, a!, b!) }),
  };
}

/** An op of two inputs as a function of values or numbers. */
export function ofPairs(op: Primitive<null>): (a: Operand, b: Operand) => Value {
  return (a, b) => applyPrimitive(op, null, [valueOf(a), valueOf(b)]);
}

/** An op of two inputs whose innermost loop is written out, since every network spends its time there. */
export function loopedOp(rule: PairRule & { readonly loop: PairLoop }): (a: Operand, b: Operand) => Value {
  return ofPairs(loopedPrimitive(rule));
}

/** What is written of an op of two inputs. */
export interface BinaryRule extends PairRule {
  /** What it makes of two numbers. */
  readonly rule: (a: number, b: number) => number;
}

/**
 * A new op of two inputs that are broadcast against each other, number by number.
 *
 * @example
 * const squaredDistance = binaryOp({
 *   name: 'squaredDistance',
 *   rule: (a, b) => (a - b) ** 2,
 *   backward: (gradient, a, b) => {
 *     const slope = ops.multiply(gradient, ops.multiply(ops.subtract(a, b), 2));
 *     return [() => slope, () => ops.negate(slope)];
 *   },
 *   vector: (e, a, b) => e.multiply(e.subtract(a, b), e.subtract(a, b)),
 * });
 */
export function binaryOp(rule: BinaryRule): (a: Operand, b: Operand) => Value {
  return loopedOp({ ...rule, loop: pairLoop(rule.rule) });
}

/** A tensor of f of each number. */
export function mapped(x: Tensor, f: (x: number) => number): Tensor {
  const { shape, data } = x;
  const out = new Float64Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = f(data[i]!);
  return { shape, data: out };
}

/** What is written of an op of one input. */
export interface UnaryRule {
  readonly name: string;
  /** What it makes of a number. */
  readonly rule: (x: number) => number;
  /** What the input contributes, in ops; left out where the op is flat almost everywhere: a sign. */
  backward?(gradient: Value, x: Value, output: Value): Value;
  /** The same as `rule` on vectors; left out, compiled programs call `rule` back. */
  readonly vector?: (e: Vectors, x: Vector) => Vector;
}

/**
 * A new op of one input, number by number.
 *
 * @example
 * const softsign = unaryOp({
 *   name: 'softsign',
 *   rule: (x) => x / (1 + Math.abs(x)),
 *   backward: (gradient, x) => ops.divide(gradient, ops.square(ops.add(ops.abs(x), 1))),
 *   vector: (e, x) => e.divide(x, e.add(e.abs(x), 1)),
 * });
 */
export function unaryOp(rule: UnaryRule): (x: Operand) => Value {
  const { name, vector } = rule;
  const op: Primitive<null> = {
    name,
    shape: ([x]) => x!,
    forward: ([x]) => mapped(x!, rule.rule),
    backward: (gradient, [x], output) => [
      rule.backward === undefined ? undefined : () => rule.backward!(gradient, x!, output),
    ],
    ...(vector && { vector: (e, [x]) => vector(e, x!) }),
  };
  return (x) => applyPrimitive(op, null, [valueOf(x)]);
}
