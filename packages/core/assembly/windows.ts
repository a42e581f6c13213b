import { address, word } from './instruction';

/**
 * Windows over images. All kernels here begin with the words: batch, height, width, bytes of the numbers of a cell, images, stride of
 * their cells, rows of windows, stride of those, then for each direction (vertical, horizontal) size, stride, dilation, zeros before,
 * count.
 */

/** The first cell of a window along a direction that is inside the image, where the window starts `from` cells into it. */
// @ts-ignore: decorator
@inline
function firstInside(from: i32, dilation: i32): i32 {
  return from >= 0 ? 0 : (dilation - 1 - from) / dilation;
}

/** The cell after the last one that is inside. */
// @ts-ignore: decorator
@inline
function endInside(from: i32, dilation: i32, size: i32, length: i32): i32 {
  return from + (size - 1) * dilation < length ? size : max(0, (length - from + dilation - 1) / dilation);
}

// @ts-ignore: decorator
@inline
function copyCell(from: usize, to: usize, bytes: usize): void {
  // May write past the cell: what comes after it is written later, or padding.
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i));
}

/** What each window sees as one row of numbers, zeros outside the image. */
export function patches(at: usize): void {
  const batch = word(at, 1), height = word(at, 2), width = word(at, 3);
  const bytes = address(at, 4), cell = address(at, 6), rowStride = address(at, 8);
  const sizeY = word(at, 9), strideY = word(at, 10), dilationY = word(at, 11), down = word(at, 13);
  const sizeX = word(at, 14), strideX = word(at, 15), dilationX = word(at, 16), across = word(at, 18);
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++, row += rowStride) {
        let to = row;
        let line = y * strideY - word(at, 12);
        for (let i = sizeY; i > 0; i--, line += dilationY) {
          const isInside = <u32>line < <u32>height;
          let column = x * strideX - word(at, 17);
          for (let j = sizeX; j > 0; j--, to += bytes, column += dilationX) {
            if (isInside && <u32>column < <u32>width) copyCell(image + <usize>(line * width + column) * cell, to, bytes);
            else for (let k: usize = 0; k < bytes; k += 16) v128.store(to + k, f32x4.splat(0));
          }
        }
      }
    }
  }
}

/** Rows of windows put back into images that are cleared, added up where windows overlap. */
export function unpatches(at: usize): void {
  const batch = word(at, 1), height = word(at, 2), width = word(at, 3);
  const bytes = address(at, 4), cell = address(at, 6), rowStride = address(at, 8);
  const sizeY = word(at, 9), strideY = word(at, 10), dilationY = word(at, 11), down = word(at, 13);
  const sizeX = word(at, 14), strideX = word(at, 15), dilationX = word(at, 16), across = word(at, 18);
  const step = <usize>dilationX * cell;
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < down; y++) {
      const top = y * strideY - word(at, 12);
      const firstY = firstInside(top, dilationY), endY = endInside(top, dilationY, sizeY, height);
      for (let x = 0; x < across; x++, row += rowStride) {
        const left = x * strideX - word(at, 17);
        const firstX = firstInside(left, dilationX), endX = endInside(left, dilationX, sizeX, width);
        for (let i = firstY; i < endY; i++) {
          let from = row + <usize>(i * sizeX + firstX) * bytes;
          let to = image + <usize>((top + i * dilationY) * width + left + firstX * dilationX) * cell;
          for (let j = firstX; j < endX; j++, from += bytes, to += step) {
            for (let k: usize = 0; k < bytes; k += 16) v128.store(to + k, f32x4.add(v128.load(to + k), v128.load(from + k)));
          }
        }
      }
    }
  }
}

