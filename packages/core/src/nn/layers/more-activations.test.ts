import { describe, expect, test } from 'vitest';
import { concat, square } from '../../autodiff/ops/index.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { veryLeakyRelu } from './activation.ts';
import { expression } from './expression.ts';
import { scaledTanh } from './scaled-tanh.ts';
import { softmax } from './softmax.ts';

describeLayer(softmax(), { input: [4], refuses: [[], [0]] });
describe('scaled', () => {
  describeLayer(scaledTanh(), { input: [4] });
});
describe('very leaky', () => {
  describeLayer(veryLeakyRelu(), { input: [4] });
});
describeLayer(
  expression({
    spec: { kind: 'withSquares' },
    outputShape: (input) => [...input.slice(0, -1), 2 * (input.at(-1) ?? 0)],
    apply: (x) => concat([x, square(x)], -1),
  }),
  { input: [3] },
);

test('softmax makes shares of 1 of each row', () => {
  const { data } = computed(
    softmax().apply(
      [],
      tensor([
        [0, Math.LN2],
        [7, 7],
      ]),
      evaluation,
    ),
  );
  [1 / 3, 2 / 3, 1 / 2, 1 / 2].forEach((share, i) => expect(data[i]).toBeCloseTo(share, 15));
});

test('very leaky is a third below 0', () => {
  const { data } = computed(veryLeakyRelu().apply([], tensor([[-3, -0.5, 0, 2]]), evaluation));
  expect([...data]).toEqual([-1, -1 / 6, 0, 2]);
});

test('what is no function of rows is refused', () => {
  // @ts-expect-error: no spec
  expect(() => expression({ apply: square })).toThrow(
    'expression: expected an object with a spec and a function apply',
  );
  const wrong = expression({ spec: { kind: 'wrong' }, apply: (x) => concat([x, x], -1) });
  expect(() => wrong.apply([], tensor([[1, 2]]), evaluation)).toThrow(
    'expression: expected wrong to give [1, 2] as its outputShape says, got [1, 4]',
  );
  expect(() => scaledTanh({ input: Infinity })).toThrow('scaledTanh: expected input to be a finite number');
});
