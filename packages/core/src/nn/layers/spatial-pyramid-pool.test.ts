import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { spatialPyramidPool } from './spatial-pyramid-pool.ts';

describeLayer(spatialPyramidPool({ levels: [3, 1] }), {
  input: [4, 5, 2],
  refuses: [[], [4, 5], [2, 5, 2], [4, 5, 0]],
});
describeLayer(spatialPyramidPool(), { input: [4, 4, 1], refuses: [[3, 4, 1]] });

test('goes through the parts of each level row by row', () => {
  const image = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const layer = spatialPyramidPool({ levels: [1, 2] });
  expect(layer.apply([], image, evaluation)).toEqual(tensor([9, 5, 6, 8, 9], [1, 5, 1]));
});

test('levels that are none are refused', () => {
  expect(() => spatialPyramidPool({ levels: [2, 0] })).toThrow(
    'spatialPyramidPool: expected levels to be whole numbers of at least 1, got [2, 0] — pass for example levels: [4, 2, 1]',
  );
  expect(() => spatialPyramidPool({ levels: [] })).toThrow('spatialPyramidPool: expected levels');
});
