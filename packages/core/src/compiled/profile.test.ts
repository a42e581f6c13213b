import { describe, expect, it } from 'vitest';
import { primitive } from '../autodiff/primitive.ts';
import { sequential } from '../nn/combine/sequential.ts';
import type { Layer } from '../nn/layer.ts';
import { relu } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import type { Tree } from '../tensor/tensor.ts';
import { profileStep } from './profile.ts';
import { normals, passOf } from './testing/both.ts';

const network = sequential(dense({ units: 96 }), relu(), dense({ units: 1 }));
const program = { network, loss: squaredError(), optimizer: adam(), totalSteps: 100 };
const data = { features: normals('x', [512, 96]), target: normals('y', [512, 1]) };
const weights = network.init([96], rng('weights')) as Tree;

describe('profileStep', () => {
  it('names what each kernel makes, with its share of the step', () => {
    const kernels = profileStep(program, weights, passOf(data, 128), { times: 5, tier: 'relaxed' });
    expect(kernels.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    const lines = kernels.map(
      ({ kernel, makes, part, derivative }) => `${kernel} ${makes} ${part}${derivative ? ' derivative' : ''}`,
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'takeBatch  ',
        'product relu [128, 96] sequential[1] > activation',
        'product add [128, 1] sequential[2] > dense',
        'productTransposed matmul [96, 96] sequential[0] > dense derivative',
        'vector add [96, 96] optimizer',
      ]),
    );
    expect(kernels.some(({ part }) => part === 'loss > squaredError')).toBe(true);
    const secondsOf = (name: string): number => kernels.find(({ makes }) => makes === name)!.seconds;
    // 96 times the work.
    expect(secondsOf('relu [128, 96]')).toBeGreaterThan(secondsOf('add [128, 1]'));
  });

  it('refuses a pass without a full batch, and a tier without kernels', () => {
    const pass = passOf(data, 513);
    expect(() => profileStep(program, weights, pass, { tier: 'relaxed' })).toThrow(
      'profileStep: expected kernels and at least one batch of 513 rows, got 512 rows',
    );
    expect(() => profileStep(program, weights, passOf(data, 128), { tier: 'reference' })).toThrow(
      'got the reference tier, which has no kernels',
    );
  });

  it('refuses a network with an op that has no kernel', () => {
    const shifted = primitive<null>({
      name: 'shiftedByOne',
      shape: ([x]) => x!,
      forward: ([x]) => ({ shape: x!.shape, data: x!.data.map((number) => number + 1) }),
      backward: (gradient) => [() => gradient],
    });
    const shift: Layer = {
      spec: { kind: 'shift' },
      outputShape: (shape) => shape,
      init: () => [],
      apply: (_, x) => shifted(null, x),
    };
    const odd = { ...program, network: sequential(network, shift) };
    expect(() => profileStep(odd, [weights, []], passOf(data, 128), { tier: 'relaxed' })).toThrow(
      'profileStep: expected kernels for all ops, got none for shiftedByOne — the reference executor trains',
    );
  });
});
