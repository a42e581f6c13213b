import { expect, test } from 'vitest';
import { ones, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { activation } from '../layers/activation.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { residual } from './residual.ts';
import { sequential } from './sequential.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(residual(sequential(layerNorm(), dense({ units: 4 }), activation('tanh'), dropout(0.2))), {
  input: [4],
  refuses: [[], [3]],
});

const moment = evaluation;

test('adds what the layer gives to what it got', () => {
  const weights = {
    kernel: tensor([
      [1, 0],
      [0, 2],
    ]),
    bias: tensor([0, 1]),
  };
  expect(residual(dense({ units: 2 })).apply(weights, tensor([[3, 5]]), moment)).toEqual(tensor([[6, 16]]));
});

test('a layer that changes the shape is refused, with how to end it', () => {
  const message =
    'residual: expected dense to give rows of the shape it takes, [3], got [2] — end it with a layer of as many units as it has inputs';
  expect(() => residual(dense({ units: 2 })).outputShape([3])).toThrow(message);
  expect(() => sequential(residual(dense({ units: 2 }))).outputShape([3])).toThrow(
    `sequential[0] > ${message}`,
  );
});

test('an error inside it says where', () => {
  expect(() => residual(dense({ units: 2 })).outputShape([])).toThrow('residual > dense: expected rows');
});

test('what it wraps drops other numbers than it would by itself', () => {
  const x = ones([1, 64]);
  const training = { ...moment, training: true };
  const alone = computed(dropout(0.5).apply([], x, training));
  const wrapped = computed(residual(dropout(0.5)).apply([], x, training));
  expect(wrapped.data.map((y) => y - 1)).not.toEqual(alone.data);
});
