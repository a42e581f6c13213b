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
  const bytes = address(at, 4), cell = address(at, 6);
  const strideY = word(at, 10), strideX = word(at, 15);
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < word(at, 13); y++) {
      for (let x = 0; x < word(at, 18); x++, row += address(at, 8)) {
        let to = row;
        for (let i = 0; i < word(at, 9); i++) {
          const line = y * strideY - word(at, 12) + i * word(at, 11);
          for (let j = 0; j < word(at, 14); j++, to += bytes) {
            const column = x * strideX - word(at, 17) + j * word(at, 16);
            if (<u32>line < <u32>height && <u32>column < <u32>width) copyCell(image + <usize>(line * width + column) * cell, to, bytes);
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
  const bytes = address(at, 4), cell = address(at, 6);
  const strideY = word(at, 10), strideX = word(at, 15);
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < word(at, 13); y++) {
      for (let x = 0; x < word(at, 18); x++, row += address(at, 8)) {
        let from = row;
        for (let i = 0; i < word(at, 9); i++) {
          const line = y * strideY - word(at, 12) + i * word(at, 11);
          for (let j = 0; j < word(at, 14); j++, from += bytes) {
            const column = x * strideX - word(at, 17) + j * word(at, 16);
            if (<u32>line >= <u32>height || <u32>column >= <u32>width) continue;
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
  const bytes = address(at, 4), cell = address(at, 6);
  let image = address(at, 5), row = address(at, 7);
  for (let b = 0; b < batch; b++, image += <usize>(height * width) * cell) {
    for (let y = 0; y < word(at, 13); y++) {
      for (let x = 0; x < word(at, 18); x++, row += address(at, 8)) {
        for (let k: usize = 0; k < bytes; k += 16) {
          let most = f32x4.splat(-Infinity);
          for (let i = 0; i < word(at, 9); i++) {
            const line = y * word(at, 10) - word(at, 12) + i * word(at, 11);
            if (<u32>line >= <u32>height) continue;
            for (let j = 0; j < word(at, 14); j++) {
              const column = x * word(at, 15) - word(at, 17) + j * word(at, 16);
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
 * largest. Further words: those images, which have the cells of the others.
 */
export function maxPoolGradient(at: usize): void {
  const batch = word(at, 1), height = word(at, 2), width = word(at, 3);
  const bytes = address(at, 4), cell = address(at, 6);
  let image = address(at, 5), row = address(at, 7), into = address(at, 19);
  const size = <usize>(height * width) * cell;
  for (let b = 0; b < batch; b++, image += size, into += size) {
    for (let y = 0; y < word(at, 13); y++) {
      for (let x = 0; x < word(at, 18); x++, row += address(at, 8)) {
        for (let k: usize = 0; k < bytes; k += 4) {
          let most: f32 = 0;
          let place: usize = 0;
          for (let i = 0; i < word(at, 9); i++) {
            const line = y * word(at, 10) - word(at, 12) + i * word(at, 11);
            if (<u32>line >= <u32>height) continue;
            for (let j = 0; j < word(at, 14); j++) {
              const column = x * word(at, 15) - word(at, 17) + j * word(at, 16);
              if (<u32>column >= <u32>width) continue;
              const here = <usize>(line * width + column) * cell + k;
              const number = load<f32>(image + here);
              // A NaN is larger than all but another.
              if (place == 0 || number > most || (number != number && most == most)) {
                most = number;
                place = here + 1;
              }
            }
          }
          const to = into + place - 1;
          store<f32>(to, load<f32>(to) + load<f32>(row + k));
        }
      }
    }
  }
}
