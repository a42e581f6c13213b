import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { scale } from './scale.ts';

describeLayer(scale(), { input: [4], refuses: [[], [0]] });
describeLayer(scale(), { input: [2, 3] });

test('multiplies each feature by its factor, 1 at first', () => {
  const x = tensor([[1, 2, 3]]);
  expect(scale().apply(scale().init([3], rng(1)), x, evaluation)).toEqual(x);
  expect(scale().apply({ scale: tensor([2, 0, -1]) }, x, evaluation)).toEqual(tensor([[2, 0, -3]]));
});
