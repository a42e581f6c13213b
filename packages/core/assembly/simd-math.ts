import { multiplyAdd } from './multiply-add';

// Constants are loaded from memory: V8 pairs two loads into one of 256 bits, and does not do that to constants in the code.
const TABLE: usize = memory.data<f32>([
  // 0: exp. Bounds, log2(e), 1.5·2²³, −ln 2 in two parts, and the polynomial of (eʳ − 1 − r)/r² on |r| ≤ ln(2)/2 (Cephes expf).
  -104.0, 89.0, 1.44269504088896341, 12582912.0, -0.693359375, 2.1219444e-4, 1.987569150e-4, 1.3981999507e-3,
  8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1.0,
  // 13: tanh, the odd polynomial on |x| < 0.625 (Cephes tanhf), 2 and the bound.
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314442036e-1, -3.33332819422e-1, 2.0, 0.625, -0.0,
  // 21: log. √½, the polynomial of (log(1 + m) − m + m²/2)/m³ (Cephes logf), ln 2 in two parts, least normal number, 2²³, 23.
  0.707106781186547524, 7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.12194440e-4, 0.693359375, 1.17549435e-38,
  8388608.0, 23.0, 0.5,
  // 37: erf, a ratio of polynomials in x² on |x| ≤ 4 (as in Eigen): numerator from the highest power, then denominator.
  4.0, -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5, -7.34990630326855e-4,
  -2.95459980854025e-3, -1.60960333262415e-2, -1.45660718464996e-5, -2.13374055278905e-4, -1.68282697438203e-3,
  -7.37332916720468e-3, -1.42647390514189e-2,
]);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load32_splat(TABLE + (index << 2));
}

// @ts-ignore: decorator
@inline
export function one4(): v128 {
  return constant(12);
}

/** eˣ: x = n·ln 2 + r, eˣ = 2ⁿ·eʳ; 2ⁿ in two factors, so that the whole range is reached, subnormal numbers included. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const bounded = f32x4.pmin(f32x4.pmax(x, constant(0)), constant(1));
  const magic = constant(3);
  const shifted = multiplyAdd(bounded, constant(2), magic);
  const n = f32x4.sub(shifted, magic);
  const r = multiplyAdd(n, constant(5), multiplyAdd(n, constant(4), bounded));
  let p = multiplyAdd(constant(6), r, constant(7));
  p = multiplyAdd(p, r, constant(8));
  p = multiplyAdd(p, r, constant(9));
  p = multiplyAdd(p, r, constant(10));
  p = multiplyAdd(p, r, constant(11));
  p = multiplyAdd(p, f32x4.mul(r, r), f32x4.add(r, constant(12)));
  const whole = i32x4.sub(shifted, magic);
  const half = i32x4.shr_s(whole, 1);
  const bias = constant(12); // The bits of 1 are those of 2⁰.
  const first = i32x4.add(i32x4.shl(half, 23), bias);
  const second = i32x4.add(i32x4.shl(i32x4.sub(whole, half), 23), bias);
  return f32x4.mul(f32x4.mul(p, first), second);
}

/** 1/(1 + e⁻ˣ). */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = constant(12);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** tanh x: a polynomial near 0, 1 − 2/(e²ˣ + 1) elsewhere. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const sign = v128.and(x, constant(20));
  const magnitude = v128.andnot(x, constant(20));
  const z = f32x4.mul(x, x);
  let p = multiplyAdd(constant(13), z, constant(14));
  p = multiplyAdd(p, z, constant(15));
  p = multiplyAdd(p, z, constant(16));
  p = multiplyAdd(p, z, constant(17));
  const small = multiplyAdd(f32x4.mul(p, z), x, x);
  const one = constant(12);
  const e = exp4(f32x4.add(magnitude, magnitude));
  const large = v128.or(f32x4.sub(one, f32x4.div(constant(18), f32x4.add(e, one))), sign);
  return v128.bitselect(small, large, f32x4.lt(magnitude, constant(19)));
}

