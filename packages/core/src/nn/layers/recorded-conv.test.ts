import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { multiply, sum } from '../../autodiff/ops/index.ts';
import { randomKey } from '../../random/random-key.ts';
import { fromData } from '../../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { lcg } from '../../testing/lcg.ts';
import recorded from '../fixtures/torch-conv.json' with { type: 'json' };
import type { Context, Layer } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { conv1d, type Conv1dOptions } from './conv1d.ts';
import { conv2d, type Conv2dOptions } from './conv2d.ts';
import { globalAveragePool } from './global-average-pool.ts';
import { averagePool2d, maxPool2d } from './pool2d.ts';

const context: Context = {
  training: true,
  random: randomKey(0),
  observe: () => {},
  at: () => fromData(Float64Array.of(0), []),
};

interface Case {
  readonly seed: number;
  readonly input: Shape;
  readonly outputShape: Shape;
  readonly output: readonly number[];
  readonly inputGradient: readonly number[];
  readonly kernelGradient?: readonly number[];
  readonly biasGradient?: readonly number[];
}

/**
 * The largest difference from what was recorded, of output and gradients. Draws what the recorder drew, in its order: input, kernel,
 * bias, and what the output is pulled by.
 */
function farthest<W extends Tree>(
  layer: Layer,
  known: Case,
  draw: (next: (shape: Shape) => Tensor) => W,
  gradientsOf: (gradient: W) => readonly (readonly [Tensor, readonly number[] | undefined])[],
): number {
  const random = lcg(known.seed);
  const tensorOf = (shape: Shape): Tensor => random.tensor(shape, 0, 1);
  const input = tensorOf([2, ...known.input]);
  const weights = draw(tensorOf);
  const pull = tensorOf([2, ...known.outputShape]);

  expect(layer.outputShape(known.input)).toEqual(known.outputShape);
  const output = computed(layer.apply(weights, input, context));
  expect(output.shape).toEqual(pull.shape);
  const byInput = valueAndGradient((at) => sum(multiply(layer.apply(weights, at, context), pull)), input);
  const byWeights = valueAndGradient<W>(
    (at) => sum(multiply(layer.apply(at, input, context), pull)),
    weights,
  );
  return Math.max(
    gap(output, known.output),
    gap(byInput.gradient, known.inputGradient),
    ...gradientsOf(byWeights.gradient).map(([got, wanted]) => gap(got, wanted)),
  );
}

function gap({ data }: Tensor, known: readonly number[] = []): number {
  if (data.length !== known.length || known.length === 0) return Infinity;
  return Math.max(...known.map((number, i) => Math.abs(number - data[i]!)));
}

const ofKernel = (layer: Layer, known: Case, shape: Shape): number =>
  farthest(
    layer,
    known,
    (next) => ({ kernel: next(shape), bias: next(shape.slice(-1)) }),
    ({ kernel, bias }) => [
      [kernel, known.kernelGradient],
      [bias, known.biasGradient],
    ],
  );

const withoutWeights = (layer: Layer, known: Case): number =>
  farthest(
    layer,
    known,
    () => noWeights,
    () => [],
  );

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
