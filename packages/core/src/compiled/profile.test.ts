import { describe, expect, it } from 'vitest';
import { multiply } from '../autodiff/ops/index.ts';
import { sequential } from '../nn/combine/sequential.ts';
import type { Layer } from '../nn/layer.ts';
import { relu } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam } from '../optim/optimizers.ts';
import { uniformAt } from '../random/random-key.ts';
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

  it('refuses a network that draws random numbers by itself', () => {
    const noisy: Layer = {
      spec: { kind: 'noisy' },
      outputShape: (shape) => shape,
      init: () => [],
      apply: (_, x, { random }) => multiply(x, uniformAt(random, 0)),
    };
    const odd = { ...program, network: sequential(network, noisy) };
    expect(() => profileStep(odd, [weights, []], passOf(data, 128), { tier: 'relaxed' })).toThrow(
      'profileStep: expected a step that can be compiled, got random numbers drawn outside of dropout — the reference',
    );
  });
});
