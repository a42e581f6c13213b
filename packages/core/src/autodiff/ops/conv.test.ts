import { describe, expect, it } from 'vitest';
import { ones, tensor, zeros } from '../../tensor/make.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { computed } from '../../testing/computed.ts';
import { valueAndGradient } from '../gradient.ts';
import { multiply } from './arithmetic.ts';
import { averagePool2d } from './average-pool.ts';
import { sumPool2d } from './sum-pool.ts';
import { conv1d, conv2d } from './conv.ts';
import { maxPool2d } from './max-pool.ts';
import { patches, unpatches } from './patches.ts';
import { sum } from './sum.ts';

describePrimitive('patches', (x) => patches(x, { size: [2, 3] }), [[[2, 3, 4, 2]], [[1, 2, 3, 1]]], {
  rejects: [[[2, 1, 4, 2]], [[2, 3, 4]], [[1, 3, 4, 0]]],
});
describePrimitive(
  'patches, spread and padded',
  (x) => patches(x, { size: [3, 2], stride: [2, 1], padding: [2, 1], dilation: [1, 3] }),
  [[[2, 3, 5, 2]], [[1, 1, 2, 1]]],
);
describePrimitive(
  'patches, all zeros beside the image',
  (x) => patches(x, { size: 1, padding: 2, stride: 3 }),
  [[[1, 2, 2, 1]]],
);
describePrimitive(
  'unpatches',
  (rows) => unpatches(rows, { size: 2, padding: 'same', height: 3, width: 3 }),
  [[[2, 3, 3, 8]]],
  { rejects: [[[2, 3, 3, 7]], [[2, 2, 3, 8]], [[8]]] },
);

const images = [2, 4, 5, 4];
describePrimitive('conv2d', (x, w) => conv2d(x, w), [[images, [3, 2, 4, 3]]], {
  rejects: [
    [images, [3, 2, 3, 3]],
    [images, [5, 2, 4, 3]],
    [images, [3, 2, 4]],
    [
      [4, 5, 4],
      [3, 2, 4, 3],
    ],
    [images, [3, 2, 4, 0]],
  ],
});
describePrimitive('conv2d of one cell', (x, w) => conv2d(x, w), [[images, [1, 1, 4, 3]]]);
describePrimitive('conv2d, same', (x, w) => conv2d(x, w, { padding: 'same', stride: 2 }), [
  [images, [3, 2, 4, 3]],
]);
describePrimitive(
  'conv2d, spread and padded',
  (x, w) => conv2d(x, w, { padding: [1, 2], stride: [1, 2], dilation: [2, 1] }),
  [[images, [3, 2, 4, 3]]],
);
describePrimitive('conv2d in groups', (x, w) => conv2d(x, w, { groups: 2, padding: 1 }), [
  [images, [3, 2, 2, 4]],
]);
describePrimitive('conv2d of each channel', (x, w) => conv2d(x, w, { groups: 4 }), [[images, [2, 2, 1, 8]]]);
describePrimitive(
  'conv1d',
  (x, w) => conv1d(x, w, { stride: 2, padding: 1 }),
  [
    [
      [2, 7, 3],
      [3, 3, 2],
    ],
  ],
  {
    rejects: [
      [
        [2, 7],
        [3, 3, 2],
      ],
      [
        [2, 7, 3],
        [3, 3],
      ],
      [
        [2, 7, 3],
        [10, 3, 2],
      ],
    ],
  },
);

describePrimitive('maxPool2d', (x) => maxPool2d(x, { size: 2 }), [[[2, 4, 5, 3]], [[1, 2, 2, 1]]], {
  rejects: [[[2, 1, 4, 3]], [[2, 4, 4]]],
});
describePrimitive('maxPool2d, overlapping', (x) => maxPool2d(x, { size: [3, 2], stride: 1, padding: 1 }), [
  [[2, 3, 4, 2]],
]);
describePrimitive('averagePool2d', (x) => averagePool2d(x, { size: 2 }), [[[2, 4, 5, 3]]], {
  rejects: [[[2, 1, 4, 3]]],
});
describePrimitive(
  'sumPool2d',
  (x) => sumPool2d(x, { size: [3, 2], stride: 1, padding: 1 }),
  [[[2, 4, 5, 3]]],
  {
    rejects: [[[4, 5, 3]]],
  },
);
describePrimitive(
  'averagePool2d, over the edges',
  (x) => averagePool2d(x, { size: 3, stride: 2, padding: 'same' }),
  [[[2, 4, 5, 3]]],
);

