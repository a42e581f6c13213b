import { afterEach, describe, expect, it, vi } from 'vitest';
import { sequential } from '../nn/combine/sequential.ts';
import { gelu } from '../nn/layers/activation.ts';
import { conv2d } from '../nn/layers/conv2d.ts';
import { dense } from '../nn/layers/dense.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import type { Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { compiledExecutor, executorFor } from './compiled-executor.ts';
import { CompiledTrainer } from './compiled-trainer.ts';
import { moduleOf } from './kernels.ts';
import { setRevectorise } from './revectorise.ts';
import { type Case, normals, passOf, trainedBy } from './testing/both.ts';
import { freshMachine } from './machine.ts';

const one: Case = {
  network: sequential(dense({ units: 40 }), gelu(), dense({ units: 33 }), gelu(), dense({ units: 1 })),
  loss: squaredError(),
  optimizer: adam(),
  data: { features: normals('x', [64, 9]), target: normals('y', [64]) },
  batchSize: 16,
  epochs: 40,
};

const images: Case = {
  ...one,
  network: sequential(
    conv2d({ filters: 6, kernelSize: 3, padding: 'same' }),
    gelu(),
    conv2d({ filters: 27, kernelSize: 3 }),
    gelu(),
    flatten(),
    dense({ units: 1 }),
  ),
  data: { features: normals('x', [24, 15, 13, 2]), target: normals('y', [24]) },
  batchSize: 8,
};

describe('tiers', () => {
  it('are named, and what this machine has is chosen', () => {
    expect(['revectorised', 'relaxed', 'plain', 'reference']).toContain(compiledExecutor.tier);
    expect(executorFor({ portable: true }).tier).toBe('plain');
    expect(executorFor({ tier: 'plain' }).tier).toBe('plain');
    expect(executorFor({ tier: 'reference' }).tier).toBe('reference');
    expect(executorFor({ tier: 'reference', portable: true }).tier).toBe('reference');
  });

  it('are refused where they are misspelt', () => {
    expect(() => executorFor({ tier: 'fast' as 'plain' }).tier).toThrow(
      'compiled executor: expected a tier, got "fast" — there is "revectorised", "relaxed", "plain", "reference"',
    );
  });

  it('below the fastest give the reference its own numbers', () => {
    expect(trainedBy(executorFor({ tier: 'reference' }), { ...one, epochs: 1 })).toEqual(
      trainedBy(referenceExecutor, { ...one, epochs: 1 }),
    );
  });

  it('of the relaxed build have the same bits, joined into 256-bit operations or not, in wide tiles or narrow ones', () => {
    const narrow = trainedBy(executorFor({ tier: 'relaxed' }), one);
    expect(trainedBy(executorFor({ tier: 'revectorised' }), one)).toEqual(narrow);
  });

  it('of the relaxed build have the same bits for images, in wide tiles or narrow ones', () => {
    const rows = (wide: boolean) => {
      const module = moduleOf('relaxed');
      const weights = images.network.init([15, 13, 2], rng('weights')) as Tree;
      const trainer = new CompiledTrainer(
        { tier: 'relaxed', module, wide },
        { ...images, totalSteps: 9 },
        weights,
      );
      const losses = trainer.steps(passOf(images.data, images.batchSize), 0, 3);
      return [[...losses], leavesOf(trainer.weights()).map(({ leaf }) => [...leaf.data])];
    };
    expect(rows(true)).toEqual(rows(false));
  });

  it('never fail for want of a switch', () => {
    expect(typeof setRevectorise(true)).toBe('boolean');
    expect(typeof setRevectorise(false)).toBe('boolean');
  });
});

describe('kernels', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it('that the engine cannot compile leave the work to the reference', async () => {
    vi.resetModules();
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
      throw new WebAssembly.CompileError('no SIMD');
    });
    const fresh = await import('./compiled-executor.ts');
    expect(fresh.compiledExecutor.tier).toBe('reference');
    const short = { ...one, epochs: 1 };
    expect(trainedBy(fresh.compiledExecutor, short)).toEqual(trainedBy(referenceExecutor, short));
  });

  it('that are not built are an error that says how to build them', () => {
    expect(() => moduleOf('nothing' as 'plain')).toThrow(
      /^compiled executor: expected the kernels in .*nothing\.wasm, got no such file — they are not built: run "pnpm turbo run wasm"/,
    );
  });

  it.each(['relaxed', 'plain'] as const)(
    '%s fit into a small memory and know where it is theirs',
    (build) => {
      const { kernels, arena } = freshMachine({ tier: build, module: moduleOf(build), wide: false });
      expect(arena.memory.buffer.byteLength).toBeLessThan(2 ** 20);
      expect(arena.end).toBeGreaterThanOrEqual(kernels.heapBase);
      expect(kernels.numberOf('Kernel.product')).toBe(0);
      expect(kernels.numberOf('Kernel.vector')).toBeGreaterThan(0);
    },
  );
});
