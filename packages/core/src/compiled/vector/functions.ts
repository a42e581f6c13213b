import type { Vector, Vectors } from '../../autodiff/lowering/vectors.ts';

const BITS_OF_ONE = 0x3f800000;

/** (eʳ − 1 − r)/r² on |r| ≤ ln(2)/2, from Cephes' expf. */
const EXP = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
];

/** What eˣ is made of: x = n·ln 2 + r, eˣ = 2ⁿ·eʳ; `shifted` is n + `magic`, which has n in its low bits. */
function partsOfExp(e: Vectors, x: Vector) {
  // Adding 1.5·2²³ rounds to a whole number and leaves it in the low bits.
  const magic = e.constant(12582912);
  const shifted = e.multiplyAdd(x, e.constant(1.4426950408889634), magic);
  const n = e.subtract(shifted, magic);
  // ln 2 in two parts, the first of few bits, so that n times it is exact.
  const r = e.multiplyAdd(n, e.constant(2.1219444e-4), e.multiplyAdd(n, e.constant(-0.693359375), x));
  const square = e.multiply(r, r);
  // In pairs (Estrin): half as many steps wait for each other as one after the other (Horner).
  const [a, b, c] = [0, 2, 4].map((i) => e.multiplyAdd(e.constant(EXP[i]!), r, e.constant(EXP[i + 1]!)));
  const series = e.multiplyAdd(e.multiplyAdd(a!, square, b!), square, c!);
  return { magic, shifted, power: e.multiplyAdd(series, square, e.add(r, e.constant(1))) };
}

/** eˣ, 2ⁿ in two factors, so that the whole range is reached, subnormal numbers included. */
export function exp(e: Vectors, x: Vector): Vector {
  const bounded = e.lesserOf(e.greaterOf(x, e.constant(-104)), e.constant(89));
  const { magic, shifted, power } = partsOfExp(e, bounded);
  const whole = e.subtractWhole(shifted, magic);
  const half = e.shift('shiftRightSigned', whole, 1);
  const bias = e.whole(BITS_OF_ONE);
  const first = e.addWhole(e.shift('shiftLeft', half, 23), bias);
  const second = e.addWhole(e.shift('shiftLeft', e.subtractWhole(whole, half), 23), bias);
  return e.multiply(e.multiply(power, first), second);
}

/** eˣ for what is added to 1 afterwards, half the work: 0 below −88 or so, and as at `most`, at most 88, above it. */
export function shortExp(e: Vectors, x: Vector, most = 88): Vector {
  const bounded = e.lesserOf(e.greaterOf(x, e.constant(-88)), e.constant(most));
  const { shifted, power } = partsOfExp(e, bounded);
  // All other bits of the shifted number are shifted out; for n = −127 the factor is 0.
  return e.multiply(power, e.addWhole(e.shift('shiftLeft', shifted, 23), e.whole(BITS_OF_ONE)));
}

/** eˣ − 1: the series of eˣ without its 1 near 0. */
export function expm1(e: Vectors, x: Vector): Vector {
  const small = e.multiplyAdd(e.polynomial(x, EXP), e.multiply(x, x), x);
  const isSmall = e.compare('less', e.abs(x), e.constant(0.34657359));
  return e.select(isSmall, small, e.subtract(exp(e, x), e.constant(1)));
}

/** eˣ/(1 + eˣ). */
export function sigmoid(e: Vectors, x: Vector): Vector {
  const power = shortExp(e, x);
  return e.divide(power, e.add(power, e.constant(1)));
}

/** tanh x: an odd polynomial on |x| < 0.625 (Cephes' tanhf), 1 − 2/(e²ˣ + 1) elsewhere. */
export function tanh(e: Vectors, x: Vector): Vector {
  const signBit = e.whole(0x80000000);
  const sign = e.and(x, signBit);
  const magnitude = e.andNot(x, signBit);
  const z = e.multiply(x, x);
  const p = e.polynomial(
    z,
    [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314442036e-1, -3.33332819422e-1],
  );
  const small = e.multiplyAdd(e.multiply(p, z), x, x);
  const one = e.constant(1);
  const far = e.subtract(one, e.divide(e.constant(2), e.add(shortExp(e, e.add(magnitude, magnitude)), one)));
  return e.select(e.compare('less', magnitude, e.constant(0.625)), small, e.or(far, sign));
}

/** (log(1 + m) − m + m²/2)/m³ on √½ ≤ 1 + m < √2, from Cephes' logf. */
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];

