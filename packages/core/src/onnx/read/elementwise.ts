import * as ops from '../../autodiff/ops/index.ts';
import { isTraced, type Value } from '../../autodiff/primitive.ts';
import { foldKey } from '../../random/random-key.ts';
import { numberOf } from '../../tensor/make.ts';
import { erf } from '../erf.ts';
import type { Call, Operator, Operators } from './call.ts';

function unary(f: (x: Value) => Value): Operator {
  return (call) => f(call.value());
}

function binary(f: (a: Value, b: Value) => Value): Operator {
  return (call) => f(call.value(0), call.value(1));
}

/** An operator of any number of inputs. */
function folded(f: (a: Value, b: Value) => Value): Operator {
  return (call) => {
    const rest = call.inputs.slice(1).map((_, i) => call.value(i + 1));
    return rest.reduce((sum, x) => f(sum, x), call.value());
  };
}

/** Number types that hold whole numbers, by their codes, and the one that holds conditions. */
const WHOLE: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7, 12, 13]);
const BOOL = 9;

/** Numbers of another type; what is traced stays as it is, since whoever needs whole numbers checks for them. */
function cast(call: Call): Value {
  const [x, to] = [call.value(), call.int('to', 1)];
  if (isTraced(x) || (to !== BOOL && !WHOLE.has(to))) return x;
  return { shape: x.shape, data: x.data.map((n) => (to === BOOL ? Number(n !== 0) : Math.trunc(n))) };
}

function power(call: Call): Value {
  const exponent = call.value(1);
  if (isTraced(exponent))
    throw call.error('expected an exponent that is a constant, got one that is computed');
  const number = numberOf(exponent);
  return number === 2 ? ops.square(call.value()) : ops.power(call.value(), number);
}

function clip(call: Call): Value {
  const x = call.value();
  const [low] = call.numbers(1) ?? [];
  const [high] = call.numbers(2) ?? [];
  const above = low === undefined ? x : ops.maximum(x, low);
  if (low !== undefined && high !== undefined) return ops.clip(x, low, high);
  return high === undefined ? above : ops.minimum(above, high);
}

function dropout(call: Call): Value {
  const [rate = 0.5] = call.numbers(1) ?? [];
  if (!call.context.training) return call.value();
  return ops.dropout(call.value(), { rate, key: foldKey(call.context.random, call.name) });
}

function gelu(call: Call): Value {
  if (call.text('approximate', 'none') === 'none') return ops.gelu(call.value());
  const x = call.value();
  // √(2/π)·(x + 0.044715·x³), as Hendrycks and Gimpel approximate it.
  const inner = ops.multiply(ops.add(x, ops.multiply(ops.power(x, 3), 0.044715)), 0.7978845608028654);
  return ops.multiply(ops.multiply(x, 0.5), ops.add(ops.tanh(inner), 1));
}

export function softsign(x: Value): Value {
  return ops.divide(x, ops.add(ops.abs(x), 1));
}

export function hardSigmoid(x: Value, alpha: number, beta: number): Value {
  return ops.clip(ops.add(ops.multiply(x, alpha), beta), 0, 1);
}

/** x above 0, α·(eˣ⸍ᵅ − 1) below: an ELU whose slope has no step. */
function celu(call: Call): Value {
  const alpha = call.real('alpha', 1);
  return ops.multiply(ops.elu(ops.divide(call.value(), alpha), 1), alpha);
}

/** Functions of numbers one by one. */
export const elementwise: Operators = {
  Abs: unary(ops.abs),
  Add: binary(ops.add),
  And: binary(ops.multiply),
  Cast: cast,
  Celu: celu,
  Clip: clip,
  Cos: unary(ops.cos),
  Div: binary(ops.divide),
  Dropout: dropout,
  Elu: (call) => ops.elu(call.value(), call.real('alpha', 1)),
  Equal: binary(ops.equal),
  Erf: unary(erf),
  Exp: unary(ops.exp),
  Gelu: gelu,
  Greater: binary(ops.greater),
  GreaterOrEqual: binary(ops.greaterEqual),
  HardSigmoid: (call) => hardSigmoid(call.value(), call.real('alpha', 0.2), call.real('beta', 0.5)),
  HardSwish: unary((x) => ops.multiply(x, hardSigmoid(x, 1 / 6, 0.5))),
  Identity: unary((x) => x),
  LeakyRelu: (call) => ops.leakyRelu(call.value(), call.real('alpha', 0.01)),
  Less: binary((a, b) => ops.greater(b, a)),
  LessOrEqual: binary((a, b) => ops.greaterEqual(b, a)),
  Log: unary(ops.log),
  Max: folded(ops.maximum),
  Min: folded(ops.minimum),
  Mish: unary(ops.mish),
  Mul: binary(ops.multiply),
  Neg: unary(ops.negate),
  Not: unary((x) => ops.subtract(1, x)),
  Or: binary(ops.maximum),
  PRelu: binary((x, slope) => ops.where(ops.greater(x, 0), x, ops.multiply(x, slope))),
  Pow: power,
  Reciprocal: unary((x) => ops.divide(1, x)),
  Relu: unary(ops.relu),
  Selu: (call) => {
    if (call.has('alpha') || call.has('gamma')) {
      return ops.multiply(ops.elu(call.value(), call.real('alpha', 1.67326)), call.real('gamma', 1.0507));
    }
    return ops.selu(call.value());
  },
  Sigmoid: unary(ops.sigmoid),
  Sign: unary(ops.sign),
  Sin: unary(ops.sin),
  Softsign: unary(softsign),
  Softplus: unary(ops.softplus),
  Sqrt: unary(ops.sqrt),
  Sub: binary(ops.subtract),
  Sum: folded(ops.add),
  Tanh: unary(ops.tanh),
  ThresholdedRelu: (call) => {
    const x = call.value();
    return ops.multiply(x, ops.greater(x, call.real('alpha', 1)));
  },
  Where: (call) => ops.where(call.value(0), call.value(1), call.value(2)),
};
