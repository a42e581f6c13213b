import { describe, expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { pad } from './pad.ts';
import { permute } from './permute.ts';
import { pick } from './pick.ts';
import { slice } from './slice.ts';

describeLayer(pad({ by: 1 }), { input: [2, 3, 2], refuses: [[], [3], [2, 0]] });
describeLayer(pad({ by: [[2, 0], 0, 1], value: -3 }), { input: [2, 3, 2], refuses: [[2, 3]] });
describeLayer(slice({ axis: 0, from: 1 }), { input: [3, 2], refuses: [[], [1, 2], [0, 2]] });
describeLayer(slice({ axis: -2, from: -3, to: -1 }), { input: [4, 3, 2], refuses: [[3], [2, 2]] });
describeLayer(pick({ axis: 0, at: -1 }), { input: [3, 2], refuses: [[], [0, 2]] });
describeLayer(pick({ axis: 1, at: 2 }), { input: [2, 3], refuses: [[3], [2, 2]] });
describeLayer(permute([1, 2, 0]), { input: [2, 3, 4], refuses: [[], [2, 3], [2, 3, 0]] });
describeLayer(permute([1, 0]), { input: [2, 3] });

const x = tensor([
  [
    [1, 2],
    [3, 4],
  ],
]);

describe('what is where', () => {
  test('pad', () => {
    const padded = pad({
      by: [
        [1, 0],
        [0, 2],
      ],
      value: 9,
    }).apply([], x, evaluation);
    expect(padded).toEqual(tensor([9, 9, 9, 9, 1, 2, 9, 9, 3, 4, 9, 9], [1, 3, 4]));
  });

  test('slice and pick', () => {
    expect(slice({ axis: 0, from: -1 }).apply([], x, evaluation)).toEqual(tensor([3, 4], [1, 1, 2]));
    expect(slice({ axis: 1, to: 1 }).apply([], x, evaluation)).toEqual(tensor([1, 3], [1, 2, 1]));
    expect(pick({ axis: 0, at: 0 }).apply([], x, evaluation)).toEqual(tensor([[1, 2]]));
    expect(pick({ axis: -1, at: -1 }).apply([], x, evaluation)).toEqual(tensor([[2, 4]]));
  });

  test('permute', () => {
    expect(permute([1, 0]).apply([], x, evaluation)).toEqual(tensor([1, 3, 2, 4], [1, 2, 2]));
  });
});

test('what makes no sense is refused', () => {
  expect(() => pad({ by: -1 })).toThrow(
    'pad: expected by to be a whole number of at least 0, or a list of them or of pairs — pass for example by: 2, or by: [[1, 0], [2, 2]]',
  );
  expect(() => pad({ by: [[1] as never] })).toThrow('pad: expected by to be');
  expect(() => pad({ by: 1, value: Infinity })).toThrow('pad: expected value to be a finite number');
  expect(() => slice({ axis: 0.5 })).toThrow('slice: expected axis to be a whole number, got 0.5');
  expect(() => slice({ axis: 0, from: 3, to: 2 }).outputShape([5])).toThrow(
    'slice: expected rows with places from 3 to 2 along axis 0, got [5]',
  );
  expect(() => pick({ axis: 0, at: 5 }).outputShape([5, 2])).toThrow(
    'pick: expected rows with a place 5 along axis 0, got [5, 2]',
  );
  expect(() => pick({ axis: 2, at: 0 }).outputShape([5, 2])).toThrow(
    'pick: expected rows with an axis 2, got [5, 2]',
  );
  expect(() => permute([0, 2])).toThrow('permute: expected each axis from 0 on once, got [0, 2]');
  expect(() => permute([0, 0])).toThrow('permute: expected each axis');
});
