import { erf } from '../../math/erf.ts';
import { exp } from '../../math/exp.ts';
import { expm1 } from '../../math/expm1.ts';
import { sigmoid as sigmoidOf } from '../../math/sigmoid.ts';
import { softplus as softplusOf } from '../../math/softplus.ts';
import { tanh as tanhOf } from '../../math/tanh.ts';
import type { Vector, Vectors } from '../lowering/vectors.ts';
import type { Primitive, Value } from '../primitive.ts';
import { type Constant, curve, curvePrimitive, ofCurve, type Operand, steepCurve } from './curve.ts';

/** 1/(1 + e⁻ˣ), without overflow. */
export const sigmoid: (x: Operand) => Value = curve({
  name: 'sigmoid',
  value: sigmoidOf,
  slope: (_, y) => y * (1 - y),
  bend: (_, y) => y * (1 - y) * (1 - 2 * y),
  vectors: {
    value: (e, x) => e.sigmoid(x),
    slope: (e, factor, _, y) => e.multiply(factor, e.multiply(y, e.subtract(1, y))),
    bend: (e, factor, _, y) => {
      const slope = e.multiply(y, e.subtract(1, y));
      return e.multiply(factor, e.multiply(slope, e.subtract(1, e.add(y, y))));
    },
  },
});

/** The hyperbolic tangent. */
export const tanh: (x: Operand) => Value = curve({
  name: 'tanh',
  value: tanhOf,
  slope: (_, y) => (1 - y) * (1 + y),
  bend: (_, y) => -2 * y * (1 - y) * (1 + y),
  vectors: {
    value: (e, x) => e.tanh(x),
    slope: (e, factor, _, y) => e.multiply(factor, e.multiply(e.subtract(1, y), e.add(1, y))),
    bend: (e, factor, _, y) => {
      const slope = e.multiply(e.subtract(1, y), e.add(1, y));
      return e.multiply(e.multiply(factor, e.multiply(-2, y)), slope);
    },
  },
});

/** log(1 + eˣ), a smooth ReLU, without overflow. */
export const softplus: (x: Operand) => Value = curve({
  name: 'softplus',
  value: softplusOf,
  slope: (x) => sigmoidOf(x),
  bend: (x) => {
    const s = sigmoidOf(x);
    return s * (1 - s);
  },
  vectors: {
    value: (e, x) => e.softplus(x),
    slope: (e, factor, x) => e.multiply(factor, e.sigmoid(x)),
    bend: (e, factor, x) => e.multiply(factor, e.multiply(e.sigmoid(x), e.sigmoid(e.negate(x)))),
  },
});

/** The op of `relu`, for who looks for it in a graph. */
export const reluOp: Primitive<Constant> = curvePrimitive({
  name: 'relu',
  value: (x) => Math.max(x, 0),
  slope: (x) => (x > 0 ? 1 : 0),
  bend: () => 0,
  vectors: {
    value: (e, x) => e.greaterOf(x, 0),
    // The result is above 0 just where x is, so that x need not be kept.
    slope: (e, factor, _, y) => e.and(factor, e.compare('greater', y, 0)),
    bend: (e, factor) => e.multiply(factor, 0),
  },
});

/** max(x, 0); at 0 its gradient is 0. */
export const relu: (x: Operand) => Value = ofCurve(reluOp);

const leakyReluOp = steepCurve({
  name: 'leakyRelu',
  value: (x, slope) => (x > 0 ? x : slope * x),
  slope: (x, _, slope) => (x > 0 ? 1 : slope),
  bend: () => 0,
  vectors: {
    value: (e, x, slope) => e.select(e.compare('greater', x, 0), x, e.multiply(x, slope)),
    slope: (e, factor, x, _, slope) =>
      e.select(e.compare('greater', x, 0), factor, e.multiply(factor, slope)),
    bend: (e, factor) => e.multiply(factor, 0),
  },
});

/**
 * x above 0 and slope·x below (Maas, Hannun and Ng, 2013); the slope is 0.01 unless given, as in PyTorch.
 *
 * @example
 * leakyRelu(tensor([-1, 2])); // [-0.01, 2]
 */
export function leakyRelu(x: Operand, slope = 0.01): Value {
  return leakyReluOp(x, slope);
}

const eluOp = steepCurve({
  name: 'elu',
  value: (x, alpha) => (x > 0 ? x : alpha * expm1(x)),
  slope: (x, _, alpha) => (x > 0 ? 1 : alpha * exp(x)),
  bend: (x, _, alpha) => (x > 0 ? 0 : alpha * exp(x)),
  vectors: {
    value: (e, x, alpha) => e.select(e.compare('greater', x, 0), x, e.multiply(alpha, e.expm1(x))),
    slope: (e, factor, x, _, alpha) =>
      e.select(e.compare('greater', x, 0), factor, e.multiply(factor, e.multiply(alpha, e.exp(x)))),
    bend: (e, factor, x, _, alpha) =>
      e.multiply(factor, e.select(e.compare('greater', x, 0), 0, e.multiply(alpha, e.exp(x)))),
  },
});

/**
 * x above 0 and α(eˣ − 1) below (Clevert, Unterthiner and Hochreiter, 2015); α is 1 unless given.
 *
 * @example
 * elu(tensor([-1, 2])); // [-0.632…, 2]
 */
export function elu(x: Operand, alpha = 1): Value {
  return eluOp(x, alpha);
}

