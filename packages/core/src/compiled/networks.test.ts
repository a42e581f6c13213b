import { describe, expect, it } from 'vitest';
import { columns } from '../nn/combine/columns.ts';
import { heads } from '../nn/combine/heads.ts';
import { parallel } from '../nn/combine/parallel.ts';
import { residual } from '../nn/combine/residual.ts';
import { sequential } from '../nn/combine/sequential.ts';
import type { Layer } from '../nn/layer.ts';
import { activation, type ActivationName, relu, silu, tanh } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { batchEnsembleDense } from '../nn/layers/batch-ensemble-dense.ts';
import { conv1d } from '../nn/layers/conv1d.ts';
import { conv2d } from '../nn/layers/conv2d.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { embedding } from '../nn/layers/embedding.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { globalAveragePool } from '../nn/layers/global-average-pool.ts';
import { layerNorm } from '../nn/layers/layer-norm.ts';
import { memberHeads } from '../nn/layers/member-heads.ts';
import { parametricActivation } from '../nn/layers/parametric-activation.ts';
import { pbldEmbedding } from '../nn/layers/pbld-embedding.ts';
import { piecewiseLinearEmbedding } from '../nn/layers/piecewise-linear-embedding.ts';
import { plrEmbedding } from '../nn/layers/plr-embedding.ts';
import { averagePool2d, maxPool2d } from '../nn/layers/pool2d.ts';
import { reshapeTo } from '../nn/layers/reshape-to.ts';
import { scale } from '../nn/layers/scale.ts';
import { crossEntropy } from '../nn/losses/cross-entropy.ts';
import { meanOverMembers } from '../nn/losses/mean-over-members.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { sumOfLosses } from '../nn/losses/sum-of-losses.ts';
import { sgd } from '../optim/optimizers.ts';
import { tensor } from '../tensor/make.ts';
import type { TrainingData } from '../executor/executor.ts';
import { type Case, codes, normals } from './testing/both.ts';
import { mismatchesOf } from './testing/mismatches-of.ts';

const rows = 67;
const regression: TrainingData = { features: normals('x', [rows, 5]), target: normals('y', [rows]) };

const base: Case = {
  network: sequential(dense({ units: 17 }), tanh(), dense({ units: 1 })),
  loss: squaredError(),
  optimizer: sgd({ learningRate: 0.05 }),
  data: regression,
  batchSize: 16,
};

/** What is further from the reference than rounding explains, or has no kernel. */
function disagreements(one: Case): readonly string[] {
  const { far, missing } = mismatchesOf(one);
  return [...missing, ...far];
}

