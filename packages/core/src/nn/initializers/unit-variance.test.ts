import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { residual } from '../combine/residual.ts';
import { sequential } from '../combine/sequential.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { relu, tanh } from '../layers/activation.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { normalWeights } from './normal-weights.ts';
import { orthogonal } from './orthogonal.ts';
import { unitVariance } from './unit-variance.ts';

function drawn(shape: Shape): Tensor {
  const random = rng('rows');
  return fromData(
    Float64Array.from({ length: sizeOf(shape) }, () => 5 + 3 * random.normal()),
    shape,
  );
}

/** The variance of what a network gives. */
function varianceOf(network: Layer, weights: never, features: Tensor): number {
  const { data } = computed(network.apply(weights, features, evaluation));
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  return data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
}

test('what each dense layer gives has a variance of 1, from tiny and from huge weights', () => {
  const kernelInit = orthogonal();
  const layers = [
    dense({ units: 30, kernelInit }),
    relu(),
    dense({ units: 20, kernelInit: normalWeights({ std: 100 }) }),
    tanh(),
    dense({ units: 3, kernelInit: normalWeights({ std: 1e-3 }), bias: false }),
  ];
  const network = sequential(...layers);
  const features = drawn([50, 10]);
  const start = network.init([10], rng(1));
  const scaled = unitVariance(network, start, features);
  const upTo = (count: number) =>
    varianceOf(sequential(...layers.slice(0, count)), scaled.slice(0, count) as never, features);
  expect(upTo(1)).toBeCloseTo(1, 12);
  expect(upTo(3)).toBeCloseTo(1, 12);
  expect(upTo(5)).toBeCloseTo(1, 12);
});

test('so has what each convolution gives, and layers inside of others', () => {
  const image = sequential(conv2d({ filters: 6, kernelSize: 3 }));
  const [body, inside] = [dense({ units: 9 }), dense({ units: 9 })];
  const network = sequential(image, relu(), flatten(), body, residual(sequential(layerNorm(), inside)));
  const features = drawn([8, 7, 6, 2]);
  const start = network.init([7, 6, 2], rng(2));
  const scaled = unitVariance(network, start, features);
  expect(varianceOf(image, scaled[0] as never, features)).toBeCloseTo(1, 12);
  const before = sequential(image, relu(), flatten(), body);
  expect(varianceOf(before, scaled.slice(0, 4) as never, features)).toBeCloseTo(1, 12);
  const branch = sequential(before, sequential(layerNorm(), inside));
  expect(varianceOf(branch, [scaled.slice(0, 4), scaled[4]] as never, features)).toBeCloseTo(1, 12);
});

test('kernels keep their direction, and everything else its numbers', () => {
  const network = sequential(dense({ units: 4, biasInit: normalWeights({ std: 9 }) }), layerNorm());
  const start = network.init([3], rng(3));
  const scaled = unitVariance(network, start, drawn([20, 3]));
  const ratios = [...scaled[0].kernel.data].map((w, i) => w / start[0].kernel.data[i]!);
  for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0]!, 12);
  expect(scaled[0].bias).toEqual(start[0].bias);
  expect(scaled[1]).toEqual(start[1]);
});

test('a kernel that gives the same everywhere stays as it is', () => {
  const network = dense({ units: 2 });
  const start = network.init([3], rng(4));
  expect(unitVariance(network, start, fromData(new Float64Array(12), [4, 3]))).toEqual(start);
});

test('a network without such weights is refused', () => {
  expect(() => unitVariance(sequential(relu()), [[]], drawn([2, 3]))).toThrow(
    "unitVariance: expected a network with weights named kernel, got none — pass for example { of: ['kernel'] }",
  );
});
