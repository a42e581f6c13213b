import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { featurePool } from './feature-pool.ts';
import { winnerTakesAll } from './winner-takes-all.ts';

describeLayer(featurePool({ size: 3 }), { input: [6], refuses: [[], [0], [4]] });
describeLayer(featurePool({ size: 2 }), { input: [2, 3, 4], refuses: [[2, 3, 5]] });
describeLayer(winnerTakesAll({ size: 3 }), { input: [6], refuses: [[], [0], [4]] });
describeLayer(winnerTakesAll({ size: 2 }), { input: [2, 3, 4], refuses: [[2, 3, 5]] });

const x = tensor([[3, -1, 2, -5, -4, -4]]);

test('neighbours compete', () => {
  expect(featurePool({ size: 2 }).apply([], x, evaluation)).toEqual(tensor([[3, 2, -4]]));
  expect(winnerTakesAll({ size: 3 }).apply([], x, evaluation)).toEqual(tensor([[3, -0, 0, -0, -4, -4]]));
});

test('a size that is none is refused', () => {
  expect(() => featurePool({ size: 0 })).toThrow(
    'featurePool: expected size to be an integer of at least 1, got 0',
  );
  expect(() => winnerTakesAll({ size: 1.5 })).toThrow(
    'winnerTakesAll: expected size to be an integer of at least 1, got 1.5',
  );
  expect(() => featurePool({ size: 4 }).outputShape([6])).toThrow(
    'featurePool: expected rows of a number of features that 4 divides, got [6]',
  );
});
