import { address, real, word } from './instruction';
import { report } from './trouble';

// @ts-ignore: decorator
@inline
function mix(x: u32): u32 {
  let h = (x ^ (x >> 16)) * 0x7feb352d;
  h = (h ^ (h >> 15)) * 0x846ca68b;
  return h ^ (h >> 16);
}

/** Eight numbers in a row, and the factors of `mix`: V8 pairs vectors that come from memory, and numbers in the code it does not. */
const CONSTANTS: usize = memory.data<u32>([0, 1, 2, 3, 4, 5, 6, 7, 0x7feb352d, 0x846ca68b], 16);

// @ts-ignore: decorator
@inline
function mix4(x: v128, factor: v128, other: v128): v128 {
  let h = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), factor);
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), other);
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/**
 * Numbers kept and scaled, or 0, as the counter-based generator says for this step's seed: the same choice as the reference makes.
 * A number whose 32 bits are below the threshold is dropped. The words begin with: rows, columns, from, its stride, to, its stride, path
 * of the key.
 */
function drop(at: usize, seed: u32, threshold: u32, scale: f32): void {
  const columns = word(at, 2);
  const path = <u32>word(at, 7);
  const start = mix(mix(seed ^ 0x9e3779b9) + path);
  const second = mix(mix(path ^ 0x85ebca6b) + mix(start ^ seed));
  const scales = f32x4.splat(scale);
  const thresholds = i32x4.splat(threshold);
  const key = i32x4.splat(second);
  const first0 = v128.load(CONSTANTS), first1 = v128.load(CONSTANTS, 16);
  const factor = i32x4.splat(load<u32>(CONSTANTS, 32)), other = i32x4.splat(load<u32>(CONSTANTS, 36));
  let from = address(at, 3);
  let to = address(at, 5);
  let index = start;
  for (let rows = word(at, 1); rows > 0; rows--, from += address(at, 4), to += address(at, 6), index += columns) {
    for (let i: usize = 0; i < <usize>columns << 2; i += 32) {
      const x0 = v128.load(from + i), x1 = v128.load(from + i, 16);
      const here = i32x4.splat(index + <u32>(i >> 2));
      const bits0 = mix4(v128.xor(mix4(i32x4.add(here, first0), factor, other), key), factor, other);
      const bits1 = mix4(v128.xor(mix4(i32x4.add(here, first1), factor, other), key), factor, other);
      const kept0 = f32x4.mul(x0, scales), kept1 = f32x4.mul(x1, scales);
      // At least the threshold.
      const result0 = v128.and(kept0, i32x4.eq(i32x4.min_u(bits0, thresholds), thresholds));
      const result1 = v128.and(kept1, i32x4.eq(i32x4.min_u(bits1, thresholds), thresholds));
      v128.store(to + i, result0);
      v128.store(to + i, result1, 16);
    }
  }
}

/** At a fixed rate. Further words: threshold, scale. */
export function dropout(at: usize, seed: u32): void {
  drop(at, seed, word(at, 8), real(at, 9));
}

/** At the rate that lies at an address; `false` where that is none. Further word: that address. */
export function dropoutAt(at: usize, seed: u32): bool {
  const rate = load<f32>(address(at, 8));
  if (!(rate >= 0 && rate < 1)) {
    report(-1, rate);
    return false;
  }
  drop(at, seed, <u32>ceil<f64>(<f64>rate * 4294967296.0), <f32>(1.0 / (1.0 - <f64>rate)));
  return true;
}

/**
 * Numbers in [0, 1), of the first 24 of the 32 bits that the generator says, which float32 holds exactly. Words: rows, columns, to, its
 * stride, path of the key.
 */
export function uniform(at: usize, seed: u32): void {
  const columns = word(at, 2);
  const path = <u32>word(at, 5);
  const start = mix(mix(seed ^ 0x9e3779b9) + path);
  const key = i32x4.splat(mix(mix(path ^ 0x85ebca6b) + mix(start ^ seed)));
  const counts = v128.load(CONSTANTS);
  const factor = i32x4.splat(load<u32>(CONSTANTS, 32)), other = i32x4.splat(load<u32>(CONSTANTS, 36));
  const unit = f32x4.splat(1.0 / 16777216.0);
  let to = address(at, 3);
  let index = start;
  for (let rows = word(at, 1); rows > 0; rows--, to += address(at, 4), index += columns) {
    for (let i: usize = 0; i < <usize>columns << 2; i += 16) {
      const here = i32x4.add(i32x4.splat(index + <u32>(i >> 2)), counts);
      const bits = mix4(v128.xor(mix4(here, factor, other), key), factor, other);
      v128.store(to + i, f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 8)), unit));
    }
  }
}