/** log x: x = 2ᵏ·(1 + m); −Infinity at 0, NaN below. */
export function log(e: Vectors, x: Vector): Vector {
  const one = e.constant(1);
  const zero = e.constant(0);
  // Subnormal numbers are scaled up first.
  const tiny = e.compare('less', x, e.constant(1.17549435e-38));
  const scaled = e.select(tiny, e.multiply(x, e.constant(8388608)), x);
  const exponent = e.subtract(
    e.fromWhole(e.subtractWhole(e.shift('shiftRight', scaled, 23), e.whole(126))),
    e.and(e.constant(23), tiny),
  );
  const half = e.constant(0.5);
  const mantissa = e.or(e.and(scaled, e.whole(0x007fffff)), half);
  const below = e.compare('less', mantissa, e.constant(Math.SQRT1_2));
  const k = e.subtract(exponent, e.and(one, below));
  const m = e.add(e.subtract(mantissa, one), e.and(mantissa, below));
  const z = e.multiply(m, m);
  let y = e.multiply(e.multiply(e.polynomial(m, LOG), m), z);
  y = e.multiplyAdd(k, e.constant(-2.1219444e-4), y);
  y = e.subtract(y, e.multiply(z, half));
  y = e.multiplyAdd(k, e.constant(0.693359375), e.add(m, y));
  y = e.select(e.compare('equal', x, e.constant(Infinity)), x, y);
  y = e.select(e.compare('equal', x, zero), e.constant(-Infinity), y);
  return e.select(e.compare('greaterEqual', x, zero), y, e.constant(NaN));
}

/** log(1 + x): log of u = 1 + x, mended by what the rounding of u lost. */
export function log1p(e: Vectors, x: Vector): Vector {
  const one = e.constant(1);
  const u = e.add(one, x);
  const lost = e.subtract(x, e.subtract(u, one));
  const plain = log(e, u);
  const usable = e.and(e.compare('greater', u, e.constant(0)), e.compare('less', u, e.constant(Infinity)));
  return e.select(usable, e.add(plain, e.divide(lost, u)), plain);
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export function softplus(e: Vectors, x: Vector): Vector {
  return e.add(e.greaterOf(x, e.constant(0)), log1p(e, exp(e, e.negate(e.abs(x)))));
}

/** The error function: a ratio of polynomials in x² on |x| ≤ 4, beyond which it is ±1 in float32. */
export function erf(e: Vectors, x: Vector): Vector {
  const bounded = e.lesserOf(e.greaterOf(x, e.constant(-4)), e.constant(4));
  const z = e.multiply(bounded, bounded);
  const p = e.polynomial(
    z,
    [
      -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5,
      -7.34990630326855e-4, -2.95459980854025e-3, -1.60960333262415e-2,
    ],
  );
  const q = e.polynomial(
    z,
    [
      -1.45660718464996e-5, -2.13374055278905e-4, -1.68282697438203e-3, -7.37332916720468e-3,
      -1.42647390514189e-2,
    ],
  );
  // The ratio first: x·p would lose digits where x is next to the least normal number.
  return e.multiply(bounded, e.divide(p, q));
}

/**
 * The sine of x turned by so many quarters: x = n·π/2 + r, and n tells which of ±sin r and ±cos r it is. For |x| up to some 8000; the
 * angle loses its digits beyond. Polynomials on |r| ≤ π/4 and the parts of π/2 from Cephes' sinf.
 */
function turnedSine(e: Vectors, x: Vector, quarters: number): Vector {
  const magic = e.constant(12582912);
  const shifted = e.add(e.multiply(x, e.constant(0.6366197723675814)), magic);
  const n = e.subtract(shifted, magic);
  // Products of n and these parts are exact, whether or not they are rounded before they are added.
  const parts = [-1.5703125, -4.837512969970703e-4, -7.549789954891882e-8];
  const r = parts.reduce((rest, part) => e.multiplyAdd(n, e.constant(part), rest), x);
  const z = e.multiply(r, r);
  const sine = e.polynomial(z, [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1]);
  const s = e.multiplyAdd(e.multiply(sine, z), r, r);
  const c = e.polynomial(z, [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2, -0.5, 1]);
  const whole = e.addWhole(e.subtractWhole(shifted, magic), e.whole(quarters));
  const isCosine = e.compare('notEqualWhole', e.and(whole, e.whole(1)), e.whole(0));
  return e.xor(e.select(isCosine, c, s), e.shift('shiftLeft', e.and(whole, e.whole(2)), 30));
}

export function sin(e: Vectors, x: Vector): Vector {
  return turnedSine(e, x, 0);
}

export function cos(e: Vectors, x: Vector): Vector {
  return turnedSine(e, x, 1);
}
