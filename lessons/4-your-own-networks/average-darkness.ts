import { defineProgram } from '../lesson.ts';
import { type Digits, mnistFiles, readMnist } from '../mnist.ts';

/** How much ink an image holds, 1 a pixel at most. */
function inkOf({ images }: Digits, row: number): number {
  return images.data.subarray(784 * row, 784 * (row + 1)).reduce((sum, ink) => sum + ink, 0);
}

/** The mean ink of each digit, by label. */
export function averageInk(digits: Digits): readonly number[] {
  const [sums, counts] = [new Float64Array(10), new Float64Array(10)];
  digits.labels.forEach((label, row) => {
    sums[label]! += inkOf(digits, row);
    counts[label]! += 1;
  });
  return Array.from(sums, (sum, label) => sum / counts[label]!);
}

/** How many digits are guessed rightly by taking the one whose mean ink is nearest. */
export function guessedByInk(digits: Digits, averages: readonly number[]): number {
  return digits.labels.filter((label, row) => {
    const distances = averages.map((average) => Math.abs(average - inkOf(digits, row)));
    return distances.indexOf(Math.min(...distances)) === label;
  }).length;
}

export const darkness = defineProgram({
  name: 'darkness',
  title: 'Digits told by their ink',
  files: mnistFiles,
  run(report, { data }) {
    const { training, test } = readMnist(data);
    const averages = averageInk(training);
    report.say('The mean ink of each digit, 1 for a pixel that is quite black:');
    report.table(
      ['digit', 'ink'],
      averages.map((ink, digit) => [digit, ink]),
    );
    report.say('Each test image is taken for the digit whose mean is nearest:');
    report.figures({ 'right of 10000': guessedByInk(test, averages) });
  },
});
