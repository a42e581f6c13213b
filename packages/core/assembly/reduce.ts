import { address, word } from './instruction';
import { exp4, log4 } from './simd-math';

// @ts-ignore: decorator
@inline
function lanes(x: v128): f64 {
  return (
    (<f64>f32x4.extract_lane(x, 0) + <f64>f32x4.extract_lane(x, 1)) +
    (<f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3))
  );
}

/** The sum of `count` numbers: runs of 64 in float32, the runs in float64. */
function sumOf(from: usize, count: i32): f64 {
  let total: f64 = 0;
  while (count >= 8) {
    let a = f32x4.splat(0), b = f32x4.splat(0);
    for (let run = min(count >> 3, 8); run > 0; run--, from += 32, count -= 8) {
      a = f32x4.add(a, v128.load(from));
      b = f32x4.add(b, v128.load(from, 16));
    }
    total += lanes(f32x4.add(a, b));
  }
  for (; count > 0; count--, from += 4) total += <f64>load<f32>(from);
  return total;
}

/**
 * Sums whole groups of rows to one number each: words are outer, inner (counts of results), rows and columns of a group, from and its
 * stride, to and its two strides.
 */
export function sumGroups(at: usize): void {
  const outer = word(at, 1), inner = word(at, 2), rows = word(at, 3), columns = word(at, 4);
  let from = address(at, 5);
  const stride = address(at, 6);
  for (let i: usize = 0; i < <usize>outer; i++) for (let j: usize = 0; j < <usize>inner; j++) {
    let total: f64 = 0;
    for (let r = 0; r < rows; r++, from += stride) total += sumOf(from, columns);
    store<f32>(address(at, 7) + i * address(at, 8) + j * address(at, 9), <f32>total);
  }
}

/**
 * Sums rows: result row (o, i) is the sum over r of row (o·rows + r)·inner + i. Words: outer, rows, inner, bytes of a row, from, its
 * stride, to, its stride. Sixteen rows at a time are summed before they are added to the rest, which keeps the error small.
 */
export function sumRows(at: usize): void {
  const outer = word(at, 1), rows = word(at, 2), inner = word(at, 3);
  const bytes = address(at, 4), from = address(at, 5), stride = address(at, 6), to = address(at, 7), toStride = address(at, 8);
  const step = stride * <usize>inner;
  for (let o: usize = 0; o < <usize>outer; o++) for (let i: usize = 0; i < <usize>inner; i++) {
    const first = from + (o * <usize>rows * <usize>inner + i) * stride;
    const into = to + (o * <usize>inner + i) * toStride;
    for (let column: usize = 0; column < bytes; column += 32) {
      let total0 = f32x4.splat(0), total1 = f32x4.splat(0);
      let row = first + column;
      for (let left = rows; left > 0; ) {
        let part0 = f32x4.splat(0), part1 = f32x4.splat(0);
        for (let run = min(left, 16); run > 0; run--, left--, row += step) {
          part0 = f32x4.add(part0, v128.load(row));
          part1 = f32x4.add(part1, v128.load(row, 16));
        }
        total0 = f32x4.add(total0, part0);
        total1 = f32x4.add(total1, part1);
      }
      v128.store(into + column, total0);
      v128.store(into + column, total1, 16);
    }
  }
}

/** The largest of `count` numbers, NaN where there is one. */
function largest(from: usize, count: i32): f32 {
  let most: f32 = -Infinity;
  for (let i = 0; i < count; i++) most = max(most, load<f32>(from + (<usize>i << 2)));
  return most;
}

/** The largest number of whole groups of rows. Words as `sumGroups`. */
export function maxGroups(at: usize): void {
  const outer = word(at, 1);
  const inner = word(at, 2);
  const rows = word(at, 3);
  const columns = word(at, 4);
  const stride = address(at, 6);
  let from = address(at, 5);
  for (let i: usize = 0; i < <usize>outer; i++) {
    for (let j: usize = 0; j < <usize>inner; j++) {
      let most: f32 = -Infinity;
      for (let r = 0; r < rows; r++, from += stride) most = max(most, largest(from, columns));
      store<f32>(address(at, 7) + i * address(at, 8) + j * address(at, 9), most);
    }
  }
}

/** The largest number of each column of rows. Words as `sumRows`. */
export function maxRows(at: usize): void {
  const outer = word(at, 1);
  const rows = word(at, 2);
  const inner = word(at, 3);
  const bytes = address(at, 4);
  const from = address(at, 5);
  const stride = address(at, 6);
  const to = address(at, 7);
  const toStride = address(at, 8);
  const step = stride * <usize>inner;
  for (let o: usize = 0; o < <usize>outer; o++) {
    for (let i: usize = 0; i < <usize>inner; i++) {
      const first = from + (o * <usize>rows * <usize>inner + i) * stride;
      const into = to + (o * <usize>inner + i) * toStride;
      for (let column: usize = 0; column < bytes; column += 16) {
        let most = f32x4.splat(-Infinity);
        for (let left = rows, row = first + column; left > 0; left--, row += step) most = f32x4.max(most, v128.load(row));
        v128.store(into + column, most);
      }
    }
  }
}

/** Softmax, or its logarithm, of each row. Words: rows, columns, from, its stride, to, its stride, whether the logarithm. */
export function softmaxRows(at: usize): void {
  const columns = word(at, 2), logarithm = word(at, 7);
  let from = address(at, 3), to = address(at, 5);
  for (let rows = word(at, 1); rows > 0; rows--, from += address(at, 4), to += address(at, 6)) {
    const most = f32x4.splat(largest(from, columns));
    const bytes = <usize>columns << 2;
    for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, exp4(f32x4.sub(v128.load(from + i), most)));
    const total = <f32>sumOf(to, columns);
    if (logarithm) {
      const less = f32x4.add(most, log4(f32x4.splat(total)));
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.sub(v128.load(from + i), less));
    } else {
      const all = f32x4.splat(total);
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.div(v128.load(to + i), all));
    }
  }
}
