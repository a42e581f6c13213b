import { expect, test } from 'vitest';
import { describeLayer } from '../../testing/describe-layer.ts';
import { reshapeTo } from './reshape-to.ts';

describeLayer(reshapeTo([2, 3, 1]), { input: [6], refuses: [[5], [], [0]] });
describeLayer(reshapeTo([-1, 2]), { input: [3, 4], refuses: [[5], [0]] });

test('a shape that is none is refused', () => {
  for (const shape of [[0], [2.5], [-1, -1], [-2]]) {
    expect(() => reshapeTo(shape)).toThrow('reshapeTo: expected whole lengths of at least 1');
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  expect(() => reshapeTo(3 as unknown as number[])).toThrow('got 3 — pass for example [28, 28, 1]');
});

test('rows that do not fit are named', () => {
  expect(() => reshapeTo([28, 28, 1]).outputShape([700])).toThrow(
    'reshapeTo: expected rows of 784 numbers for [28, 28, 1], got [700]',
  );
});
