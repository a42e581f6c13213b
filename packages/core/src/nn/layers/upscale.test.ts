import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { upscale1d } from './upscale1d.ts';
import { upscale2d } from './upscale2d.ts';
import { upscale3d } from './upscale3d.ts';

describeLayer(upscale1d({ factor: 3 }), { input: [2, 3], refuses: [[], [3], [0, 2], [2, 2, 2]] });
describeLayer(upscale2d({ factor: [2, 3] }), { input: [2, 3, 2], refuses: [[], [3], [2, 3]] });
describeLayer(upscale2d({ factor: 2, fill: 'zeros' }), { input: [2, 3, 2] });
describeLayer(upscale3d({ factor: [1, 2, 2] }), { input: [2, 1, 2, 2], refuses: [[], [2, 1, 2]] });

test('repeats each cell, or puts zeros after it', () => {
  const x = tensor([1, 2, 3, 4], [1, 2, 2, 1]);
  const larger = upscale2d({ factor: [1, 2] }).apply([], x, evaluation);
  expect(larger).toEqual(tensor([1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 4, 1]));
  const apart = upscale2d({ factor: [2, 1], fill: 'zeros' }).apply([], x, evaluation);
  expect(apart).toEqual(tensor([1, 2, 0, 0, 3, 4, 0, 0], [1, 4, 2, 1]));
});

test('options that make no sense are refused', () => {
  expect(() => upscale1d({ factor: 0 })).toThrow(
    'upscale1d: expected factor to be a whole number of at least 1, got 0',
  );
  // @ts-expect-error: no such filling
  expect(() => upscale2d({ factor: 2, fill: 'linear' })).toThrow(
    "upscale2d: expected fill to be 'repeat' or 'zeros', got \"linear\"",
  );
  expect(() => upscale3d({ factor: 2 }).outputShape([2, 2, 1])).toThrow(
    'upscale3d: expected volumes [depth, height, width, channels], got [2, 2, 1] — reshape them first',
  );
});
