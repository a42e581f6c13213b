import { describe, expect, test } from 'vitest';
import type { Shape } from '../../tensor/tensor.ts';
import { farthestFromRecorded, type RecordedLayer } from '../../testing/recorded-layer.ts';
import recorded from '../fixtures/torch-conv.json' with { type: 'json' };
import type { Layer } from '../layer.ts';
import { conv1d, type Conv1dOptions } from './conv1d.ts';
import { conv2d, type Conv2dOptions } from './conv2d.ts';
import { globalAveragePool } from './global-average-pool.ts';
import { averagePool2d, maxPool2d } from './pool2d.ts';

interface Case extends Omit<RecordedLayer, 'weights' | 'gradients'> {
  readonly kernelGradient?: readonly number[];
  readonly biasGradient?: readonly number[];
}

const ofKernel = (layer: Layer, known: Case, shape: Shape): number =>
  farthestFromRecorded(layer, {
    ...known,
    weights: [
      ['kernel', shape],
      ['bias', shape.slice(-1)],
    ],
    gradients: { kernel: known.kernelGradient, bias: known.biasGradient },
  });

const withoutWeights = (layer: Layer, known: Case): number =>
  farthestFromRecorded(layer, { ...known, weights: [], gradients: {} });

const TOLERANCE = 1e-11;
const pair = (n: number | readonly number[]): readonly number[] => (typeof n === 'number' ? [n, n] : n);

describe(`agrees with ${recorded.recordedWith}`, () => {
  test.each(recorded.conv2d)('conv2d of $input by $options', (known) => {
    // JSON keeps pairs as lists and words as text.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const options = known.options as unknown as Conv2dOptions & { readonly groups: number };
    const { kernelSize, groups, filters } = options;
    const shape = [...pair(kernelSize), known.input[2]! / groups, filters];
    expect(ofKernel(conv2d(options), known, shape)).toBeLessThan(TOLERANCE);
  });

  test.each(recorded.conv1d)('conv1d of $input by $options', (known) => {
    const options: Conv1dOptions & { readonly groups: number } = known.options;
    const { kernelSize, groups, filters } = options;
    const shape = [kernelSize, known.input[1]! / groups, filters];
    expect(ofKernel(conv1d(options), known, shape)).toBeLessThan(TOLERANCE);
  });

  test.each(recorded.pool)('$kind of $input by $options', (known) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const options = known.options as unknown as Parameters<typeof maxPool2d>[0];
    const layer = known.kind === 'maxPool2d' ? maxPool2d(options) : averagePool2d(options);
    expect(withoutWeights(layer, known)).toBeLessThan(TOLERANCE);
  });

  test.each(recorded.globalAveragePool)('globalAveragePool of $input', (known) => {
    expect(withoutWeights(globalAveragePool(), known)).toBeLessThan(TOLERANCE);
  });
});
