import { describe, expect, it } from 'vitest';
import { executorFor } from '../compiled/compiled-executor.ts';
import { columns } from '../nn/combine/columns.ts';
import { parallel } from '../nn/combine/parallel.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { withFactors } from '../nn/combine/with-factors.ts';
import type { Layer } from '../nn/layer.ts';
import { relu } from '../nn/layers/activation.ts';
import { batchEnsembleDense } from '../nn/layers/batch-ensemble-dense.ts';
import { dense } from '../nn/layers/dense.ts';
import { embedding } from '../nn/layers/embedding.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { memberHeads } from '../nn/layers/member-heads.ts';
import { parametricActivation } from '../nn/layers/parametric-activation.ts';
import { pbldEmbedding } from '../nn/layers/pbld-embedding.ts';
import { scale } from '../nn/layers/scale.ts';
import { crossEntropy } from '../nn/losses/cross-entropy.ts';
import { meanOverMembers } from '../nn/losses/mean-over-members.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { chain } from '../optim/chain.ts';
import { sgd } from '../optim/optimizers.ts';
import { addDecayedWeights } from '../optim/rules/add-decayed-weights.ts';
import { clipByGlobalNorm } from '../optim/rules/clip-by-global-norm.ts';
import { scaleByAdam } from '../optim/rules/scale-by-adam.ts';
import { scaleByLearningRate } from '../optim/rules/scale-by-learning-rate.ts';
import { cosineLog, flatCosine } from '../optim/schedules.ts';
import { rng } from '../random/rng.ts';
import { fromData, tensor } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { fromLeaves, leavesOf, mapLeaves } from '../tensor/tree.ts';
import { embedded, leNet, mlp, type RecordedNetwork } from '../testing/classic-networks.ts';
import { lcg } from '../testing/lcg.ts';
import type { Executor, Pass, TrainingData } from '../executor/executor.ts';
import recorded from './fixtures/torch.json' with { type: 'json' };
import { referenceExecutor } from '../executor/reference-executor.ts';

const STEPS = 20;
const BATCH = 16;
const ROWS = STEPS * BATCH;

type Recorded = (typeof recorded.networks)[number];
type Sample = { readonly stride: number; readonly numbers: readonly number[]; readonly norm: number };

/** The weights of record.py in the tree that the network makes. */
function weightsOf(network: Layer, input: number, { leaves }: Recorded): Tree {
  const { tensor: draw } = lcg(1);
  const drawn = new Map(
    leaves.map(({ path, shape, center, scale: size }) => [path, draw(shape, center, size)]),
  );
  const fresh: Tree = network.init([input], rng(1));
  const found = leavesOf(fromLeaves(fresh, drawn));
  let next = 0;
  // The numbers of the recording, with the factors that the network gave them.
  return mapLeaves(fresh, () => found[next++]!.leaf);
}

const biasGroup = { learningRate: 0.1, weightDecay: 0, of: ['bias'] };

function realMlp() {
  const block = () => [
    withFactors(dense({ units: 32, parametrisation: 'ntk' }), biasGroup),
    withFactors(parametricActivation('selu'), { learningRate: 0.1 }),
  ];
  const network = sequential(
    parallel(
      sequential(
        columns({ from: 0, to: 4 }),
        withFactors(pbldEmbedding({ frequencies: 8 }), { learningRate: 0.1 }),
        flatten(),
      ),
      columns({ from: 4, to: 7 }),
      sequential(columns({ from: 7 }), embedding({ levels: 11, dimension: 4 }), flatten()),
    ),
    withFactors(scale(), { learningRate: 6 }),
    ...block(),
    ...block(),
    ...block(),
    withFactors(dense({ units: 3, parametrisation: 'ntk' }), biasGroup),
  );
  const random = lcg(2);
  const numbers = random.tensor([ROWS, 4], 0, 2).data;
  const below = (count: number) => Array.from({ length: ROWS }, () => Math.floor(random.uniform() * count));
  const [kinds, codes, classes] = [below(3), below(12), below(3)];
  const rows = kinds.map((kind, row) => [
    ...numbers.slice(4 * row, 4 * row + 4),
    ...[0, 1, 2].map((k) => (k === kind ? 1 : 0)),
    codes[row]! - 1,
  ]);
  const optimizer = chain(
    scaleByAdam({ beta2: 0.95 }),
    addDecayedWeights(flatCosine({ start: 0.02 }), { factors: 'twice' }),
    scaleByLearningRate(cosineLog({ peak: 0.04 })),
  );
  const loss = crossEntropy({ labelSmoothing: flatCosine({ start: 0.1 }) });
  const data: TrainingData = { features: tensor(rows), target: tensor(classes) };
  return { program: { network, loss, optimizer, totalSteps: STEPS }, data };
}

