import { address, real, word } from './instruction';
import { report } from './trouble';

// @ts-ignore: decorator
@inline
function mix(x: u32): u32 {
  let h = (x ^ (x >> 16)) * 0x7feb352d;
  h = (h ^ (h >> 15)) * 0x846ca68b;
  return h ^ (h >> 16);
}

/** The factors of `mix`, and what is added from four numbers to the next: loaded where they are used, which beats numbers in the code. */
const CONSTANTS: usize = memory.data<u32>([0x7feb352d, 0x846ca68b, 4, 8], 16);

// @ts-ignore: decorator
@inline
function mix4(x: v128): v128 {
  let h = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), v128.load32_splat(CONSTANTS));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), v128.load32_splat(CONSTANTS, 4));
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
  const first = mix(mix(seed ^ 0x9e3779b9) + path);
  const second = mix(mix(path ^ 0x85ebca6b) + mix(first ^ seed));
  const scales = f32x4.splat(scale);
  const thresholds = i32x4.splat(threshold);
  const key = i32x4.splat(second);
  let from = address(at, 3);
  let to = address(at, 5);
  let index = first;
  for (let rows = word(at, 1); rows > 0; rows--, from += address(at, 4), to += address(at, 6), index += columns) {
    let here0 = i32x4.add(i32x4.splat(index), i32x4(0, 1, 2, 3));
    for (let i: usize = 0; i < <usize>columns << 2; i += 32) {
      const here1 = i32x4.add(here0, v128.load32_splat(CONSTANTS, 8));
      const bits0 = mix4(v128.xor(mix4(here0), key)), bits1 = mix4(v128.xor(mix4(here1), key));
      const kept0 = f32x4.mul(v128.load(from + i), scales), kept1 = f32x4.mul(v128.load(from + i, 16), scales);
      v128.store(to + i, v128.andnot(kept0, i32x4.lt_u(bits0, thresholds)));
      v128.store(to + i, v128.andnot(kept1, i32x4.lt_u(bits1, thresholds)), 16);
      here0 = i32x4.add(here0, v128.load32_splat(CONSTANTS, 12));
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
