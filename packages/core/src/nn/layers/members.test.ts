import { describe, expect, test } from 'vitest';
import * as ops from '../../autodiff/ops/index.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { batchEnsembleDense } from './batch-ensemble-dense.ts';
import { dense } from './dense.ts';
import { meanOfMembers } from './mean-of-members.ts';
import { memberHeads } from './member-heads.ts';
import { memberScale } from './member-scale.ts';

describeLayer(batchEnsembleDense({ members: 3, units: 2, scaleStart: 'normal' }), {
  input: [4],
  refuses: [[], [0], [2, 4], [3, 4, 1]],
});
describeLayer(batchEnsembleDense({ members: 3, units: 2 }), { input: [3, 4] });
describeLayer(memberScale({ members: 3 }), { input: [4], refuses: [[], [2, 4]] });
describeLayer(memberHeads({ members: 3, units: 2 }), { input: [3, 4], refuses: [[4], [2, 4]] });
describeLayer(meanOfMembers('numbers'), { input: [3, 2], refuses: [[3]] });
describeLayer(meanOfMembers('classes'), { input: [3, 4] });
describeLayer(meanOfMembers('yesOrNo'), { input: [3, 1] });

describe('a batch ensemble', () => {
  const layer = batchEnsembleDense({ members: 2, units: 3, scaleStart: 'signs' });
  const weights = {
    ...layer.init([2], rng(1)),
    outputScale: tensor([
      [1, 2, 3],
      [-1, 0.5, 0],
    ]),
    bias: tensor([
      [0, 1, 2],
      [3, 4, 5],
    ]),
  };

  test('is for each member a dense layer between two scales', () => {
    const rows = tensor([
      [0.5, -2],
      [3, 1],
    ]);
    const output = computed(layer.apply(weights, rows, evaluation));
    for (const member of [0, 1]) {
      const line = ({ shape, data }: typeof rows) => {
        const width = shape.at(-1)!;
        return tensor(data.slice(member * width, (member + 1) * width));
      };
      const product = dense({ units: 3, bias: false }).apply(
        { kernel: weights.kernel },
        ops.multiply(rows, line(weights.inputScale)),
        evaluation,
      );
      const wanted = computed(ops.add(ops.multiply(product, line(weights.outputScale)), line(weights.bias)));
      const got = computed(ops.reshape(ops.slice(output, 1, member, member + 1), [2, 3]));
      expect(got).toEqual(wanted);
    }
  });

  test('takes rows of each member’s own as it takes the same row for all', () => {
    const rows = tensor([[0.5, -2]]);
    const twice = tensor([
      [
        [0.5, -2],
        [0.5, -2],
      ],
    ]);
    expect(layer.apply(weights, twice, evaluation)).toEqual(layer.apply(weights, rows, evaluation));
  });

  test('starts with random signs for each original feature, one bias for all, and scales of 1 elsewhere', () => {
    const start = batchEnsembleDense({ members: 40, units: 2, scaleStart: 'signs', chunks: [2, 1] }).init(
      [3],
      rng(1),
    );
    const lines = Array.from({ length: 40 }, (_, i) =>
      Array.from(start.inputScale.data.slice(3 * i, 3 * i + 3)),
    );
    expect(lines.every(([a, b]) => a === b)).toBe(true);
    expect(new Set(lines.map((line) => line.join(' ')))).toEqual(
      new Set(['1 1 1', '1 1 -1', '-1 -1 1', '-1 -1 -1']),
    );
    expect(new Set(start.bias.data).size).toBe(2);
    expect(new Set(start.outputScale.data)).toEqual(new Set([1]));
    expect(new Set(batchEnsembleDense({ members: 2, units: 2 }).init([3], rng(1)).inputScale.data)).toEqual(
      new Set([1]),
    );
  });
});

test('heads of members are dense layers of their own', () => {
  const kernel = tensor([
    [[1], [2]],
    [[3], [4]],
  ]);
  const output = memberHeads({ members: 2, units: 1 }).apply(
    { kernel, bias: tensor([[10], [20]]) },
    tensor([
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ]),
    evaluation,
  );
  expect(output).toEqual(
    tensor([
      [[13], [27]],
      [[11], [24]],
    ]),
  );
});

describe('the mean of members', () => {
  const said = (say: 'numbers' | 'classes' | 'yesOrNo', x: number[][][]) =>
    computed(meanOfMembers(say).apply([], tensor(x), evaluation));

  test('is the mean of numbers', () => {
    expect(
      said('numbers', [
        [
          [1, 5],
          [3, -1],
        ],
      ]),
    ).toEqual(tensor([[2, 2]]));
  });

  test('has the mean of the softmaxes as softmax, for logits however large', () => {
    const logits = [
      [0.3, -1, 2],
      [700, 0, 1],
    ];
    const each = logits.map((line) => computed(ops.softmax(tensor(line))).data);
    const mean = computed(ops.softmax(said('classes', [logits]))).data;
    [0, 1, 2].forEach((k) => expect(mean[k]).toBeCloseTo((each[0]![k]! + each[1]![k]!) / 2, 14));
  });

  test('has the mean of the sigmoids as sigmoid, and logits that both share as they are', () => {
    const mean = computed(ops.sigmoid(said('yesOrNo', [[[2], [-3]]]))).data[0];
    expect(mean).toBeCloseTo((0.8807970779778823 + 0.04742587317756678) / 2, 14);
    expect(said('yesOrNo', [[[-800], [-800]]])).toEqual(tensor([[-800]]));
  });
});

test('options that make no sense are refused', () => {
  expect(() => memberScale({ members: 0 })).toThrow('memberScale: expected members');
  expect(() => memberScale({ members: 2, scaleStart: 'sign' as 'signs' })).toThrow(
    'memberScale: expected scaleStart to be ones, signs or normal, got "sign"',
  );
  expect(() => memberScale({ members: 2, chunks: [1, 1] }).init([3], rng(1))).toThrow(
    'memberScale: expected chunks that add up to 3 inputs, got 2',
  );
  expect(() => meanOfMembers('class' as 'classes')).toThrow('did you mean "classes"');
});
