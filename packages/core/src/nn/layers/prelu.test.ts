import { describe, expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { prelu } from './prelu.ts';

describeLayer(prelu(), { input: [3], refuses: [[], [0]] });
describe('with one slope', () => {
  describeLayer(prelu({ shared: true, start: 0.1 }), { input: [2, 3] });
});

test('has a slope of its own for each feature', () => {
  const weights = { slope: tensor([0.5, -1]) };
  expect(
    prelu().apply(
      weights,
      tensor([
        [-2, -3],
        [2, 3],
      ]),
      evaluation,
    ),
  ).toEqual(
    tensor([
      [-1, 3],
      [2, 3],
    ]),
  );
});

test('options that make no sense are refused', () => {
  expect(() => prelu({ start: NaN })).toThrow('prelu: expected start to be a finite number, got NaN');
});
