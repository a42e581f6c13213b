import { describe, expect, it } from 'vitest';
import { numericalGradient } from '../autodiff/numerical-gradient.ts';
import { evaluation } from '../nn/evaluation.ts';
import { parallel } from '../nn/combine/parallel.ts';
import { residual } from '../nn/combine/residual.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { relu, tanh } from '../nn/layers/activation.ts';
import { conv2d } from '../nn/layers/conv2d.ts';
import { dense } from '../nn/layers/dense.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { reshapeTo } from '../nn/layers/reshape-to.ts';
import { rng } from '../random/rng.ts';
import { ones, tensor, zeros } from '../tensor/make.ts';
import { leNet } from '../testing/classic-networks.ts';
import { computed } from '../testing/computed.ts';
import { lcg } from '../testing/lcg.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { predict } from '../train/predict.ts';
import { activations } from './activations.ts';
import { kernelImages } from './kernel-images.ts';
import { occlusionMap } from './occlusion-map.ts';
import { saliencyMap } from './saliency-map.ts';
import { scoreOf } from './score-of.ts';

describe('activations', () => {
  it('are what each layer gives, the last that of the network', () => {
    const { network } = leNet(1, 1).program;
    const weights = network.init([784], rng(1)) as readonly [];
    const x = lcg(1).tensor([2, 784], 0.5, 0.5);
    const found = activations(network, weights, x);
    expect(found.at(-1)).toEqual({
      place: '',
      kind: 'sequential',
      output: predict(network, weights, x, { executor: referenceExecutor }),
    });
    expect(found.map(({ place, kind, output }) => [place, kind, output.shape]).slice(0, 4)).toEqual([
      ['sequential[0]', 'reshapeTo', [2, 28, 28, 1]],
      ['sequential[1]', 'conv2d', [2, 24, 24, 6]],
      ['sequential[2]', 'activation', [2, 24, 24, 6]],
      ['sequential[3]', 'maxPool2d', [2, 12, 12, 6]],
    ]);
    const first = sequential(reshapeTo([28, 28, 1]), conv2d({ filters: 6, kernelSize: 5 }));
    expect(found[1]!.output).toEqual(predict(first, weights.slice(0, 2), x, { executor: referenceExecutor }));
  });

  it('go into layers of layers', () => {
    const network = sequential(
      residual(sequential(dense({ units: 2 }), relu())),
      parallel(dense({ units: 1 })),
    );
    const weights = network.init([2], rng(1));
    const found = activations(network, weights, tensor([[1, -2]]));
    expect(found.map(({ place, kind }) => `${place}: ${kind}`)).toEqual([
      'sequential[0] > residual > sequential[0]: dense',
      'sequential[0] > residual > sequential[1]: activation',
      'sequential[0] > residual: sequential',
      'sequential[0]: residual',
      'sequential[1] > parallel[0]: dense',
      'sequential[1]: parallel',
      ': sequential',
    ]);
    expect(found[3]!.output.data[0]).toBe(1 + found[2]!.output.data[0]!);
  });
});

describe('a saliency map', () => {
  it('is the gradient of the output by the input, as central differences have it, row by row', () => {
    const network = sequential(conv2d({ filters: 2, kernelSize: 2 }), tanh(), flatten(), dense({ units: 3 }));
    const weights = network.init([3, 3, 1], rng(1));
    const rows = lcg(2).tensor([2, 3, 3, 1], 0, 1);
    const map = saliencyMap(network, weights, rows, { output: 2 });
    const score = (x: typeof rows) => computed(scoreOf(network.apply(weights, x, evaluation), 2));
    const expected = numericalGradient(score, rows);
    expect(map.shape).toEqual(rows.shape);
    expected.data.forEach((slope, i) => expect(map.data[i]).toBeCloseTo(slope, 7));
  });

  it('is of an output that there is', () => {
    const network = dense({ units: 2 });
    const weights = network.init([3], rng(1));
    for (const output of [2, -1, 0.5]) {
      expect(() => saliencyMap(network, weights, ones([1, 3]), { output })).toThrow(
        `saliencyMap: expected the number of an output of a network that gives [outputs], got ${output} of [2]`,
      );
    }
  });
});

describe('an occlusion map', () => {
  // The output is the sum of the pixels, each by its weight.
  const network = sequential(flatten(), dense({ units: 1 }));
  const kernel = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [12, 1]);
  const weights = [[], { kernel, bias: zeros([1]) }];

  it('is what the output loses where a square is covered', () => {
    const map = occlusionMap(network, weights, ones([3, 4, 1]), { output: 0, size: 1 });
    expect(map).toEqual(
      tensor([
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 10, 11, 12],
      ]),
    );
    const larger = occlusionMap(network, weights, ones([3, 4, 1]), { output: 0, size: 3 });
    expect(larger.data[0]).toBe(1 + 2 + 5 + 6);
    expect(larger.data[5]).toBe(1 + 2 + 3 + 5 + 6 + 7 + 9 + 10 + 11);
    const even = occlusionMap(network, weights, ones([3, 4, 1]), { output: 0, size: 2, fill: 1 });
    expect(even).toEqual(zeros([3, 4]));
  });

  it('takes pixels in a line, and several channels', () => {
    const flat = { output: 0, size: 1, image: [2, 6] };
    expect(occlusionMap(network, weights, ones([12]), flat).data.slice(6)).toEqual(kernel.data.slice(6));
    const coloured = { output: 0, size: 1, image: [2, 3, 2] };
    expect([...occlusionMap(network, weights, ones([12]), coloured).data]).toEqual([3, 7, 11, 15, 19, 23]);
  });

  it('is of an image', () => {
    expect(() => occlusionMap(network, weights, ones([12]), { output: 0 })).toThrow(
      'occlusionMap: expected an image [height, width] or [height, width, channels] of 12 numbers, got [12] — say what the row is by image: [28, 28]',
    );
    expect(() => occlusionMap(network, weights, ones([3, 4]), { output: 0, size: 0 })).toThrow(
      'occlusionMap: expected size to be an integer of at least 1, got 0',
    );
    expect(() => occlusionMap(network, weights, ones([3, 4]), { output: 1 })).toThrow(
      'occlusionMap: expected the number',
    );
  });
});

describe('the images of a kernel', () => {
  it('are its filters, channel by channel', () => {
    const kernel = tensor(
      Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 2, 2],
    );
    const images = kernelImages(kernel);
    expect(images.map(({ filter, channel }) => [filter, channel])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(images[1]!.image).toEqual(
      tensor([
        [2, 6, 10],
        [14, 18, 22],
      ]),
    );
    expect(kernelImages(zeros([5, 2, 3]))[0]!.image.shape).toEqual([1, 5]);
    expect(() => kernelImages(zeros([2, 2]))).toThrow(
      'kernelImages: expected a kernel [height, width, channels, filters] or [size, channels, filters], got [2, 2]',
    );
  });
});

describe('a network', () => {
  it('is not changed by being looked at', () => {
    const layer = dense({ units: 1 });
    const weights = layer.init([2], rng(1));
    const before = structuredClone(weights);
    activations(layer, weights, ones([1, 2]));
    saliencyMap(layer, weights, ones([1, 2]), { output: 0 });
    expect(weights).toEqual(before);
  });
});
