import { exp } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';
import { type Digits, firstDigits, mnistFiles, readMnist } from '../mnist.ts';
import { kernelMachine } from './kernel-machine.ts';

/** How alike each of the second images is to each of the first, e^(−γ·|a − b|²) with γ = 1/784, row by row of the second. */
function likenesses(first: Digits, second: Digits): Float64Array {
  const [rows, columns] = [second.labels.length, first.labels.length];
  const [from, to] = [first.images.data, second.images.data];
  const squares = (pixels: Float64Array, image: number) =>
    pixels.subarray(784 * image, 784 * (image + 1)).reduce((sum, ink) => sum + ink * ink, 0);
  const lengths = Array.from({ length: columns }, (_, image) => squares(from, image));
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const own = squares(to, row);
    const inked: number[] = [];
    for (let pixel = 0; pixel < 784; pixel++) if (to[784 * row + pixel] !== 0) inked.push(pixel);
    for (let column = 0; column < columns; column++) {
      let product = 0;
      for (const pixel of inked) product += to[784 * row + pixel]! * from[784 * column + pixel]!;
      result[row * columns + column] = exp(-(own + lengths[column]! - 2 * product) / 784);
    }
  }
  return result;
}

/** How many of some digits a support vector machine names rightly that learned from others. */
export function namedByMachine(training: Digits, others: Digits): number {
  const count = training.labels.length;
  // Kept in float32, as in the machine that the book used: what is kept decides where the search stops.
  const among = Float32Array.from(likenesses(training, training));
  const machine = kernelMachine((a, b) => among[a * count + b]!, training.labels, 10);
  const toOthers = likenesses(training, others);
  return others.labels.filter(
    (label, row) => machine(toOthers.subarray(row * count, (row + 1) * count)) === label,
  ).length;
}

export const supportVectors = defineProgram({
  name: 'support-vectors',
  title: 'Digits told by a support vector machine',
  files: mnistFiles,
  run(report, { data }) {
    const { training, validation } = readMnist(data);
    report.say('Validation images of 10,000 named rightly, after learning from so many:');
    report.table(
      ['images', 'right'],
      [100, 200, 500].map((count) => [count, namedByMachine(firstDigits(training, count), validation)]),
    );
  },
});