/** log x: x = 2ᵉ·(1 + m) with √½ ≤ 1 + m < √2; −Infinity at 0, NaN below. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const one = constant(12);
  const tiny = f32x4.lt(x, constant(33));
  const scaled = v128.bitselect(f32x4.mul(x, constant(34)), x, tiny);
  let exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126)));
  exponent = f32x4.sub(exponent, v128.and(constant(35), tiny));
  // The mantissa in [½, 1).
  const mantissa = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), constant(36));
  const below = f32x4.lt(mantissa, constant(21));
  const e = f32x4.sub(exponent, v128.and(one, below));
  const m = f32x4.add(f32x4.sub(mantissa, one), v128.and(mantissa, below));
  const z = f32x4.mul(m, m);
  let p = multiplyAdd(constant(22), m, constant(23));
  p = multiplyAdd(p, m, constant(24));
  p = multiplyAdd(p, m, constant(25));
  p = multiplyAdd(p, m, constant(26));
  p = multiplyAdd(p, m, constant(27));
  p = multiplyAdd(p, m, constant(28));
  p = multiplyAdd(p, m, constant(29));
  p = multiplyAdd(p, m, constant(30));
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = multiplyAdd(e, constant(31), y);
  y = f32x4.sub(y, f32x4.mul(z, constant(36)));
  y = multiplyAdd(e, constant(32), f32x4.add(m, y));
  const zero = f32x4.splat(0);
  y = v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero));
  return v128.bitselect(y, f32x4.splat(NaN), f32x4.ge(x, zero));
}

/** log(1 + x): log of u = 1 + x, mended by what the rounding of u lost. */
// @ts-ignore: decorator
@inline
export function log1p4(x: v128): v128 {
  const one = constant(12);
  const u = f32x4.add(one, x);
  const lost = f32x4.sub(x, f32x4.sub(u, one));
  const mended = f32x4.add(log4(u), f32x4.div(lost, u));
  const usable = v128.and(f32x4.gt(u, f32x4.splat(0)), f32x4.lt(u, f32x4.splat(Infinity)));
  return v128.bitselect(mended, log4(u), usable);
}

/** eˣ − 1: the polynomial of eˣ without its 1 near 0. */
// @ts-ignore: decorator
@inline
export function expm14(x: v128): v128 {
  let p = multiplyAdd(constant(6), x, constant(7));
  p = multiplyAdd(p, x, constant(8));
  p = multiplyAdd(p, x, constant(9));
  p = multiplyAdd(p, x, constant(10));
  p = multiplyAdd(p, x, constant(11));
  const small = multiplyAdd(p, f32x4.mul(x, x), x);
  const large = f32x4.sub(exp4(x), constant(12));
  return v128.bitselect(small, large, f32x4.lt(f32x4.abs(x), f32x4.splat(0.34657359)));
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
// @ts-ignore: decorator
@inline
export function softplus4(x: v128): v128 {
  const positive = f32x4.max(x, f32x4.splat(0));
  return f32x4.add(positive, log1p4(exp4(f32x4.neg(f32x4.abs(x)))));
}

/** The error function. */
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const bound = constant(37);
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.neg(bound)), bound);
  const z = f32x4.mul(bounded, bounded);
  let p = multiplyAdd(constant(38), z, constant(39));
  p = multiplyAdd(p, z, constant(40));
  p = multiplyAdd(p, z, constant(41));
  p = multiplyAdd(p, z, constant(42));
  p = multiplyAdd(p, z, constant(43));
  p = multiplyAdd(p, z, constant(44));
  let q = multiplyAdd(constant(45), z, constant(46));
  q = multiplyAdd(q, z, constant(47));
  q = multiplyAdd(q, z, constant(48));
  q = multiplyAdd(q, z, constant(49));
  return f32x4.div(f32x4.mul(bounded, p), q);
}

/** tanh(log(1 + eˣ)) = n/(n + 2) with n = eˣ(eˣ + 2), which is 1 long before it could overflow. */
// @ts-ignore: decorator
@inline
export function tanhSoftplus4(x: v128): v128 {
  const e = exp4(f32x4.min(x, f32x4.splat(20)));
  const n = f32x4.mul(e, f32x4.add(e, constant(18)));
  return f32x4.div(n, f32x4.add(n, constant(18)));
}

/** g·s·(1 + x(1 − s)) with s = sigmoid(x). */
// @ts-ignore: decorator
@inline
export function siluSlope4(g: v128, x: v128): v128 {
  const s = sigmoid4(x);
  const one = constant(12);
  return f32x4.mul(g, f32x4.mul(s, multiplyAdd(x, f32x4.sub(one, s), one)));
}

