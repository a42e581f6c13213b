import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { ones } from '../../tensor/make.ts';
import { evaluation } from '../evaluation.ts';
import { sequential } from '../combine/sequential.ts';
import { heNormal } from '../initializers/he.ts';
import { dense } from './dense.ts';
import { featurePool } from './feature-pool.ts';
import { maxout } from './maxout.ts';

describeLayer(maxout({ units: 3 }), { input: [4], refuses: [[], [0]] });
describeLayer(maxout({ units: 2, pieces: 4, kernelInit: heNormal() }), { input: [2, 3] });

test('is a dense layer whose neighbouring units compete', () => {
  const layer = maxout({ units: 3, pieces: 2 });
  const weights = layer.init([4], rng(1));
  const pair = sequential(dense({ units: 6 }), featurePool({ size: 2 }));
  const x = ones([2, 4]);
  expect(layer.apply(weights, x, evaluation)).toEqual(pair.apply([weights, []], x, evaluation));
});

test('one piece, which is a dense layer, is refused', () => {
  expect(() => maxout({ units: 3, pieces: 1 })).toThrow(
    'maxout: expected pieces to be an integer of at least 2, got 1',
  );
});
