import { multiplyAdd } from './multiply-add';

// Constants are loaded from memory: V8 pairs two loads into one of 256 bits, and does not do that to constants in the code.
const TABLE: usize = memory.data<f32>([
  // 0: exp. Bounds, log2(e), 1.5·2²³, −ln 2 in two parts, and the polynomial of (eʳ − 1 − r)/r² on |r| ≤ ln(2)/2 (Cephes expf).
  -104.0, 89.0, 1.44269504088896341, 12582912.0, -0.693359375, 2.1219444e-4, 1.987569150e-4, 1.3981999507e-3,
  8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1.0,
  // 13: log. √½, the polynomial of (log(1 + m) − m + m²/2)/m³ (Cephes logf), ln 2 in two parts, least normal number, 2²³, 23.
  0.707106781186547524, 7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.12194440e-4, 0.693359375, 1.17549435e-38,
  8388608.0, 23.0, 0.5,
]);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load32_splat(TABLE + (index << 2));
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

/** log x: x = 2ᵉ·(1 + m) with √½ ≤ 1 + m < √2; −Infinity at 0, NaN below. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const one = constant(12);
  const tiny = f32x4.lt(x, constant(25));
  const scaled = v128.bitselect(f32x4.mul(x, constant(26)), x, tiny);
  let exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126)));
  exponent = f32x4.sub(exponent, v128.and(constant(27), tiny));
  // The mantissa in [½, 1).
  const mantissa = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), constant(28));
  const below = f32x4.lt(mantissa, constant(13));
  const e = f32x4.sub(exponent, v128.and(one, below));
  const m = f32x4.add(f32x4.sub(mantissa, one), v128.and(mantissa, below));
  const z = f32x4.mul(m, m);
  let p = multiplyAdd(constant(14), m, constant(15));
  p = multiplyAdd(p, m, constant(16));
  p = multiplyAdd(p, m, constant(17));
  p = multiplyAdd(p, m, constant(18));
  p = multiplyAdd(p, m, constant(19));
  p = multiplyAdd(p, m, constant(20));
  p = multiplyAdd(p, m, constant(21));
  p = multiplyAdd(p, m, constant(22));
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = multiplyAdd(e, constant(23), y);
  y = f32x4.sub(y, f32x4.mul(z, constant(28)));
  y = multiplyAdd(e, constant(24), f32x4.add(m, y));
  const zero = f32x4.splat(0);
  y = v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero));
  return v128.bitselect(y, f32x4.splat(NaN), f32x4.ge(x, zero));
}
