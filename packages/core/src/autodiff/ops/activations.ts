import { erf } from '../../math/erf.ts';
import { exp } from '../../math/exp.ts';
import { expm1 } from '../../math/expm1.ts';
import { sigmoid as sigmoidOf } from '../../math/sigmoid.ts';
import { softplus as softplusOf } from '../../math/softplus.ts';
import { tanh as tanhOf } from '../../math/tanh.ts';
import { curve, type Operand, steepCurve } from './curve.ts';
import type { Value } from '../primitive.ts';

/** 1/(1 + e⁻ˣ), without overflow. */
export const sigmoid: (x: Operand) => Value = curve({
  name: 'sigmoid',
  value: sigmoidOf,
  slope: (_, y) => y * (1 - y),
  bend: (_, y) => y * (1 - y) * (1 - 2 * y),
});

/** The hyperbolic tangent. */
export const tanh: (x: Operand) => Value = curve({
  name: 'tanh',
  value: tanhOf,
  slope: (_, y) => (1 - y) * (1 + y),
  bend: (_, y) => -2 * y * (1 - y) * (1 + y),
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
});

/** max(x, 0); at 0 its gradient is 0. */
export const relu: (x: Operand) => Value = curve({
  name: 'relu',
  value: (x) => Math.max(x, 0),
  slope: (x) => (x > 0 ? 1 : 0),
  bend: () => 0,
});

const leakyReluOp = steepCurve({
  name: 'leakyRelu',
  value: (x, slope) => (x > 0 ? x : slope * x),
  slope: (x, _, slope) => (x > 0 ? 1 : slope),
  bend: () => 0,
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
});

const PER_ROOT_2 = 0.7071067811865476;
const PER_ROOT_2_PI = 0.3989422804014327;

/** x·Φ(x) with the normal distribution's Φ by erf, not an approximation (Hendrycks and Gimpel, 2016). */
export const gelu: (x: Operand) => Value = curve({
  name: 'gelu',
  value: (x) => 0.5 * x * (1 + erf(x * PER_ROOT_2)),
  slope: (x) => 0.5 * (1 + erf(x * PER_ROOT_2)) + x * density(x),
  bend: (x) => (2 - x * x) * density(x),
});

/** The standard normal density. */
function density(x: number): number {
  return PER_ROOT_2_PI * exp(-0.5 * x * x);
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
});

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
});
