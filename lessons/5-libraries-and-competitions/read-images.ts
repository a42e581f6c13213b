import { FoldwiseError, fromData, type Tensor } from '@foldwise/core';

/** Images as Kaggle gives them: a line an image, 784 bytes in words. */
export interface Images {
  /** `[images, 784]`, from 0 (paper) to 1 (ink). */
  readonly pixels: Tensor;
  /** What each shows, where the file says so. */
  readonly labels?: Float64Array;
}

const PIXELS = 784;
const [comma, lineFeed, carriageReturn, zero, nine] = [44, 10, 13, 48, 57] as const;

function refuse(file: string, message: string): never {
  throw new FoldwiseError(message, {
    code: 'data',
    where: file,
    hint: 'pass the folder of the files as Kaggle gives them, unpacked',
  });
}

/** The whole numbers of a file after its first line, whatever stands between them. */
function numbersOf(
  file: string,
  bytes: Uint8Array,
): { readonly numbers: Float64Array; readonly lines: number } {
  const numbers = new Float64Array(Math.ceil(bytes.length / 2));
  let [count, lines, value, isOpen, before] = [0, 0, 0, false, 0];
  const close = (): void => {
    if (isOpen) numbers[count++] = value;
    [value, isOpen] = [0, false];
  };
  const endLine = (): void => {
    close();
    if (count > before) lines += 1;
    before = count;
  };
  for (let at = bytes.indexOf(lineFeed) + 1; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte >= zero && byte <= nine) {
      value = value * 10 + byte - zero;
      isOpen = true;
    } else if (byte === lineFeed) endLine();
    else if (byte === comma || byte === carriageReturn) close();
    else refuse(file, `expected numbers and commas, got "${String.fromCharCode(byte)}" in line ${lines + 2}`);
  }
  endLine();
  return { numbers: numbers.subarray(0, count), lines };
}

/**
 * Reads `train.csv`, with a label in front of each image, or `test.csv`, without.
 *
 * @throws FoldwiseError `data` where a line does not hold an image.
 */
export function readImages(file: string, bytes: Uint8Array): Images {
  const { numbers, lines } = numbersOf(file, bytes);
  const width = numbers.length / lines;
  if (width !== PIXELS && width !== PIXELS + 1) {
    refuse(
      file,
      `expected lines of ${PIXELS} pixels, with a label or without, got ${numbers.length} numbers in ${lines} lines`,
    );
  }
  const before = width - PIXELS;
  const pixels = new Float64Array(lines * PIXELS);
  for (let row = 0; row < lines; row++)
    for (let at = 0; at < PIXELS; at++) pixels[row * PIXELS + at] = numbers[row * width + before + at]! / 255;
  const images = { pixels: fromData(pixels, [lines, PIXELS]) };
  return before === 0
    ? images
    : { ...images, labels: Float64Array.from({ length: lines }, (_, row) => numbers[row * width]!) };
}
