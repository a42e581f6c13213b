import type { Expression, Vector } from './expression.ts';
import {
  cos,
  erf,
  exp,
  expm1,
  log,
  log1p,
  mishSlope,
  sigmoid,
  sin,
  softplus,
  tanh,
  tanhSoftplus,
} from './functions.ts';

/** An elementwise op as an expression on its inputs; `params` are the op's own. */
export type Lowered = (
  e: Expression,
  inputs: readonly Vector[],
  params: Readonly<Record<string, number>>,
) => Vector;

const positive = (e: Expression, x: Vector): Vector => e.compare('greater', x, e.constant(0));
const flag = (e: Expression, condition: Vector): Vector => e.and(condition, e.constant(1));

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
const ROOT_HALF = Math.SQRT1_2;

function normalShare(e: Expression, x: Vector): Vector {
  return e.multiply(e.constant(0.5), e.add(e.constant(1), erf(e, e.multiply(x, e.constant(ROOT_HALF)))));
}

/** The standard normal density. */
function density(e: Expression, x: Vector): Vector {
  return e.multiply(e.constant(0.3989422804014327), exp(e, e.multiply(e.constant(-0.5), e.multiply(x, x))));
}

const LOWERED: Readonly<Record<string, Lowered>> = {
  broadcastTo: (_, [x]) => x!,
  negate: (e, [x]) => e.negate(x!),
  square: (e, [x]) => e.multiply(x!, x!),
  sqrt: (e, [x]) => e.sqrt(x!),
  abs: (e, [x]) => e.abs(x!),
  sign: (e, [x]) => {
    const below = flag(e, e.compare('less', x!, e.constant(0)));
    return e.select(e.compare('notEqual', x!, x!), x!, e.subtract(flag(e, positive(e, x!)), below));
  },
  exp: (e, [x]) => exp(e, x!),
  expm1: (e, [x]) => expm1(e, x!),
  log: (e, [x]) => log(e, x!),
  log1p: (e, [x]) => log1p(e, x!),
  clip: (e, [x], { low, high }) => e.lesserOf(e.greaterOf(x!, e.constant(low!)), e.constant(high!)),
  within: (e, [x], { low, high }) =>
    flag(
      e,
      e.and(e.compare('greaterEqual', x!, e.constant(low!)), e.compare('lessEqual', x!, e.constant(high!))),
    ),
  sin: (e, [x]) => sin(e, x!),
  cos: (e, [x]) => cos(e, x!),
  add: (e, [a, b]) => e.add(a!, b!),
  subtract: (e, [a, b]) => e.subtract(a!, b!),
  multiply: (e, [a, b]) => e.multiply(a!, b!),
  divide: (e, [a, b]) => e.divide(a!, b!),
  maximum: (e, [a, b]) => e.max(a!, b!),
  minimum: (e, [a, b]) => e.min(a!, b!),
  greater: (e, [a, b]) => flag(e, e.compare('greater', a!, b!)),
  greaterEqual: (e, [a, b]) => flag(e, e.compare('greaterEqual', a!, b!)),
  equal: (e, [a, b]) => flag(e, e.compare('equal', a!, b!)),
  share: (e, [a, b]) =>
    e.add(flag(e, e.compare('greater', a!, b!)), e.and(e.compare('equal', a!, b!), e.constant(0.5))),
  where: (e, [condition, a, b]) => e.select(e.compare('equal', condition!, e.constant(0)), b!, a!),
  sigmoid: (e, [x]) => sigmoid(e, x!),
  sigmoidSlope: (e, [factor, , y]) => e.multiply(factor!, e.multiply(y!, e.subtract(e.constant(1), y!))),
  tanh: (e, [x]) => tanh(e, x!),
  tanhSlope: (e, [factor, , y]) => {
    const one = e.constant(1);
    return e.multiply(factor!, e.multiply(e.subtract(one, y!), e.add(one, y!)));
  },
  softplus: (e, [x]) => softplus(e, x!),
  softplusSlope: (e, [factor, x]) => e.multiply(factor!, sigmoid(e, x!)),
  relu: (e, [x]) => e.greaterOf(x!, e.constant(0)),
  // The result is above 0 just where x is.
  reluSlope: (e, [factor, , y]) => e.and(factor!, positive(e, y!)),
  leakyRelu: (e, [x], { constant }) => e.select(positive(e, x!), x!, e.multiply(x!, e.constant(constant!))),
  leakyReluSlope: (e, [factor, x], { constant }) =>
    e.select(positive(e, x!), factor!, e.multiply(factor!, e.constant(constant!))),
  elu: (e, [x], { constant }) =>
    e.select(positive(e, x!), x!, e.multiply(e.constant(constant!), expm1(e, x!))),
  eluSlope: (e, [factor, x], { constant }) =>
    e.select(positive(e, x!), factor!, e.multiply(factor!, e.multiply(e.constant(constant!), exp(e, x!)))),
  selu: (e, [x]) =>
    e.multiply(
      e.constant(SELU_SCALE),
      e.select(positive(e, x!), x!, e.multiply(e.constant(SELU_ALPHA), expm1(e, x!))),
    ),
  seluSlope: (e, [factor, x]) =>
    e.multiply(
      e.constant(SELU_SCALE),
      e.select(positive(e, x!), factor!, e.multiply(factor!, e.multiply(e.constant(SELU_ALPHA), exp(e, x!)))),
    ),
  gelu: (e, [x]) => e.multiply(x!, normalShare(e, x!)),
  geluSlope: (e, [factor, x]) => {
    return e.multiply(factor!, e.multiplyAdd(x!, density(e, x!), normalShare(e, x!)));
  },
  silu: (e, [x]) => e.multiply(x!, sigmoid(e, x!)),
  siluSlope: (e, [factor, x]) => {
    const s = sigmoid(e, x!);
    const one = e.constant(1);
    return e.multiply(factor!, e.multiply(s, e.multiplyAdd(x!, e.subtract(one, s), one)));
  },
  mish: (e, [x]) => e.multiply(x!, tanhSoftplus(e, x!)),
  mishSlope: (e, [factor, x]) => e.multiply(factor!, mishSlope(e, x!)),
  // Second derivatives, each times the factor.
  sigmoidBend: (e, [factor, , y]) => {
    const one = e.constant(1);
    const slope = e.multiply(y!, e.subtract(one, y!));
    return e.multiply(factor!, e.multiply(slope, e.subtract(one, e.add(y!, y!))));
  },
  tanhBend: (e, [factor, , y]) => {
    const one = e.constant(1);
    const slope = e.multiply(e.subtract(one, y!), e.add(one, y!));
    return e.multiply(e.multiply(factor!, e.multiply(e.constant(-2), y!)), slope);
  },
  softplusBend: (e, [factor, x]) => e.multiply(factor!, e.multiply(sigmoid(e, x!), sigmoid(e, e.negate(x!)))),
  reluBend: (e, [factor]) => e.multiply(factor!, e.constant(0)),
  leakyReluBend: (e, [factor]) => e.multiply(factor!, e.constant(0)),
  eluBend: (e, [factor, x], { constant }) =>
    e.multiply(
      factor!,
      e.select(positive(e, x!), e.constant(0), e.multiply(e.constant(constant!), exp(e, x!))),
    ),
  seluBend: (e, [factor, x]) =>
    e.multiply(
      factor!,
      e.select(positive(e, x!), e.constant(0), e.multiply(e.constant(SELU_SCALE * SELU_ALPHA), exp(e, x!))),
    ),
  geluBend: (e, [factor, x]) =>
    e.multiply(factor!, e.multiply(e.subtract(e.constant(2), e.multiply(x!, x!)), density(e, x!))),
  siluBend: (e, [factor, x]) => {
    const s = sigmoid(e, x!);
    const one = e.constant(1);
    const slope = e.multiply(s, e.subtract(one, s));
    const rest = e.multiplyAdd(x!, e.subtract(one, e.add(s, s)), e.constant(2));
    return e.multiply(factor!, e.multiply(slope, rest));
  },
  mishBend: (e, [factor, x]) => {
    const t = tanhSoftplus(e, x!);
    const s = sigmoid(e, x!);
    const [one, two] = [e.constant(1), e.constant(2)];
    const slope = e.multiply(e.multiply(e.subtract(one, t), e.add(one, t)), s);
    const rest = e.subtract(e.subtract(one, s), e.multiply(two, e.multiply(t, s)));
    return e.multiply(factor!, e.multiply(slope, e.multiplyAdd(x!, rest, two)));
  },
};

/** Each elementwise op by its name. */
export const ELEMENTWISE: ReadonlyMap<string, Lowered> = new Map(Object.entries(LOWERED));

/** Powers that are an expression; the others have a kernel of their own. */
export const POWERS: ReadonlyMap<number, Lowered> = new Map<number, Lowered>([
  [-1, (e, [x]) => e.divide(e.constant(1), x!)],
  [-0.5, (e, [x]) => e.divide(e.constant(1), e.sqrt(x!))],
  [0.5, (e, [x]) => e.sqrt(x!)],
  [1, (_, [x]) => x!],
  [2, (e, [x]) => e.multiply(x!, x!)],
  [3, (e, [x]) => e.multiply(e.multiply(x!, x!), x!)],
]);
