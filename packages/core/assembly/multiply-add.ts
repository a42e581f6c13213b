/**
 * a·b + c. In one rounding where the machine can (relaxed SIMD), or always in two (plain SIMD), which gives the same bits on every
 * machine: the one difference between the two builds.
 */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