// The fixed point of mean 0 and variance 1: Klambauer, Unterthiner, Mayr and Hochreiter, 2017, equation 14.
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** scale·elu(x, α) with the two constants that keep mean 0 and variance 1 from layer to layer (Klambauer et al., 2017). */
export const selu: (x: Operand) => Value = curve({
  name: 'selu',
  value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * expm1(x)),
  slope: (x) => SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * exp(x)),
  bend: (x) => (x > 0 ? 0 : SELU_SCALE * SELU_ALPHA * exp(x)),
  vectors: {
    value: (e, x) =>
      e.multiply(SELU_SCALE, e.select(e.compare('greater', x, 0), x, e.multiply(SELU_ALPHA, e.expm1(x)))),
    slope: (e, factor, x) =>
      e.multiply(
        SELU_SCALE,
        e.select(e.compare('greater', x, 0), factor, e.multiply(factor, e.multiply(SELU_ALPHA, e.exp(x)))),
      ),
    bend: (e, factor, x) =>
      e.multiply(
        factor,
        e.select(e.compare('greater', x, 0), 0, e.multiply(SELU_SCALE * SELU_ALPHA, e.exp(x))),
      ),
  },
});

const PER_ROOT_2 = 0.7071067811865476;
const PER_ROOT_2_PI = 0.3989422804014327;

/** x·Φ(x) with the normal distribution's Φ by erf, not an approximation (Hendrycks and Gimpel, 2016). */
export const gelu: (x: Operand) => Value = curve({
  name: 'gelu',
  value: (x) => 0.5 * x * (1 + erf(x * PER_ROOT_2)),
  slope: (x) => 0.5 * (1 + erf(x * PER_ROOT_2)) + x * density(x),
  bend: (x) => (2 - x * x) * density(x),
  vectors: {
    value: (e, x) => e.multiply(x, shareBelow(e, x)),
    slope: (e, factor, x) => e.multiply(factor, e.multiplyAdd(x, densityVector(e, x), shareBelow(e, x))),
    bend: (e, factor, x) =>
      e.multiply(factor, e.multiply(e.subtract(2, e.multiply(x, x)), densityVector(e, x))),
  },
});

/** The standard normal density. */
function density(x: number): number {
  return PER_ROOT_2_PI * exp(-0.5 * x * x);
}

function densityVector(e: Vectors, x: Vector): Vector {
  return e.multiply(PER_ROOT_2_PI, e.exp(e.multiply(-0.5, e.multiply(x, x))));
}

/** Φ(x). */
function shareBelow(e: Vectors, x: Vector): Vector {
  return e.multiply(0.5, e.add(1, e.erf(e.multiply(x, PER_ROOT_2))));
}

/** x·sigmoid(x), also called swish (Ramachandran, Zoph and Le, 2017). */
export const silu: (x: Operand) => Value = curve({
  name: 'silu',
  value: (x) => x * sigmoidOf(x),
  slope: (x) => {
    const s = sigmoidOf(x);
    return s * (1 + x * (1 - s));
  },
  bend: (x) => {
    const s = sigmoidOf(x);
    return s * (1 - s) * (2 + x * (1 - 2 * s));
  },
  vectors: {
    value: (e, x) => e.multiply(x, e.sigmoid(x)),
    slope: (e, factor, x) => {
      const s = e.sigmoid(x);
      return e.multiply(factor, e.multiply(s, e.multiplyAdd(x, e.subtract(1, s), 1)));
    },
    bend: (e, factor, x) => {
      const s = e.sigmoid(x);
      const slope = e.multiply(s, e.subtract(1, s));
      return e.multiply(factor, e.multiply(slope, e.multiplyAdd(x, e.subtract(1, e.add(s, s)), 2)));
    },
  },
});

/** From here on 1 added to eˣ is no other number in float32. */
const LARGE = 20;

/** x·tanh(softplus(x)) (Misra, 2019). */
export const mish: (x: Operand) => Value = curve({
  name: 'mish',
  value: (x) => x * tanhOf(softplusOf(x)),
  slope: (x) => {
    const t = tanhOf(softplusOf(x));
    return t + x * (1 - t * t) * sigmoidOf(x);
  },
  bend: (x) => {
    const t = tanhOf(softplusOf(x));
    const s = sigmoidOf(x);
    const slope = (1 - t * t) * s;
    return 2 * slope + x * slope * (1 - s - 2 * t * s);
  },
  vectors: {
    value: (e, x) => e.multiply(x, tanhSoftplus(e, x)),
    // t + x·(1 − t²)·eˣ/(1 + eˣ) = (n + 4x·eˣ(eˣ + 1)/d)/d, with n = eˣ(eˣ + 2) and d = n + 2: one division.
    slope: (e, factor, x) => {
      const power = e.shortExp(x, LARGE);
      const n = e.multiply(power, e.add(power, 2));
      const inverse = e.divide(1, e.add(n, 2));
      const rest = e.multiply(e.multiply(4, e.lesserOf(x, LARGE)), e.multiplyAdd(power, power, power));
      return e.multiply(factor, e.multiply(e.multiplyAdd(rest, inverse, n), inverse));
    },
    bend: (e, factor, x) => {
      const t = tanhSoftplus(e, x);
      const s = e.sigmoid(x);
      const slope = e.multiply(e.multiply(e.subtract(1, t), e.add(1, t)), s);
      const rest = e.subtract(e.subtract(1, s), e.multiply(2, e.multiply(t, s)));
      return e.multiply(factor, e.multiply(slope, e.multiplyAdd(x, rest, 2)));
    },
  },
});

/** tanh(log(1 + eˣ)) = n/(n + 2) with n = eˣ(eˣ + 2), which is 1 long before it could overflow. */
function tanhSoftplus(e: Vectors, x: Vector): Vector {
  const power = e.shortExp(x, LARGE);
  const n = e.multiply(power, e.add(power, 2));
  return e.divide(n, e.add(n, 2));
}
