import { broadcastShapes, broadcastStrides, sizeOf } from '../../tensor/shape.ts';
import { scalar } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Pullback, type Value } from '../primitive.ts';
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

/** The loop of a rule for one pair of numbers; where speed matters the loop is written out instead. */
export function pairLoop(rule: (a: number, b: number) => number): PairLoop {
  return (out, at, count, a, p, stepA, b, q, stepB) => {
    for (let i = 0; i < count; i++) out[at + i] = rule(a[p + i * stepA]!, b[q + i * stepB]!);
  };
}

/** Runs the loop of an op over two tensors, broadcast against each other. */
export function runPairs(name: string, a: Tensor, b: Tensor, loop: PairLoop): Tensor {
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

/** What is written of an op of two inputs: its loop, and what each input contributes, before it is summed to that input's shape. */
export interface BinaryRule {
  readonly name: string;
  readonly loop: PairLoop;
  /** Left out where the op is flat almost everywhere: a comparison. */
  backward?(gradient: Value, a: Value, b: Value, output: Value): readonly [Pullback, Pullback];
}

/** An op of two inputs that are broadcast against each other, element by element. */
export function binary(rule: BinaryRule): (a: Operand, b: Operand) => Value {
  const op = primitive<null>({
    name: rule.name,
    lowering: rule.name,
    shape: ([a, b]) => broadcastShapes(rule.name, a!, b!),
    forward: ([a, b]) => runPairs(rule.name, a!, b!, rule.loop),
    backward: (gradient, [a, b], output) => {
      if (rule.backward === undefined) return [undefined, undefined];
      const [toA, toB] = rule.backward(gradient, a!, b!, output);
      return [() => sumTo(toA(), a!.shape), () => sumTo(toB(), b!.shape)];
    },
  });
  return (a, b) => op(null, valueOf(a), valueOf(b));
}

/** A tensor of f of each number. */
export function mapped(x: Tensor, f: (x: number) => number): Tensor {
  const { shape, data } = x;
  const out = new Float64Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = f(data[i]!);
  return { shape, data: out };
}

/** What is written of an op of one input: the rule for a number, and its contribution in terms of ops. */
export interface UnaryRule {
  readonly name: string;
  readonly rule: (x: number) => number;
  /** Left out where the op is flat almost everywhere: a sign. */
  backward?(gradient: Value, x: Value, output: Value): Value;
}

export function unary(rule: UnaryRule): (x: Operand) => Value {
  const op = primitive<null>({
    name: rule.name,
    lowering: rule.name,
    shape: ([x]) => x!,
    forward: ([x]) => mapped(x!, rule.rule),
    backward: (gradient, [x], output) => [
      rule.backward === undefined ? undefined : () => rule.backward!(gradient, x!, output),
    ],
  });
  return (x) => op(null, valueOf(x));
}
