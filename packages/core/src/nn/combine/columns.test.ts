import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { columns } from './columns.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(columns({ from: 1, to: 3 }), { input: [4], refuses: [[], [2]] });
describeLayer(columns({ from: 2 }), { input: [4], refuses: [[2]] });

test('takes the columns from the first up to but without the last', () => {
  const moment = evaluation;
  const x = tensor([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  expect(columns({ from: 1, to: 3 }).apply([], x, moment)).toEqual(
    tensor([
      [2, 3],
      [6, 7],
    ]),
  );
  expect(columns({ from: 3 }).apply([], x, moment)).toEqual(tensor([[4], [8]]));
});

test('a range that is none, and rows too short for it, are refused', () => {
  expect(() => columns({ from: -1 })).toThrow(
    'columns: expected from to be an integer of at least 0, got -1',
  );
  expect(() => columns({ from: 2, to: 2 })).toThrow('columns: expected "to" above "from", got from 2 to 2');
  expect(() => columns({ from: 1, to: 5 }).outputShape([4])).toThrow(
    'columns: expected rows of at least 5 numbers, got [4]',
  );
});
