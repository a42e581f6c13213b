import type { ModelInspection } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { layerStatisticsText } from './layer-statistics.ts';
import { profileText } from './profile.ts';

const output = { write: () => {}, isTTY: false, colour: false };
const nothing: ModelInspection = { tier: 'plain', kernels: null, statistics: null };
const kernel = (part: string, microseconds: number, derivative = false) => ({
  kernel: 'product',
  makes: 'matmul [4, 2]',
  part,
  derivative,
  seconds: microseconds / 1e6,
  share: 0,
});

test('a profile names the kernels that take most of the time, the slowest first', () => {
  const kernels = [
    { ...kernel('', 0.5), kernel: 'takeBatch', makes: '' },
    kernel('sequential[0] > dense', 3),
    kernel('sequential[0] > dense', 6.5, true),
  ];
  expect(profileText({ ...nothing, kernels }, output)).toBe(
    [
      'a training step · 10.0 µs · tier plain · first fold',
      '',
      'kernel     makes          part                                  µs  share',
      'product    matmul [4, 2]  sequential[0] > dense, derivative   6.50   65 %',
      'product    matmul [4, 2]  sequential[0] > dense               3.00   30 %',
      'takeBatch                                                    0.500  5.0 %',
      '',
    ].join('\n'),
  );
});

test('a profile of more than twenty kernels adds up the others', () => {
  const kernels = Array.from({ length: 23 }, () => kernel('optimizer', 2));
  const lines = profileText({ ...nothing, kernels }, output).split('\n');
  expect(lines).toHaveLength(2 + 1 + 20 + 1 + 1);
  expect(lines.at(-2)).toBe('3 others                            6.00   13 %');
});

test('statistics are a line a layer, and a line a weight', () => {
  const statistics = {
    activations: [
      { path: 'sequential[0] > dense', mean: -0.25, deviation: 1.5, zeros: 0, largest: 12.345 },
      { path: 'sequential[1] > activation', mean: 0.125, deviation: 0.5, zeros: 0.5, largest: 12.345 },
    ],
    weights: [{ path: '0/kernel', gradient: 0.0125, norm: 4, moved: 0.03 }],
  };
  expect(layerStatisticsText({ ...nothing, statistics }, output)).toBe(
    [
      'the layers after the last epoch · first fold, on one batch',
      '',
      'outputs of                   mean  deviation  zeros  largest',
      'sequential[0] > dense       -0.25        1.5    0 %     12.3',
      'sequential[1] > activation  0.125        0.5   50 %     12.3',
      '',
      'weight    norm  of its gradient  moved by',
      '0/kernel     4           0.0125     3.0 %',
      '',
    ].join('\n'),
  );
});

test('a model without a network has neither', () => {
  expect(profileText(nothing, output)).toBe('no profile: the model has no kernels\n');
  expect(layerStatisticsText(nothing, output)).toBe('no statistics: the model has no layers\n');
});
