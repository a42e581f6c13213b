import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { flatten } from './flatten.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(flatten(), { input: [3, 2] });
describeLayer(flatten(), { input: [] });

test('keeps the numbers of a row in order', () => {
  const moment = evaluation;
  expect(
    flatten().apply(
      [],
      tensor([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ]),
      moment,
    ),
  ).toEqual(
    tensor([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]),
  );
});
