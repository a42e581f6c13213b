import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ones, tensor, zeros } from '../tensor/make.ts';
import { predict } from '../train/predict.ts';
import { decodeWeights } from '../weights-file/decode-weights.ts';
import { adoptWeights, type WeightSource } from './adopt-weights.ts';
import { sequential } from './combine/sequential.ts';
import { withFactors } from './combine/with-factors.ts';
import recorded from './fixtures/from-torch.json' with { type: 'json' };
import { fromTorch, fromTorchImage } from './from-torch.ts';
import { relu, tanh } from './layers/activation.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { conv2d } from './layers/conv2d.ts';
import { dense } from './layers/dense.ts';
import { flatten } from './layers/flatten.ts';

const file = new Uint8Array(readFileSync(new URL('fixtures/from-torch.safetensors', import.meta.url)));

describe('the weights of a network of PyTorch', () => {
  it('say the same in one of the same layers', () => {
    const network = sequential(
      conv2d({ filters: 3, kernelSize: 3 }),
      batchNorm(),
      relu(),
      flatten(),
      dense({ units: 4 }),
      tanh(),
      dense({ units: 2, bias: false }),
    );
    const weights = adoptWeights(network, [4, 5, 2], decodeWeights(file).weights, {
      from: {
        '0/kernel': { name: 'conv.weight', as: fromTorch },
        '0/bias': 'conv.bias',
        '1/scale': 'norm.weight',
        '1/shift': 'norm.bias',
        '1/mean': 'norm.running_mean',
        '1/variance': 'norm.running_var',
        '4/kernel': { name: 'fc1.weight', as: fromTorchImage([2, 3, 3]) },
        '4/bias': 'fc1.bias',
        '6/kernel': { name: 'fc2.weight', as: fromTorch },
      },
      ignore: ['norm.num_batches_tracked'],
    });
    expect(weights[1].mean.role).toBe('statistic');
    const { data } = predict(network, weights, tensor(recorded.images, [3, 4, 5, 2]));
    recorded.output.forEach((y, i) => expect(data[i]).toBeCloseTo(y, 6));
  });
});

describe('weights that are adopted', () => {
  const network = withFactors(dense({ units: 2 }), { learningRate: 0.1 });
  const tensors = { w: ones([2, 3]), b: zeros([2]) };
  const from: { readonly [path: string]: WeightSource } = { kernel: { name: 'w', as: fromTorch }, bias: 'b' };
  const adopting =
    (options: Parameters<typeof adoptWeights>[3], given: Parameters<typeof adoptWeights>[2] = tensors) =>
    () =>
      adoptWeights(network, [3], given, options);

  it('are in the parameter groups of the network', () => {
    const { kernel, bias } = adopting({ from })();
    expect(kernel).toEqual({ ...ones([3, 2]), factors: { learningRate: 0.1, weightDecay: 1 } });
    expect(bias?.factors).toEqual({ learningRate: 0.1, weightDecay: 1 });
  });

  it('all have a source that exists', () => {
    expect(adopting({ from: { kernel: from['kernel']! } })).toThrow(
      `adoptWeights: expected a source for "bias" [2], got none — say from: { 'bias': … }, one of the tensors b, w`,
    );
    expect(adopting({ from: { ...from, bias: 'bb' } })).toThrow(
      'adoptWeights: expected a tensor "bb" for "bias", got none — did you mean "b"?',
    );
    expect(adopting({ from: { ...from, kernl: 'w' } })).toThrow(
      'adoptWeights: expected paths of the network\'s weights, got "kernl" — did you mean "kernel"?',
    );
  });

  it('have the shapes of the network', () => {
    expect(adopting({ from: { ...from, kernel: 'w' } })).toThrow(
      'adoptWeights: expected "kernel" to be [3, 2], got [2, 3] of "w" — turn it around by as: fromTorch',
    );
    expect(adopting({ from: { ...from, bias: 'w' } })).toThrow(
      'adoptWeights: expected "bias" to be [2], got [2, 3] of "w" — bring it into that shape by as: (tensor) => …',
    );
  });

  it('leave no tensor over by accident', () => {
    const more = { ...tensors, counter: tensor(3) };
    expect(adopting({ from }, more)).toThrow(
      `adoptWeights: expected every tensor to be used, got "counter" left over — use it, or say ignore: ['counter']`,
    );
    expect(adopting({ from, ignore: ['counter'] }, more)()).toEqual(adopting({ from })());
  });
});

describe('a kernel of PyTorch', () => {
  it('is turned around', () => {
    expect(fromTorch(tensor([[1, 2, 3]]))).toEqual(tensor([[1], [2], [3]]));
    expect(fromTorch(zeros([8, 3, 5, 4])).shape).toEqual([5, 4, 3, 8]);
    expect(fromTorch(tensor([1, 2]))).toEqual(tensor([1, 2]));
    // Two channels of two places, one after the other there, side by side here.
    expect(fromTorchImage([1, 2, 2])(tensor([[1, 2, 3, 4]]))).toEqual(tensor([[1], [3], [2], [4]]));
    expect(() => fromTorchImage([1, 2, 2])(zeros([1, 5]))).toThrow(
      'fromTorchImage: expected a kernel [outputs, 4] for an image [1, 2, 2], got [1, 5]',
    );
  });
});
