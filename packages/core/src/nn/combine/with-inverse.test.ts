import { describe, expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { tanh } from '../layers/activation.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { identity } from '../layers/identity.ts';
import { maxPool2d } from '../layers/pool2d.ts';
import { sequential } from './sequential.ts';
import { withInverse } from './with-inverse.ts';

const coder = sequential(dense({ units: 2 }), tanh(), dropout(0.3));
describeLayer(withInverse(coder, dense({ units: 2 })), { input: [3], refuses: [[], [0]] });
describe('of a convolution', () => {
  describeLayer(withInverse(conv2d({ filters: 2, kernelSize: 2 }), identity()), {
    input: [3, 3, 1],
    refuses: [[9]],
  });
});
describe('of a pool, whose second derivative has no kernel', () => {
  describeLayer(withInverse(maxPool2d({ size: 2 }), tanh()), { input: [2, 4, 1], kernels: false });
});

test('goes back by the same weights', () => {
  const weights = { layer: { kernel: tensor([[1], [2]]), bias: tensor([10]) }, inner: [] } as const;
  // f(3, 4) = 3 + 8 + 10 = 21, and back by the kernel.
  expect(withInverse(dense({ units: 1 }), identity()).apply(weights, tensor([[3, 4]]), evaluation)).toEqual(
    tensor([[21, 42]]),
  );
});

test('numbers go back to where they came from', () => {
  const x = tensor([1, 5, 2, 3], [1, 2, 2, 1]);
  const back = withInverse(maxPool2d({ size: 2 }), identity()).apply({ layer: [], inner: [] }, x, evaluation);
  expect(back).toEqual(tensor([0, 5, 0, 0], [1, 2, 2, 1]));
});

test('what does not fit inside is refused', () => {
  expect(() => withInverse(dense({ units: 2 }), dense({ units: 3 })).outputShape([4])).toThrow(
    'withInverse: expected dense to give rows of the shape it takes, [2], got [3]',
  );
});