function tabM() {
  const members = 4;
  const network = withFactors(
    sequential(
      batchEnsembleDense({ members, units: 16, scaleStart: 'signs' }),
      relu(),
      batchEnsembleDense({ members, units: 16 }),
      relu(),
      memberHeads({ members, units: 1 }),
    ),
    { weightDecay: 0, of: ['bias'] },
  );
  const random = lcg(3);
  const data: TrainingData = {
    features: random.tensor([ROWS, 5], 0, 1.7),
    target: random.tensor([ROWS], 0, 1.7),
    rowWeights: random.tensor([ROWS], 1, 0.5),
  };
  const optimizer = chain(
    clipByGlobalNorm(1),
    scaleByAdam(),
    addDecayedWeights(3e-4),
    scaleByLearningRate(2e-3),
  );
  return { program: { network, loss: meanOverMembers(squaredError()), optimizer, totalSteps: STEPS }, data };
}

const networks: Readonly<Record<string, (rows: number, steps: number) => RecordedNetwork>> = {
  realMlp,
  tabM,
  leNet,
  mlp,
  embedded,
};

function passOver(data: TrainingData): Pass {
  return {
    data,
    order: Uint32Array.from({ length: ROWS }, (_, row) => row),
    batchSize: BATCH,
    seeds: new Uint32Array(STEPS),
    firstStep: 0,
  };
}

/** The largest difference, relative to what was recorded or to `least`, whichever is larger. */
function farthest(got: Iterable<number>, wanted: readonly number[], least: number): number {
  const numbers = [...got];
  expect(numbers).toHaveLength(wanted.length);
  const off = numbers.map(
    (number, i) => Math.abs(number - wanted[i]!) / Math.max(least, Math.abs(wanted[i]!)),
  );
  // NaN is far, too.
  return Math.max(...off.map((distance) => (Number.isNaN(distance) ? Infinity : distance)));
}

function distanceFrom(sample: Sample, { data }: Tensor): number {
  const norm = Math.sqrt(data.reduce((sum, x) => sum + x * x, 0));
  const typical = sample.norm / Math.sqrt(data.length);
  const spread = data.filter((_, i) => i % sample.stride === 0);
  return Math.max(farthest(spread, sample.numbers, typical), farthest([norm], [sample.norm], 1e-30));
}

const samplesOf = (samples: Recorded['gradients']): ReadonlyMap<string, Sample> =>
  new Map(Object.entries<Sample>(samples));

/**
 * Whether an executor trains as torch does: five whole networks, RealMLP and TabM made small, with parameter groups, schedules on
 * learning rate, decay and label smoothing, row weights and clipping; LeNet; dense layers alone; and embedded codes.
 */
function describeRecordedNetworks(executor: Executor, tolerance: number): void {
  describe.each(recorded.networks)(`${executor.name}: $name as ${recorded.recordedWith} has it`, (known) => {
    const { program, data } = networks[known.name]!(ROWS, STEPS);
    const initial = weightsOf(program.network, data.features.shape[1]!, known);

    // A second's work, of which a busy machine makes several.
    it('has the loss of each of the first 20 steps, and the weights after them', { timeout: 60_000 }, () => {
      const trainer = executor.trainer(program, initial);
      const losses = trainer.steps(passOver(data), 0, STEPS);
      expect(farthest(losses, known.losses, 1)).toBeLessThan(tolerance);
      const wanted = samplesOf(known.weights);
      const far = leavesOf(trainer.weights()).map(({ path, leaf }) => distanceFrom(wanted.get(path)!, leaf));
      expect(Math.max(...far)).toBeLessThan(100 * tolerance);
    });

    it('has the gradient of the first step by every weight', { timeout: 60_000 }, () => {
      // A long step of plain descent leaves the gradient in the difference, and none of its digits are lost to the weights.
      const learningRate = 1024;
      const plain = mapLeaves(initial, ({ shape, data: numbers }) => ({ shape, data: numbers, factors: {} }));
      const trainer = executor.trainer({ ...program, optimizer: sgd({ learningRate }) }, plain);
      trainer.steps(passOver(data), 0, 1);
      const before = leavesOf(initial);
      const wanted = samplesOf(known.gradients);
      leavesOf(trainer.weights()).forEach(({ path, leaf }, i) => {
        const gradient = leaf.data.map((w, at) => (before[i]!.leaf.data[at]! - w) / learningRate);
        expect(distanceFrom(wanted.get(path)!, fromData(gradient, leaf.shape)), path).toBeLessThan(
          100 * tolerance,
        );
      });
    });
  });
}

/** The compiled executor is not to hand over to the reference here. */
function refuse(note: string): void {
  throw new Error(note);
}

describeRecordedNetworks(referenceExecutor, 1e-12);
// Float32: each of the 20 steps adds a rounding or two.
describeRecordedNetworks(executorFor({ tier: 'relaxed', note: refuse }), 3e-6);
describeRecordedNetworks(executorFor({ portable: true, note: refuse }), 3e-6);
