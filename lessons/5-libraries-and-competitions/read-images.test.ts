import { expect, test } from 'vitest';
import { readImages } from './read-images.ts';
import { submissionFor } from './submission.ts';

const pixels = Array.from({ length: 784 }, (_, at) => at % 256);
const bytes = (text: string) => new TextEncoder().encode(text);

test('images with labels and without are read, with any end of line', () => {
  const labelled = readImages(
    'train.csv',
    bytes(`label,…\r\n7,${pixels.join(',')}\r\n0,${pixels.join(',')}`),
  );
  expect([...labelled.labels!]).toEqual([7, 0]);
  expect(labelled.pixels.shape).toEqual([2, 784]);
  expect(labelled.pixels.data[784 + 255]).toBe(1);
  const bare = readImages('test.csv', bytes(`pixel0,…\n${pixels.join(',')}\n`));
  expect(bare.labels).toBeUndefined();
  expect(bare.pixels.data[51]).toBe(0.2);
});

test('what is no image is refused', () => {
  expect(() => readImages('train.csv', bytes('a,b\n1,2\n'))).toThrow(
    'train.csv: expected lines of 784 pixels, with a label or without, got 2 numbers in 1 lines — pass the folder of the files as Kaggle gives them, unpacked',
  );
  expect(() => readImages('train.csv', bytes('a,b\n1,x\n'))).toThrow(
    'expected numbers and commas, got "x" in line 2',
  );
});

test('a submission follows its sample', () => {
  expect(submissionFor('ImageId,Label\n1,0\n2,0\n', [7, 3])).toBe('ImageId,Label\n1,7\n2,3\n');
});

test.each([
  ['ImageId,Label\n1,0\n', '"ImageId,Label" and 1 ids'],
  ['ImageId,Label\n1,0\n3,0\n', 'the id "3" in line 3'],
  ['Id,Label\n1,0\n2,0\n', '"Id,Label" and 2 ids'],
])('the sample %j is refused for two labels', (sample, got) => {
  expect(() => submissionFor(sample, [7, 3])).toThrow(
    `expected the heading ImageId,Label and the ids 1 to 2, got ${got} — take sample_submission.csv and test.csv`,
  );
});
