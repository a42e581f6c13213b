import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { evaluation } from '../evaluation.ts';
import { tanh } from '../layers/activation.ts';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import { sequential } from './sequential.ts';
import { spatialTransformer } from './spatial-transformer.ts';

const looks = sequential(flatten(), dense({ units: 6 }), tanh());
describeLayer(spatialTransformer(looks), { input: [3, 4, 2], refuses: [[], [12], [3, 4]] });
describe('to another size', () => {
  describeLayer(spatialTransformer(looks, { size: [2, 3] }), { input: [3, 3, 1] });
});

/** A transformer that does the same to every image. */
function moved(bias: readonly number[]) {
  const layer = spatialTransformer(sequential(flatten(), dense({ units: 6 })));
  return (pixels: ReturnType<typeof zeros>) =>
    computed(layer.apply([[], { kernel: zeros([9, 6]), bias: tensor(bias) }], pixels, evaluation));
}
const image = lcg(1).tensor([1, 3, 3, 1], 0, 1);

test('leaves the image as it is where its layer says 0', () => {
  const { data } = moved([0, 0, 0, 0, 0, 0])(image);
  data.forEach((pixel, i) => expect(pixel).toBeCloseTo(image.data[i]!, 14));
});

test('turns an image upside down, and moves it by a cell', () => {
  const turned = moved([-2, 0, 0, 0, -2, 0])(image).data;
  turned.forEach((pixel, i) => expect(pixel).toBeCloseTo(image.data[8 - i]!, 14));
  // One cell is 1 of the 2 from −1 to 1; beyond the edge is the edge.
  const shifted = moved([0, 0, 1, 0, 0, 0])(image).data;
  shifted.forEach((pixel, i) =>
    expect(pixel).toBeCloseTo(image.data[i - (i % 3) + Math.min(2, (i % 3) + 1)]!, 14),
  );
});

test('a layer that gives other than six numbers is refused', () => {
  const wrong = spatialTransformer(sequential(flatten(), dense({ units: 5 })));
  expect(() => wrong.outputShape([3, 3, 1])).toThrow(
    'spatialTransformer: expected sequential to give 6 numbers, got [5]',
  );
  expect(() => spatialTransformer(looks, { size: 0 })).toThrow(
    'spatialTransformer: expected size to be a whole number of at least 1, or 2 of them, got 0',
  );
});
