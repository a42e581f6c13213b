import { describe, expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import { conv1d } from '../layers/conv1d.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dropout } from '../layers/dropout.ts';
import { flatten } from '../layers/flatten.ts';
import { identity } from '../layers/identity.ts';
import { slice } from '../layers/slice.ts';
import { type Cropping, cropped } from './cropped.ts';
import { parallel } from './parallel.ts';
import { sequential } from './sequential.ts';
import { sumOf } from './sum-of.ts';

const fine = conv2d({ filters: 2, kernelSize: 2 });
const coarse = sequential(conv2d({ filters: 2, kernelSize: [3, 4] }), dropout(0.2));

describeLayer(sumOf(...cropped(['upper', 'center'], fine, coarse)), {
  input: [4, 5, 1],
  refuses: [[], [4, 5], [2, 4, 1]],
});
describe('side by side, cut along the steps alone', () => {
  describeLayer(
    parallel(
      ...cropped(
        ['lower', null],
        conv1d({ filters: 1, kernelSize: 3 }),
        conv1d({ filters: 2, kernelSize: 2 }),
      ),
    ),
    { input: [4, 2], refuses: [[], [1, 2]] },
  );
});
describe('by itself', () => {
  describeLayer(cropped(['center'], identity(), slice({ axis: 0, from: 1, to: -1 }))[0], { input: [5] });
});

test.each<[Cropping, readonly number[]]>([
  ['lower', [1, 2]],
  ['center', [2, 3]],
  ['upper', [4, 5]],
])('%s keeps that part of what is longer', (cropping, kept) => {
  const [whole, part] = cropped([cropping], identity(), slice({ axis: 0, from: 0, to: 2 }));
  const x = tensor([[1, 2, 3, 4, 5]]);
  expect(whole.apply([], x, evaluation)).toEqual(tensor([kept]));
  expect(part.apply([], x, evaluation)).toEqual(tensor([[1, 2]]));
});

test('of an odd number of entries too many the center leaves one more at the end, as in Lasagne', () => {
  const [whole] = cropped(['center'], identity(), slice({ axis: 0, from: 0, to: 2 }));
  expect(whole.apply([], tensor([[1, 2, 3, 4, 5]]), evaluation)).toEqual(tensor([[2, 3]]));
});

test('the layers are described within', () => {
  const lines = describeNetwork(sumOf(...cropped(['center', 'center'], fine, coarse)), [8, 8, 1]);
  expect(lines.map(({ path, kind }) => [path, kind]).slice(0, 3)).toEqual([
    ['', 'sumOf'],
    ['0', 'cropped'],
    ['0', 'conv2d'],
  ]);
});

test('what cannot be cut is refused', () => {
  // @ts-expect-error: no such part
  expect(() => cropped(['middle'], identity())).toThrow(
    "cropped: expected 'lower', 'center', 'upper' or null for each axis first, got [middle] — pass a list, then the layers",
  );
  // @ts-expect-error: a layer where the list belongs
  expect(() => cropped(identity())).toThrow("cropped: expected 'lower', 'center'");
  expect(() => cropped([null], identity(), flatten())[1].outputShape([2, 3])).toThrow(
    'cropped[1]: expected rows of as many axes as the first layer gives, [2, 3], got [6]',
  );
  expect(() => cropped(['lower', 'lower'], identity())[0].outputShape([2])).toThrow(
    'cropped[0]: expected rows of at least 2 axes, one a cropping, got [2]',
  );
  expect(() => sumOf(...cropped(['center'], identity(), flatten())).outputShape([2, 3])).toThrow(
    'sumOf[0] > cropped[1]',
  );
});