/** g·(t + x(1 − t²)·sigmoid(x)) with t = tanh(log(1 + eˣ)). */
// @ts-ignore: decorator
@inline
export function mishSlope4(g: v128, x: v128): v128 {
  const t = tanhSoftplus4(x);
  const one = constant(12);
  const rest = f32x4.mul(f32x4.sub(one, t), f32x4.add(one, t));
  return f32x4.mul(g, multiplyAdd(f32x4.mul(x, rest), sigmoid4(x), t));
}

/** g·s·(1 − s)·(2 + x(1 − 2s)) with s = sigmoid(x). */
// @ts-ignore: decorator
@inline
export function siluBend4(g: v128, x: v128): v128 {
  const s = sigmoid4(x);
  const one = constant(12);
  const slope = f32x4.mul(s, f32x4.sub(one, s));
  return f32x4.mul(g, f32x4.mul(slope, multiplyAdd(x, f32x4.sub(one, f32x4.add(s, s)), constant(18))));
}

/** g·(2u + x·u·(1 − s − 2ts)) with t = tanh(log(1 + eˣ)), s = sigmoid(x), u = (1 − t²)s. */
// @ts-ignore: decorator
@inline
export function mishBend4(g: v128, x: v128): v128 {
  const t = tanhSoftplus4(x);
  const s = sigmoid4(x);
  const one = constant(12);
  const u = f32x4.mul(f32x4.mul(f32x4.sub(one, t), f32x4.add(one, t)), s);
  const rest = f32x4.sub(f32x4.sub(one, s), f32x4.mul(constant(18), f32x4.mul(t, s)));
  return f32x4.mul(g, f32x4.mul(u, multiplyAdd(x, rest, constant(18))));
}

// Angles. The parts of π/2 that are taken off one after the other (Cephes sinf, twice its π/4), 2/π, and the polynomials on |r| ≤ π/4.
const ANGLES: usize = memory.data<f32>([
  0.63661977236758134, 12582912.0, -1.5703125, -4.837512969970703125e-4, -7.54978995489188216e-8,
  // sine: (sin r − r)/r³; cosine: (cos r − 1 + r²/2)/r⁴.
  -1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1, 2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2,
  -0.5, 1.0,
]);

// @ts-ignore: decorator
@inline
function ofAngles(index: usize): v128 {
  return v128.load32_splat(ANGLES + (index << 2));
}

/**
 * The sine of x turned by so many quarters: x = n·π/2 + r, and n tells which of ±sin r and ±cos r it is. For |x| up to some 8000; the
 * angle loses its digits beyond.
 */
// @ts-ignore: decorator
@inline
function turnedSine4(x: v128, quarters: i32): v128 {
  const magic = ofAngles(1);
  const shifted = f32x4.add(f32x4.mul(x, ofAngles(0)), magic);
  const n = f32x4.sub(shifted, magic);
  // Products of n and these parts are exact, whether or not they are rounded before they are added.
  const r = multiplyAdd(n, ofAngles(4), multiplyAdd(n, ofAngles(3), multiplyAdd(n, ofAngles(2), x)));
  const z = f32x4.mul(r, r);
  let s = multiplyAdd(ofAngles(5), z, ofAngles(6));
  s = multiplyAdd(s, z, ofAngles(7));
  s = multiplyAdd(f32x4.mul(s, z), r, r);
  let c = multiplyAdd(ofAngles(8), z, ofAngles(9));
  c = multiplyAdd(c, z, ofAngles(10));
  c = multiplyAdd(c, z, ofAngles(11));
  c = multiplyAdd(c, z, ofAngles(12));
  const whole = i32x4.add(i32x4.sub(shifted, magic), i32x4.splat(quarters));
  const isCosine = i32x4.ne(v128.and(whole, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(whole, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(c, s, isCosine), sign);
}

// @ts-ignore: decorator
@inline
export function sin4(x: v128): v128 {
  return turnedSine4(x, 0);
}

// @ts-ignore: decorator
@inline
export function cos4(x: v128): v128 {
  return turnedSine4(x, 1);
}