describe('layers', () => {
  const names: readonly ActivationName[] = [
    'sigmoid',
    'tanh',
    'relu',
    'leakyRelu',
    'elu',
    'selu',
    'gelu',
    'silu',
    'mish',
    'softplus',
  ];
  it.each(names)('%s', (name) =>
    expect(
      disagreements({
        ...base,
        network: sequential(dense({ units: 17 }), activation(name), dense({ units: 1 })),
      }),
    ).toEqual([]),
  );

  const head = dense({ units: 1 });
  const networks: Readonly<Record<string, Layer>> = {
    'dense without bias': sequential(dense({ units: 33, bias: false }), relu(), head),
    'batch norm': sequential(dense({ units: 9 }), batchNorm(), relu(), head),
    dropout: sequential(dense({ units: 19 }), dropout(0.3), silu(), dropout(0.1), head),
    'layer norm': sequential(dense({ units: 12 }), layerNorm(), relu(), head),
    residual: sequential(dense({ units: 8 }), residual(sequential(dense({ units: 8 }), silu())), head),
    flatten: sequential(flatten(), head),
    columns: sequential(columns({ from: 1, to: 4 }), dense({ units: 18 }), tanh(), head),
    parallel: sequential(parallel(dense({ units: 3 }), sequential(dense({ units: 13 }), tanh())), head),
  };
  it.each(Object.entries(networks))('%s', (_, network) =>
    expect(disagreements({ ...base, network })).toEqual([]),
  );

  it('images', () => {
    const network = sequential(
      reshapeTo([9, 8, 1]),
      conv2d({ filters: 3, kernelSize: 3, padding: 'same' }),
      relu(),
      maxPool2d({ size: 2 }),
      conv2d({ filters: 17, kernelSize: 2, stride: 2 }),
      tanh(),
      averagePool2d({ size: 2, stride: 1 }),
      flatten(),
      dense({ units: 3 }),
    );
    const data = { features: normals('images', [20, 72]), target: codes('y', [20], 3) };
    expect(disagreements({ ...base, network, data, loss: crossEntropy(), batchSize: 8 })).toEqual([]);
  });

  it('sequences', () => {
    const network = sequential(
      reshapeTo([12, 3]),
      conv1d({ filters: 5, kernelSize: 3, stride: 2 }),
      silu(),
      globalAveragePool(),
      dense({ units: 1 }),
    );
    const data = { features: normals('sequences', [20, 36]), target: normals('y', [20]) };
    expect(disagreements({ ...base, network, data, batchSize: 8 })).toEqual([]);
  });

  it('periodic embeddings, ensembles and heads', () => {
    const members = 3;
    const ensemble = sequential(
      batchEnsembleDense({ members, units: 9, scaleStart: 'signs' }),
      parametricActivation('mish'),
      batchEnsembleDense({ members, units: 17 }),
      relu(),
      memberHeads({ members, units: 1 }),
    );
    expect(disagreements({ ...base, network: ensemble, loss: meanOverMembers(squaredError()) })).toEqual([]);
    const embedded = sequential(
      parallel(
        sequential(plrEmbedding({ dimension: 3 }), flatten()),
        sequential(pbldEmbedding({ frequencies: 5 }), flatten()),
      ),
      scale(),
      dense({ units: 1 }),
    );
    expect(disagreements({ ...base, network: embedded, optimizer: sgd({ learningRate: 0.01 }) })).toEqual([]);
  });

  it('bins of numbers, and two heads with a loss each', () => {
    const edges = [0, 1, 2, 3, 4].map((feature) =>
      [-1 - feature / 4, -0.2, 0.5, 1.5].slice(0, 2 + (feature % 3)),
    );
    const network = sequential(
      piecewiseLinearEmbedding({ edges, dimension: 6 }),
      flatten(),
      heads({ kind: dense({ units: 3 }), price: dense({ units: 1 }) }),
    );
    const kinds = codes('kinds', [rows], 3).data;
    const prices = normals('prices', [rows]).data;
    const target = tensor(
      Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? kinds : prices)[i >> 1]!),
      [rows, 2],
    );
    const loss = sumOfLosses([
      { loss: crossEntropy(), outputs: 3 },
      { loss: squaredError(), outputs: 1, weight: 0.1 },
    ]);
    const data = { features: regression.features, target };
    expect(disagreements({ ...base, network, loss, data })).toEqual([]);
  });

  it('embeddings of codes beside numbers', () => {
    const numbers = normals('numbers', [rows, 3]);
    const levels = codes('levels', [rows], 7);
    const features = tensor(
      Float64Array.from({ length: rows * 4 }, (_, i) =>
        i % 4 === 0 ? levels.data[i >> 2]! : numbers.data[(i >> 2) * 3 + (i % 4) - 1]!,
      ),
      [rows, 4],
    );
    const coded = sequential(columns({ from: 0, to: 1 }), embedding({ levels: 7, dimension: 3 }), flatten());
    const plain = sequential(columns({ from: 1 }), dense({ units: 4 }));
    const network = sequential(parallel(coded, plain), tanh(), dense({ units: 1 }));
    expect(disagreements({ ...base, network, data: { features, target: regression.target } })).toEqual([]);
  });
});

describe('shapes', () => {
  const sizes = [
    ['one row', 1, 4],
    ['batches of one', 5, 1],
    ['an odd last batch', 23, 8],
    ['a batch larger than the data', 7, 64],
    ['whole tiles', 48, 16],
  ] as const;
  it.each(sizes)('%s', (_, count, batchSize) => {
    const data = { features: normals('x', [count, 3]), target: normals('y', [count]) };
    expect(disagreements({ ...base, data, batchSize, optimizer: sgd({ learningRate: 0.01 }) })).toEqual([]);
  });

  it.each([1, 2, 7, 8, 9, 15, 16, 17, 31, 64, 65, 130])('layers of %i', (units) =>
    expect(
      disagreements({
        ...base,
        network: sequential(dense({ units }), relu(), dense({ units }), relu(), dense({ units: 1 })),
        optimizer: sgd({ learningRate: 0.01 }),
      }),
    ).toEqual([]),
  );

  it('one feature and several outputs', () => {
    const data = { features: normals('x', [21, 1]), target: normals('y', [21, 3]) };
    expect(
      disagreements({ ...base, network: sequential(dense({ units: 5 }), tanh(), dense({ units: 3 })), data }),
    ).toEqual([]);
  });
});
