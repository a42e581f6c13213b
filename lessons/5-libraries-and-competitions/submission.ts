import { FoldwiseError } from '@foldwise/core';

/**
 * The file that Kaggle wants: the sample's heading and ids in their order, a label for each.
 *
 * @throws FoldwiseError `data` where there are not as many labels as ids, or an id is not the number of its line.
 */
export function submissionFor(sample: string, labels: readonly number[]): string {
  const [heading, ...lines] = sample.trimEnd().split(/\r?\n/);
  const ids = lines.map((line) => line.split(',')[0]!);
  const wrong = ids.findIndex((id, line) => id !== String(line + 1));
  if (heading !== 'ImageId,Label' || ids.length !== labels.length || wrong >= 0) {
    const got =
      wrong >= 0 ? `the id "${ids[wrong]}" in line ${wrong + 2}` : `"${heading}" and ${ids.length} ids`;
    throw new FoldwiseError(
      `expected the heading ImageId,Label and the ids 1 to ${labels.length}, got ${got}`,
      {
        code: 'data',
        where: 'sample_submission.csv',
        hint: 'take sample_submission.csv and test.csv of the same competition',
      },
    );
  }
  return `${heading}\n${ids.map((id, row) => `${id},${labels[row]}\n`).join('')}`;
}
