import { convolve, convolveGradient } from './generated/convolve';
import { address, real, word } from './instruction';
import { copyNumbers } from './move';

/**
 * Images without gaps between their cells and with zeros around them. Words: batch, height, width, bytes of the numbers of a cell,
 * images, stride of their cells, stride of images, the results, their height and width, stride of images, zeros above and to the left.
 * What does not fit in is left out.
 */
export function border(at: usize): void {
  const height = word(at, 2), width = word(at, 3), bytes = address(at, 4), cell = address(at, 6);
  const toHeight = word(at, 9), toWidth = word(at, 10), above = word(at, 12), before = word(at, 13);
  const line = <usize>toWidth * bytes;
  const columns = min(width, toWidth - before);
  let image = address(at, 5), into = address(at, 8);
  for (let batch = word(at, 1); batch > 0; batch--, image += address(at, 7), into += address(at, 11)) {
    memory.fill(into, 0, <usize>toHeight * line);
    for (let y = 0; y < min(height, toHeight - above); y++) {
      let from = image + <usize>(y * width) * cell;
      let to = into + <usize>(y + above) * line + <usize>before * bytes;
      if (cell == bytes) copyNumbers(to, from, <usize>columns * bytes);
      else for (let x = columns; x > 0; x--, from += cell, to += bytes) copyNumbers(to, from, bytes);
    }
  }
}

/**
 * Filters over the windows of such images. Words: batch, windows down and across, filters, lines of a window, numbers of a line, images,
 * their stride, bytes from line to line within a window, from window to window down and across, kernel, its stride, result, its stride,
 * bias, least number of the result.
 */
export function convolution(at: usize): void {
  convolve(
    word(at, 1), word(at, 2), word(at, 3), word(at, 4), word(at, 5), word(at, 6),
    address(at, 7), address(at, 8), address(at, 9), address(at, 10), address(at, 11),
    address(at, 12), address(at, 13), address(at, 14), address(at, 15), address(at, 16), real(at, 17),
  );
}

/** The derivative of those filters. Words as `convolution`, but the derivative of the result for the kernel, that of the kernel for the result. */
export function convolutionGradient(at: usize): void {
  const lines = word(at, 5), run = word(at, 6);
  memory.fill(address(at, 14), 0, <usize>(lines * run) * address(at, 15));
  convolveGradient(
    word(at, 1), word(at, 2), word(at, 3), word(at, 4), lines, run,
    address(at, 7), address(at, 8), address(at, 9), address(at, 10), address(at, 11),
    address(at, 12), address(at, 13), address(at, 14), address(at, 15),
  );
}
