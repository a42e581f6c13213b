import { address, word } from './instruction';

/**
 * Windows over images. All kernels here begin with the words: batch, height, width, bytes of the numbers of a cell, images, stride of
 * their cells, rows of windows, stride of those, then for each direction (vertical, horizontal) size, stride, dilation, zeros before,
 * count.
 */

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
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++, row += rowStride) {
        let from = row;
        let line = y * strideY - word(at, 12);
        for (let i = sizeY; i > 0; i--, line += dilationY) {
          const isInside = <u32>line < <u32>height;
          let column = x * strideX - word(at, 17);
          for (let j = sizeX; j > 0; j--, from += bytes, column += dilationX) {
            if (!isInside || <u32>column >= <u32>width) continue;
            const to = image + <usize>(line * width + column) * cell;
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
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++, row += rowStride) {
        for (let k: usize = 0; k < bytes; k += 16) {
          let most = f32x4.splat(-Infinity);
          let line = y * strideY - word(at, 12);
          for (let i = sizeY; i > 0; i--, line += dilationY) {
            if (<u32>line >= <u32>height) continue;
            let column = x * strideX - word(at, 17);
            for (let j = sizeX; j > 0; j--, column += dilationX) {
              if (<u32>column < <u32>width) most = f32x4.max(most, v128.load(image + <usize>(line * width + column) * cell + k));
            }
          }
          v128.store(row + k, most);
        }
      }
    }
  }
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
  let image = address(at, 5), row = address(at, 7), into = address(at, 19);
  const size = <usize>(height * width) * cell;
  for (let b = 0; b < batch; b++, image += size, into += size) {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++, row += rowStride) {
        for (let k: usize = 0; k < bytes; k += 16) {
          let most = f32x4.splat(0);
          let place = i32x4.splat(-1);
          let line = y * strideY - word(at, 12);
          for (let i = sizeY; i > 0; i--, line += dilationY) {
            if (<u32>line >= <u32>height) continue;
            let column = x * strideX - word(at, 17);
            for (let j = sizeX; j > 0; j--, column += dilationX) {
              if (<u32>column >= <u32>width) continue;
              const here = line * width + column;
              const number = v128.load(image + <usize>here * cell + k);
              // A NaN is larger than all but another.
              const isNaN = v128.andnot(f32x4.ne(number, number), f32x4.ne(most, most));
              const isFirst = i32x4.eq(place, i32x4.splat(-1));
              const isLarger = v128.or(v128.or(f32x4.gt(number, most), isNaN), isFirst);
              most = v128.bitselect(number, most, isLarger);
              place = v128.bitselect(i32x4.splat(here), place, isLarger);
            }
          }
          const numbers = v128.load(row + k);
          line = y * strideY - word(at, 12);
          for (let i = sizeY; i > 0; i--, line += dilationY) {
            if (<u32>line >= <u32>height) continue;
            let column = x * strideX - word(at, 17);
            for (let j = sizeX; j > 0; j--, column += dilationX) {
              if (<u32>column >= <u32>width) continue;
              const here = line * width + column;
              const to = into + <usize>here * cell + k;
              v128.store(to, f32x4.add(v128.load(to), v128.and(numbers, i32x4.eq(place, i32x4.splat(here)))));
            }
          }
        }
      }
    }
  }
}
