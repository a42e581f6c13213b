import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { groupNorm } from './group-norm.ts';
import { instanceNorm } from './instance-norm.ts';
import { layerNorm } from './layer-norm.ts';
import { localResponseNorm } from './local-response-norm.ts';
import { standardization } from './standardization.ts';

describeLayer(groupNorm({ groups: 2 }), { input: [3, 4], refuses: [[], [0], [3], [0, 4]] });
describeLayer(groupNorm({ groups: 3, epsilon: 0.1 }), { input: [6] });
describeLayer(instanceNorm({ epsilon: 0.01 }), { input: [2, 3, 2], refuses: [[], [4], [0, 2]] });
describeLayer(localResponseNorm({ alpha: 0.3 }), { input: [6], refuses: [[], [0]] });
describeLayer(localResponseNorm({ alpha: 0.5, size: 3, beta: 0.5, offset: 1 }), { input: [2, 2] });
describeLayer(standardization({ epsilon: 0.1 }), { input: [3, 2], refuses: [[], [0]] });
describe('over the first axis', () => {
  describeLayer(standardization({ axes: [0], epsilon: 0.1 }), { input: [3, 2], refuses: [[]] });
});

const x = tensor([1, 2, 4, -3, 0.5, 0.5, 0.25, 0, 10, -10, 3, 2], [1, 3, 4]);

test('one group of a row without places is a layer norm', () => {
  const row = tensor([[1, 2, 4, -3]]);
  const weights = { scale: tensor([1, 2, 3, 4]), shift: tensor([0, 1, 0, -1]) };
  const [one, other] = [groupNorm({ groups: 1 }), layerNorm()].map((layer) =>
    computed(layer.apply(weights, row, evaluation)),
  );
  const far = one!.data.map((y, i) => Math.abs(y - other!.data[i]!));
  expect(Math.max(...far)).toBeLessThan(1e-15);
});

test('as many groups as channels are an instance norm, and that without weights a standardisation', () => {
  const weights = instanceNorm().init([3, 4], rng(1));
  const instance = computed(instanceNorm().apply(weights, x, evaluation));
  const others = [
    computed(groupNorm({ groups: 4 }).apply(weights, x, evaluation)),
    computed(standardization({ axes: [0] }).apply([], x, evaluation)),
  ];
  for (const { data } of others) {
    expect(Math.max(...data.map((y, i) => Math.abs(y - instance.data[i]!)))).toBeLessThan(1e-15);
  }
});

test('local responses are divided by those of their neighbours', () => {
  const layer = localResponseNorm({ size: 3, alpha: 1, beta: 1, offset: 1 });
  expect(computed(layer.apply([], tensor([[1, 2, 0]]), evaluation)).data).toEqual(
    Float64Array.of(1 / (1 + 1 + 4), 2 / (1 + 1 + 4), 0),
  );
});

test('options that make no sense are refused', () => {
  expect(() => groupNorm({ groups: 0 })).toThrow('groupNorm: expected groups to be an integer of at least 1');
  expect(() => groupNorm({ groups: 3 }).outputShape([2, 4])).toThrow(
    'groupNorm: expected rows of a number of channels that 3 groups divide, got [2, 4]',
  );
  expect(() => instanceNorm({ epsilon: 0 })).toThrow('instanceNorm: expected epsilon to be a number above 0');
  expect(() => localResponseNorm({ size: 4 })).toThrow(
    'localResponseNorm: expected size to be an odd number, got 4 — so that there are as many neighbours before as after',
  );
  expect(() => localResponseNorm({ offset: 0 })).toThrow('localResponseNorm: expected offset');
  expect(() => standardization({ axes: [] })).toThrow(
    'standardization: expected axes to be a list of whole numbers, got []',
  );
  expect(() => standardization({ axes: [2] }).outputShape([3, 2])).toThrow(
    'standardization: expected rows with an axis 2, got [3, 2]',
  );
});
