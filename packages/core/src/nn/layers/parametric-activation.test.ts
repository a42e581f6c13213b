import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { activation } from './activation.ts';
import { parametricActivation } from './parametric-activation.ts';

describeLayer(parametricActivation('selu'), { input: [4], refuses: [[], [0]] });
describeLayer(parametricActivation('mish'), { input: [2, 3] });

const x = tensor([[-1, 2, -3]]);

test('is the activation at first, the identity at 0, and half of each in between', () => {
  const layer = parametricActivation('relu');
  const apply = (share: readonly number[]) => layer.apply({ share: tensor(share) }, x, evaluation);
  expect(layer.apply(layer.init([3], rng(1)), x, evaluation)).toEqual(
    activation('relu').apply([], x, evaluation),
  );
  expect(apply([0, 0, 0])).toEqual(x);
  expect(apply([0.5, 0.5, 1])).toEqual(tensor([[-0.5, 2, 0]]));
});

test('an activation that is none is refused by name', () => {
  expect(() => parametricActivation('sleu' as 'selu')).toThrow(
    'expected the name of an activation, got "sleu"',
  );
});
