import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sequential } from '../nn/combine/sequential.ts';
import { relu } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { conv2d } from '../nn/layers/conv2d.ts';
import { dense } from '../nn/layers/dense.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { statistic } from '../tensor/make.ts';
import type { Tree } from '../tensor/tensor.ts';
import type { TrainingData } from '../executor/executor.ts';
import { executorFor } from './compiled-executor.ts';
import { CompiledTrainer } from './compiled-trainer.ts';
import { memoryOf, shareTensor } from './shared-tensor.ts';
import { type Case, normals, passOf, trainedBy } from './testing/both.ts';
import { netOf } from './testing/net-of.ts';
import { type Job, STEPS, type Trained } from './testing/job.ts';
import { loadTier, type Tier } from './tier.ts';

function shareData({ features, target, rowWeights }: TrainingData): TrainingData {
  return {
    features: shareTensor(features),
    target: shareTensor(target),
    rowWeights: rowWeights && shareTensor(rowWeights),
  };
}

const plain: Case = {
  network: sequential(dense({ units: 20 }), batchNorm(), relu(), dense({ units: 3 })),
  loss: squaredError(),
  optimizer: adam(),
  data: {
    features: normals('x', [50, 17]),
    target: normals('y', [50, 3]),
    rowWeights: { shape: [50], data: Float64Array.from({ length: 50 }, (_, row) => 0.5 + (row % 3)) },
  },
  batchSize: 16,
  epochs: 3,
};

const images: Case = {
  ...plain,
  network: sequential(conv2d({ filters: 3, kernelSize: 3 }), relu(), flatten(), dense({ units: 1 })),
  data: { features: normals('x', [11, 7, 5, 2]), target: normals('y', [11]) },
  batchSize: 4,
};

/** Rows long enough to be copied as a whole. */
const long: Case = {
  ...plain,
  data: { features: normals('x', [11, 301]), target: normals('y', [11, 3]) },
  batchSize: 4,
};

const single: Case = {
  ...plain,
  network: dense({ units: 1 }),
  data: { features: normals('x', [3, 1]), target: normals('y', [3]) },
};

function shared(one: Case): Case {
  return { ...one, data: shareData(one.data) };
}

describe('shared tensors', () => {
  it.each(['revectorised', 'relaxed', 'plain', 'reference'] as const)(
    'train to the bits of any others: %s',
    (tier) => {
      const executor = executorFor({ tier });
      for (const one of [plain, images, long, single]) {
        expect(trainedBy(executor, shared(one))).toEqual(trainedBy(executor, one));
      }
    },
  );

  it('hold the same numbers, and keep what they are marked with', () => {
    const mean = statistic(normals('x', [3, 2]));
    const { memory, ...rest } = shareTensor(mean);
    expect(rest).toEqual(mean);
    expect(rest.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(memory!.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...new Float32Array(memory!.buffer, 0, 2)]).toEqual([...mean.data.subarray(0, 2)]);
    expect(Object.isFrozen(shareTensor(mean))).toBe(true);
  });

  it('may be empty', () => {
    expect(shareTensor(normals('x', [0, 3])).data).toHaveLength(0);
  });

  it('take turns with others in one training', () => {
    const rows = [
      plain.data,
      shareData(plain.data),
      { ...plain.data, features: shareTensor(normals('other', [50, 17])) },
      { ...shareData(plain.data), target: normals('other', [50, 3]) },
      { ...shareData(plain.data), target: normals('another', [50, 3]) },
      { features: shareTensor(plain.data.features), target: plain.data.target },
    ];
    const train = (all: readonly TrainingData[]) => {
      const weights = plain.network.init([17], rng('weights')) as Tree;
      const trainer = new CompiledTrainer(loadTier('plain')!, { ...plain, totalSteps: 99 }, weights);
      const losses = all.map((data, i) => [...trainer.steps(passOf(data, 16, i * 4), 0, 4)]);
      return [losses, trainer.weights()];
    };
    const bare = ({ shape, data }: TrainingData['target']) => ({ shape, data });
    const copied = rows.map(({ features, target, rowWeights }) => ({
      features: bare(features),
      target: bare(target),
      rowWeights: rowWeights && bare(rowWeights),
    }));
    expect(train(rows)).toEqual(train(copied));
  });

  it('are no part of the memory of a training', () => {
    const used = (rows: number, share: (data: TrainingData) => TrainingData) => {
      const data = share({ features: normals('x', [rows, 40]), target: normals('y', [rows]) });
      const program = netOf(0);
      const trainer = new CompiledTrainer(
        loadTier('plain')!,
        program,
        program.network.init([40], rng(1)) as Tree,
      );
      const pass = passOf(data, 16);
      trainer.steps({ ...pass, order: pass.order.subarray(0, 64) }, 0, 4);
      return trainer.memory.used;
    };
    expect(used(5000, shareData)).toBe(used(100, shareData));
    expect(used(5000, (data) => data)).toBeGreaterThan(used(100, shareData) + 4900 * 40 * 4);
  });
});

