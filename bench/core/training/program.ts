import {
  activation,
  adam,
  adamW,
  batchEnsembleDense,
  columns,
  constant,
  conv2d,
  cosineLog,
  crossEntropy,
  dense,
  dropout,
  embedding,
  flatten,
  type Layer,
  type Loss,
  maxPool2d,
  meanOverMembers,
  memberHeads,
  type Optimizer,
  parallel,
  parametricActivation,
  pbldEmbedding,
  type Program,
  relu,
  reshapeTo,
  rng,
  scale,
  sequential,
  sgd,
  squaredError,
  tensor,
  type TrainingData,
  withFactors,
} from '@foldwise/core';
import type { Net } from './nets.ts';

const MEMBERS = 32;

function mlp({ sizes, activation: name, activatesOutput }: Net): Layer {
  const widths = sizes.slice(1);
  return sequential(
    ...widths.flatMap((units, i) =>
      i < widths.length - 1 || activatesOutput ? [dense({ units }), activation(name)] : [dense({ units })],
    ),
  );
}

function lenet(): Layer {
  return sequential(
    reshapeTo([28, 28, 1]),
    conv2d({ filters: 6, kernelSize: 5, padding: 'same' }),
    relu(),
    maxPool2d({ size: 2 }),
    conv2d({ filters: 16, kernelSize: 5 }),
    relu(),
    maxPool2d({ size: 2 }),
    flatten(),
    dense({ units: 120 }),
    relu(),
    dense({ units: 84 }),
    relu(),
    dense({ units: 10 }),
  );
}

/** RealMLP's layers and their parameter groups: waves for numbers, vectors for codes, scales, three NTK blocks with dropout. */
function realmlp({ sizes, categorical, levels }: Net): Layer {
  const numbers = sizes[0]!;
  const linear = (units: number) =>
    withFactors(dense({ units, parametrisation: 'ntk' }), { learningRate: 0.1, of: ['bias'] });
  const block = () => [
    linear(256),
    withFactors(parametricActivation('mish'), { learningRate: 0.1 }),
    dropout(0.15),
  ];
  return sequential(
    parallel(
      sequential(
        columns({ from: 0, to: numbers }),
        withFactors(pbldEmbedding(), { learningRate: 0.1 }),
        flatten(),
      ),
      sequential(
        columns({ from: numbers }),
        embedding({ levels: Array<number>(categorical).fill(levels), dimension: 8 }),
        flatten(),
      ),
    ),
    withFactors(scale(), { learningRate: 6 }),
    ...block(),
    ...block(),
    ...block(),
    linear(1),
  );
}

function tabm(): Layer {
  return sequential(
    batchEnsembleDense({ members: MEMBERS, units: 256, scaleStart: 'signs' }),
    relu(),
    batchEnsembleDense({ members: MEMBERS, units: 256 }),
    relu(),
    memberHeads({ members: MEMBERS, units: 1 }),
  );
}

const networks: { readonly [kind in Net['kind']]: (net: Net) => Layer } = { mlp, lenet, realmlp, tabm };

function lossOf({ kind, loss }: Net): Loss {
  const one = loss === 'squared' ? squaredError() : crossEntropy();
  return kind === 'tabm' ? meanOverMembers(one) : one;
}

function optimizerOf({ kind, optimizer, learningRate }: Net): Optimizer {
  if (optimizer === 'sgd') return sgd({ learningRate });
  if (optimizer === 'adam') return adam({ learningRate });
  return kind === 'realmlp'
    ? adamW({ learningRate: cosineLog({ peak: learningRate }), beta2: 0.95, weightDecay: constant(0.02) })
    : adamW({ learningRate, weightDecay: 3e-4 });
}

/** What foldwise trains for this net. */
export function programOf(net: Net, totalSteps: number): Program {
  return { network: networks[net.kind](net), loss: lossOf(net), optimizer: optimizerOf(net), totalSteps };
}

/** Rows of random numbers in [0, 1), codes after them, and a random target. */
export function dataOf({ sizes, rows, categorical, levels, loss }: Net): TrainingData {
  const random = rng('bench');
  const numbers = sizes[0]!;
  const width = numbers + categorical;
  const features = Float64Array.from({ length: rows * width }, (_, i) =>
    i % width < numbers ? random.uniform() : random.below(levels),
  );
  const outputs = sizes.at(-1)!;
  const isCodes = loss === 'crossEntropy';
  const target = Float64Array.from({ length: rows * (isCodes ? 1 : outputs) }, () =>
    isCodes ? random.below(outputs) : random.uniform(),
  );
  return {
    features: tensor(features, [rows, width]),
    target: isCodes ? tensor(target) : tensor(target, [rows, outputs]),
  };
}