/** The largest number that each window sees, channel by channel. Rows are of cells here. */
export function maxPool(at: usize): void {
  const batch = word(at, 1), height = word(at, 2), width = word(at, 3);
  const bytes = address(at, 4), cell = address(at, 6), rowStride = address(at, 8);
  const sizeY = word(at, 9), strideY = word(at, 10), dilationY = word(at, 11), down = word(at, 13);
  const sizeX = word(at, 14), strideX = word(at, 15), dilationX = word(at, 16), across = word(at, 18);
  const stepY = <usize>(dilationY * width) * cell, stepX = <usize>dilationX * cell;
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < down; y++) {
      const top = y * strideY - word(at, 12);
      const firstY = firstInside(top, dilationY), endY = endInside(top, dilationY, sizeY, height);
      for (let x = 0; x < across; x++, row += rowStride) {
        const left = x * strideX - word(at, 17);
        const firstX = firstInside(left, dilationX), endX = endInside(left, dilationX, sizeX, width);
        const first = image + <usize>((top + firstY * dilationY) * width + left + firstX * dilationX) * cell;
        for (let k: usize = 0; k < bytes; k += 16) {
          let most = f32x4.splat(-Infinity);
          let line = first + k;
          for (let i = firstY; i < endY; i++, line += stepY) {
            let here = line;
            // A NaN in either is passed on.
            for (let j = firstX; j < endX; j++, here += stepX) most = larger(most, v128.load(here));
          }
          v128.store(row + k, most);
        }
      }
    }
  }
}

/** The larger of two numbers, NaN where either is: fewer instructions than f32x4.max takes, which also tells −0 from 0. */
// @ts-ignore: decorator
@inline
function larger(most: v128, number: v128): v128 {
  return v128.bitselect(number, most, isAbove(number, most));
}

/** Whether a number is the larger one; a NaN is larger than all but another. */
// @ts-ignore: decorator
@inline
function isAbove(number: v128, most: v128): v128 {
  return v128.and(f32x4.eq(most, most), v128.not(f32x4.le(number, most)));
}

/**
 * Numbers of windows added, in images that are cleared, where the largest number of each window is, the first of several; NaN is the
 * largest. Further words: those images, which have the cells of the others. Four channels at a time: which cell of the window has
 * their largest number is found first.
 */
export function maxPoolGradient(at: usize): void {
  const batch = word(at, 1), height = word(at, 2), width = word(at, 3);
  const bytes = address(at, 4), cell = address(at, 6), rowStride = address(at, 8);
  const sizeY = word(at, 9), strideY = word(at, 10), dilationY = word(at, 11), down = word(at, 13);
  const sizeX = word(at, 14), strideX = word(at, 15), dilationX = word(at, 16), across = word(at, 18);
  const stepY = <usize>(dilationY * width) * cell, stepX = <usize>dilationX * cell;
  const one = i32x4.splat(1);
  let image = address(at, 5), row = address(at, 7), into = address(at, 19);
  const size = <usize>(height * width) * cell;
  for (let b = 0; b < batch; b++, image += size, into += size) {
    for (let y = 0; y < down; y++) {
      const top = y * strideY - word(at, 12);
      const firstY = firstInside(top, dilationY), endY = endInside(top, dilationY, sizeY, height);
      for (let x = 0; x < across; x++, row += rowStride) {
        const left = x * strideX - word(at, 17);
        const firstX = firstInside(left, dilationX), endX = endInside(left, dilationX, sizeX, width);
        const first = <usize>((top + firstY * dilationY) * width + left + firstX * dilationX) * cell;
        for (let k: usize = 0; k < bytes; k += 16) {
          let line = image + first + k;
          let most = v128.load(line);
          let place = i32x4.splat(0), count = place;
          for (let i = firstY; i < endY; i++, line += stepY) {
            let here = line;
            for (let j = firstX; j < endX; j++, here += stepX, count = i32x4.add(count, one)) {
              const number = v128.load(here);
              const above = isAbove(number, most);
              most = v128.bitselect(number, most, above);
              place = v128.bitselect(count, place, above);
            }
          }
          const numbers = v128.load(row + k);
          line = into + first + k;
          count = i32x4.splat(0);
          for (let i = firstY; i < endY; i++, line += stepY) {
            let to = line;
            for (let j = firstX; j < endX; j++, to += stepX, count = i32x4.add(count, one)) {
              v128.store(to, f32x4.add(v128.load(to), v128.and(numbers, i32x4.eq(place, count))));
            }
          }
        }
      }
    }
  }
}