describe('where the engine', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
    vi.doUnmock('./take-shared.ts');
  });

  it('has no room for a shared memory, rows are copied', () => {
    const wanted = trainedBy(executorFor({ tier: 'plain' }), plain);
    const { Memory } = WebAssembly;
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
      if (descriptor.shared === true) throw new RangeError('no room');
      return new Memory(descriptor);
    });
    const rows = shareData(plain.data);
    expect(memoryOf(rows.features)).toBeUndefined();
    expect(trainedBy(executorFor({ tier: 'plain' }), { ...plain, data: rows })).toEqual(wanted);
  });

  it('knows one memory a module, rows are copied, even such that a better one has shared', async () => {
    const wanted = trainedBy(executorFor({ tier: 'plain' }), plain);
    const rows = shareData(plain.data);
    vi.resetModules();
    vi.doMock('./take-shared.ts', () => ({ readsShared: () => false, takersOf: () => undefined }));
    const poor = await import('./compiled-executor.ts');
    const { shareTensor: sharePoorly } = await import('./shared-tensor.ts');
    expect(sharePoorly(plain.data.features)).not.toHaveProperty('memory');
    expect(trainedBy(poor.executorFor({ tier: 'plain' }), { ...plain, data: rows })).toEqual(wanted);
  });
});

describe('threads on one memory', { timeout: 60_000 }, () => {
  const rows = { features: normals('x', [20_000, 60]), target: normals('y', [20_000]) };
  const seeds = [0, 1, 2, 3, 4, 5, 6, 7];

  /** Everything that threads make of the networks dealt out among them, by seed. */
  async function trainIn(threads: number, tier: Tier, data: TrainingData): Promise<readonly Trained[]> {
    const trained: Trained[] = [];
    const thread = (index: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const workerData: Job = { data, tier, seeds: seeds.filter((seed) => seed % threads === index) };
        const worker = new Worker(new URL('testing/train-in-thread.ts', import.meta.url), { workerData });
        worker.on('message', (one: Trained) => trained.push(one));
        worker.on('error', reject);
        worker.on('exit', () => resolve());
      });
    await Promise.all(Array.from({ length: threads }, (_, index) => thread(index)));
    return trained.toSorted((a, b) => a.seed - b.seed);
  }

  it.each(['relaxed', 'plain'] as const)(
    'train to the bits of one thread, and hold no rows: %s',
    async (tier) => {
      const executor = executorFor({ tier });
      const alone = seeds.map((seed) => {
        const program = netOf(seed);
        const trainer = executor.trainer(program, program.network.init([60], rng(seed)) as Tree);
        trainer.steps(passOf(rows, 32), 0, STEPS);
        return trainer.weights();
      });
      const data = shareData(rows);
      for (const threads of [1, 2, 4]) {
        const trained = await trainIn(threads, tier, data);
        expect(trained.map(({ weights }) => weights)).toEqual(alone);
        // The kernels' own tables and the weights take half a megabyte, the rows five.
        const bytes = memoryOf(data.features)!.buffer.byteLength;
        for (const { used, held } of trained) {
          expect(used).toBeLessThan(bytes / 2);
          expect(held).toBeLessThan(bytes / 2);
        }
      }
    },
  );
});