describe('values worked out by hand', () => {
  const counting = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);

  it('windows are lines, height before width before channels', () => {
    expect(computed(patches(counting, { size: 2 })).data).toEqual(
      Float64Array.of(1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9),
    );
    expect(patches(counting, { size: 2, stride: 2, padding: 'same' })).toEqual(
      tensor([1, 2, 4, 5, 3, 0, 6, 0, 7, 8, 0, 0, 9, 0, 0, 0], [1, 2, 2, 4]),
    );
    expect(patches(counting, { size: 2, dilation: 2 })).toEqual(tensor([1, 3, 7, 9], [1, 1, 1, 4]));
  });

  it('lines put back count every window', () => {
    const back = unpatches(patches(counting, { size: 2 }), { size: 2, height: 3, width: 3 });
    expect(back).toEqual(multiply(counting, tensor([1, 2, 1, 2, 4, 2, 1, 2, 1], [1, 3, 3, 1])));
  });

  it('an image that no window fits into is named', () => {
    expect(() => conv2d(zeros([1, 2, 5, 1]), ones([2, 3, 1, 1]), { dilation: 2 })).toThrow(
      "conv2d: expected images that a window of 3 by 5 fits into, got [2, 5, 1] — make the window smaller, or pass padding: 'same'",
    );
  });

  it('the first of equal largest numbers takes the gradient', () => {
    const x = tensor([3, 3, 1, 3], [1, 2, 2, 1]);
    expect(valueAndGradient((at) => sum(maxPool2d(at, { size: 2 })), x).gradient).toEqual(
      tensor([1, 0, 0, 0], [1, 2, 2, 1]),
    );
  });

  it('a largest number is found below the zeros around an image, and NaN and −Infinity are passed on', () => {
    expect(maxPool2d(tensor([-1], [1, 1, 1, 1]), { size: 3, padding: 1 })).toEqual(
      tensor([-1], [1, 1, 1, 1]),
    );
    expect(maxPool2d(tensor([1, NaN, 2, 0], [1, 2, 2, 1]), { size: 2 })).toEqual(tensor([NaN], [1, 1, 1, 1]));
    expect(maxPool2d(tensor([-Infinity, -Infinity], [1, 1, 2, 1]), { size: [1, 2] })).toEqual(
      tensor([-Infinity], [1, 1, 1, 1]),
    );
  });

  it('a mean over the edge is of the cells that are there', () => {
    expect(averagePool2d(counting, { size: 2, stride: 1, padding: 'same' })).toEqual(
      tensor([3, 4, 4.5, 6, 7, 7.5, 7.5, 8.5, 9], [1, 3, 3, 1]),
    );
  });

  it.each([
    [() => patches(counting, { size: 0 }), 'patches: expected size to be a whole number of at least 1'],
    [() => patches(counting, { size: [1, 1.5] }), 'got [1, 1.5]'],
    [() => patches(counting, { size: 1, stride: 0 }), 'expected stride'],
    [() => patches(counting, { size: 1, dilation: -1 }), 'expected dilation'],
    [() => patches(counting, { size: 1, padding: -1 }), 'expected padding'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    [() => patches(counting, { size: 1, padding: 'full' as 'same' }), `'same' or numbers, got "full"`],
    [
      () => maxPool2d(counting, { size: 2, padding: 2 }),
      'expected padding below the size of a window, 2 by 2',
    ],
    [() => conv2d(counting, ones([1, 1, 1, 3]), { groups: 2 }), 'a whole number that divides 3, got 2'],
    [() => conv2d(counting, ones([1, 1, 2, 3])), 'expected images of 2 channels'],
  ])('an option that makes no sense is refused: %s', (make, message) => {
    expect(make).toThrow(message);
  });
});
