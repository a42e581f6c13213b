import { address, word } from './instruction';

/** Copies whole numbers; most pieces are far too short for a call. */
// @ts-ignore: decorator
@inline
export function copyNumbers(to: usize, from: usize, bytes: usize): void {
  if (bytes > 1024) {
    memory.copy(to, from, bytes);
    return;
  }
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Sets `bytes` from an address to 0. Words: to, bytes. */
export function clear(at: usize): void {
  memory.fill(address(at, 1), 0, address(at, 2));
}

/** Copies pieces of rows. Words: outer, rows, bytes of a piece, from and its two strides, to and its two strides. */
export function copyRows(at: usize): void {
  const outer = word(at, 1), rows = word(at, 2), bytes = address(at, 3);
  const fromStep = address(at, 6), toStep = address(at, 9);
  for (let i: usize = 0; i < <usize>outer; i++) {
    let from = address(at, 4) + i * address(at, 5), to = address(at, 7) + i * address(at, 8);
    for (let j = rows; j > 0; j--, from += fromStep, to += toStep) copyNumbers(to, from, bytes);
  }
}

/** The same numbers in the same order in rows of another length. Words: count, from, its columns, its stride, to, its columns, its stride. */
export function reflow(at: usize): void {
  let count = word(at, 1);
  let from = address(at, 2), to = address(at, 5);
  const fromColumns = word(at, 3), toColumns = word(at, 6);
  const fromGap = address(at, 4) - (<usize>fromColumns << 2), toGap = address(at, 7) - (<usize>toColumns << 2);
  let fromLeft = fromColumns, toLeft = toColumns;
  while (count > 0) {
    const run = min(fromLeft, toLeft);
    copyNumbers(to, from, <usize>run << 2);
    count -= run;
    fromLeft -= run;
    toLeft -= run;
    from += <usize>run << 2;
    to += <usize>run << 2;
    if (fromLeft == 0) {
      from += fromGap;
      fromLeft = fromColumns;
    }
    if (toLeft == 0) {
      to += toGap;
      toLeft = toColumns;
    }
  }
}

/** A matrix with its axes exchanged. Words: batches, rows, columns, from, its stride, to, its stride. Four by four at a time. */
export function transpose(at: usize): void {
  const rows = word(at, 2), columns = word(at, 3);
  const fromStride = address(at, 5), toStride = address(at, 7);
  let from = address(at, 4), to = address(at, 6);
  for (let batch = word(at, 1); batch > 0; batch--, from += <usize>rows * fromStride, to += <usize>columns * toStride) {
    let r = 0;
    for (; r + 4 <= rows; r += 4) {
      let a = from + <usize>r * fromStride;
      let b = to + (<usize>r << 2);
      let c = columns;
      for (; c >= 4; c -= 4, a += 16, b += 4 * toStride) {
        const r0 = v128.load(a), r1 = v128.load(a + fromStride), r2 = v128.load(a + 2 * fromStride), r3 = v128.load(a + 3 * fromStride);
        const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        v128.store(b, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
        v128.store(b + toStride, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7));
        v128.store(b + 2 * toStride, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5));
        v128.store(b + 3 * toStride, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7));
      }
      for (; c > 0; c--, a += 4, b += toStride) {
        for (let k: usize = 0; k < 4; k++) store<f32>(b + (k << 2), load<f32>(a + k * fromStride));
      }
    }
    for (; r < rows; r++) {
      const a = from + <usize>r * fromStride;
      const b = to + (<usize>r << 2);
      for (let c: usize = 0; c < <usize>columns; c++) store<f32>(b + c * toStride, load<f32>(a + (c << 2)));
    }
  }
}

/**
 * Numbers in another order: along each of four axes (outermost first) with its own strides. Words: four lengths, from, its four
 * strides, to, its four strides.
 */
export function permute(at: usize): void {
  const length0 = address(at, 1);
  const length1 = address(at, 2);
  const length2 = address(at, 3);
  const length3 = address(at, 4);
  const fromStep = address(at, 9);
  const toStep = address(at, 14);
  const runs = fromStep == 4 && toStep == 4;
  for (let i: usize = 0; i < length0; i++) {
    for (let j: usize = 0; j < length1; j++) {
      let from = address(at, 5) + i * address(at, 6) + j * address(at, 7);
      let to = address(at, 10) + i * address(at, 11) + j * address(at, 12);
      for (let k: usize = 0; k < length2; k++, from += address(at, 8), to += address(at, 13)) {
        if (runs) copyNumbers(to, from, length3 << 2);
        else {
          let a = from, b = to;
          for (let l: usize = 0; l < length3; l++, a += fromStep, b += toStep) store<f32>(b, load<f32>(a));
        }
      }
    }
  }
}
