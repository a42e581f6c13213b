import { readdirSync } from 'node:fs';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { multiply } from '../autodiff/ops/index.ts';
import { primitive, type Value } from '../autodiff/primitive.ts';
import * as core from '../index.ts';
import type { Layer } from '../nn/layer.ts';
import { rng } from '../random/rng.ts';
import { fromData, ones, tensor, zeros } from '../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';
import { embedded, leNet, mlp } from '../testing/classic-networks.ts';
import { lcg } from '../testing/lcg.ts';
import { predict as predictBy } from '../train/predict.ts';
import { exportOnnx } from './export-onnx.ts';
import { importOnnx } from './import-onnx.ts';
import { readModel } from './read/read-model.ts';

const { activation, batchNorm, conv1d, conv2d, dense, referenceExecutor, relu, sequential } = core;

/** Predictions in float64. */
const predict = (network: Layer, weights: Tree, rows: Tensor): Tensor =>
  predictBy(network, weights, rows, { executor: referenceExecutor });

/** What onnxruntime makes of rows. */
async function run(bytes: Uint8Array, x: Tensor): Promise<Tensor> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const input = new RuntimeTensor('float32', Float32Array.from(x.data), x.shape);
  const { output } = await session.run({ input });
  await session.release();
  return tensor(output!.data as Float32Array, output!.dims);
}

/** The largest difference, of numbers above 1 as a share of them. */
function worstDifference(got: Tensor, expected: Tensor): number {
  expect(got.shape).toEqual(expected.shape);
  return expected.data.reduce(
    (worst, y, i) => Math.max(worst, Math.abs(y - got.data[i]!) / Math.max(1, Math.abs(y))),
    0,
  );
}

/** Weights away from where they start, which would hide mistakes; statistics stay positive. */
function shaken(weights: Tree): Tree {
  const random = lcg(9);
  return mapLeaves(weights, ({ shape, data, role }) => {
    const noise = random.tensor(shape, role === 'statistic' ? 0.5 : 0, 0.1).data;
    return fromData(
      data.map((weight, i) => weight + noise[i]!),
      shape,
    );
  });
}

interface Case {
  readonly network: Layer;
  readonly input: Shape;
  /** Makes a number of the input of one from 0 to 1. */
  readonly draw?: (uniform: number) => number;
}

const names = [
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
] as const;
const image = [7, 6, 2];
const layers: readonly Case[] = [
  ...names.map((name) => ({ network: activation(name), input: [5] })),
  { network: core.parametricActivation('mish'), input: [5] },
  { network: dense({ units: 3 }), input: [4] },
  { network: dense({ units: 3, bias: false, parametrisation: 'ntk' }), input: [2, 4] },
  { network: conv2d({ filters: 3, kernelSize: 3 }), input: image },
  { network: conv2d({ filters: 3, kernelSize: [3, 2], stride: 2, padding: 'same' }), input: image },
  {
    network: conv2d({ filters: 3, kernelSize: 3, stride: 3, padding: 1, dilation: [1, 2], bias: false }),
    input: image,
  },
  { network: conv2d({ filters: 4, kernelSize: 3, groups: 2 }), input: [5, 5, 4] },
  {
    network: conv2d({
      filters: 6,
      kernelSize: [3, 2],
      groups: 3,
      stride: 2,
      padding: 'same',
      dilation: [1, 2],
    }),
    input: [5, 6, 3],
  },
  { network: conv1d({ filters: 4, kernelSize: 3, groups: 4, padding: 1 }), input: [5, 4] },
  { network: conv2d({ filters: 4, kernelSize: 1 }), input: image },
  { network: conv1d({ filters: 4, kernelSize: 3, stride: 2, padding: 'same' }), input: [7, 2] },
  { network: core.maxPool2d({ size: 2 }), input: image },
  { network: core.maxPool2d({ size: 3, stride: 2, padding: 'same' }), input: image },
  { network: core.averagePool2d({ size: 2 }), input: image },
  { network: core.averagePool2d({ size: 3, stride: 2, padding: 'same' }), input: image },
  { network: core.globalAveragePool(), input: image },
  { network: batchNorm(), input: [5] },
  { network: batchNorm(), input: image },
  { network: core.layerNorm(), input: [5] },
  {
    network: core.embedding({ levels: [3, 4], dimension: 3 }),
    input: [2],
    draw: (u) => Math.floor(u * 4) - 1,
  },
  { network: core.flatten(), input: [3, 2] },
  { network: core.reshapeTo([2, 3]), input: [6] },
  { network: core.columns({ from: 1, to: 3 }), input: [5] },
  { network: core.batchEnsembleDense({ members: 4, units: 6, scaleStart: 'signs' }), input: [5] },
  { network: core.memberScale({ members: 3 }), input: [5] },
  { network: core.memberHeads({ members: 3, units: 2 }), input: [3, 4] },
  { network: core.meanOfMembers('numbers'), input: [3, 2] },
  { network: core.meanOfMembers('classes'), input: [3, 2] },
  { network: core.meanOfMembers('yesOrNo'), input: [3, 1] },
  { network: core.pbldEmbedding(), input: [5] },
  { network: core.plrEmbedding(), input: [5] },
  {
    network: core.piecewiseLinearEmbedding({
      edges: [
        [0, 1, 5],
        [-1, 1],
      ],
    }),
    input: [2],
  },
  { network: core.scale(), input: [5] },
  { network: core.identity(), input: [5] },
  {
    network: core.sumOf(
      ...core.cropped(
        ['center', 'upper'],
        conv2d({ filters: 2, kernelSize: 2 }),
        conv2d({ filters: 2, kernelSize: 4 }),
      ),
    ),
    input: image,
  },
  { network: core.dropout(0.5), input: [5] },
  { network: core.residual(dense({ units: 5 })), input: [5] },
  { network: core.heads({ a: dense({ units: 2 }), b: dense({ units: 1 }) }), input: [5] },
  { network: core.bias(), input: [2, 3] },
  { network: core.channelDropout(0.2), input: [2, 3] },
  { network: core.conv3d({ filters: 2, kernelSize: 2 }), input: [2, 3, 3, 2] },
  {
    network: core.conv3d({ filters: 4, kernelSize: [2, 1, 2], padding: 'same', groups: 2 }),
    input: [2, 3, 2, 4],
  },
  {
    network: core.expression({
      spec: { kind: 'halved' },
      outputShape: (shape) => shape,
      apply: (x) => multiply(x, 0.5),
    }),
    input: [3],
  },
  { network: core.featurePool({ size: 3 }), input: [6] },
  { network: core.gatedLinear(), input: [6] },
  { network: core.gaussianNoise(0.1), input: [3] },
  { network: core.globalMaxPool(), input: [3, 4, 2] },
  { network: core.groupNorm({ groups: 2 }), input: [3, 4] },
  { network: core.gru({ units: 2, sequences: true, backwards: true }), input: [4, 3] },
  { network: core.highway(dense({ units: 3 })), input: [3] },
  { network: core.instanceNorm(), input: [2, 3, 2] },
  { network: core.localResponseNorm({ alpha: 0.3 }), input: [6] },
  { network: core.localResponseNorm({ size: 3, alpha: 0.3, beta: 0.6, offset: 1.5 }), input: [2, 3, 5] },
  { network: core.layerNorm({ epsilon: 0.1 }), input: [2, 3, 4] },
  { network: batchNorm({ epsilon: 0.1, momentum: 0.3 }), input: [4, 3] },
  { network: core.locallyConnected1d({ filters: 2, kernelSize: 3, stride: 2, padding: 1 }), input: [5, 2] },
  { network: core.locallyConnected2d({ filters: 2, kernelSize: 2 }), input: [3, 4, 2] },
  { network: core.locallyConnected2d({ filters: 4, kernelSize: 2, groups: 2 }), input: [3, 4, 2] },
  { network: core.lstm({ units: 2, sequences: true, peepholes: true }), input: [4, 3] },
  { network: core.lstm({ units: 3, backwards: true, learnStart: true }), input: [4, 2] },
  { network: core.lstm({ units: 2, masked: true }), input: [4, 3] },
  { network: core.gru({ units: 3, learnStart: true }), input: [5, 2] },
  { network: core.maximumOf(dense({ units: 2 }), dense({ units: 2 })), input: [3] },
  { network: core.maxout({ units: 3 }), input: [4] },
  {
    network: core.mergedBy(
      { spec: { kind: 'first' }, apply: ([a, b]) => multiply(a!, b!) },
      dense({ units: 2 }),
      dense({ units: 2 }),
    ),
    input: [3],
  },
  { network: core.pad({ by: [[2, 0], 0, 1], value: -3 }), input: [2, 3, 2] },
  { network: core.parallel(dense({ units: 2 }), core.identity()), input: [3] },
  { network: core.parallelAlong(0, dense({ units: 3 }), core.identity()), input: [2, 3] },
  { network: core.permute([1, 0]), input: [2, 3] },
  { network: core.pick({ axis: 0, at: -1 }), input: [3, 2] },
  { network: core.placeDropout(0.2), input: [2, 3] },
  { network: core.maxPool1d({ size: 3, stride: 2, padding: 'same' }), input: [6, 2] },
  { network: core.averagePool1d({ size: 3, stride: 1, padding: 2 }), input: [4, 2] },
  { network: core.maxPool3d({ size: 2 }), input: [2, 3, 4, 2] },
  { network: core.averagePool3d({ size: 2, stride: 1, padding: [1, 0, 1] }), input: [2, 2, 2, 1] },
  { network: core.sumPool1d({ size: 3, stride: 2 }), input: [6, 2] },
  { network: core.sumPool2d({ size: [3, 2], stride: 2, padding: 'same' }), input: image },
  { network: core.sumPool3d({ size: 2, stride: 1, padding: 1 }), input: [2, 2, 3, 1] },
  { network: core.prelu(), input: [3] },
  { network: core.prelu({ shared: true }), input: [2, 3] },
  { network: core.productOf(dense({ units: 2 }), dense({ units: 2 })), input: [3] },
  { network: core.randomizedRelu(), input: [4] },
  { network: core.recurrent({ units: 2 }), input: [4, 3] },
  { network: core.recurrent({ units: 3, sequences: true, backwards: true }), input: [4, 2] },
  ...(['relu', 'sigmoid', 'softplus', 'elu'] as const).map((f) => ({
    network: core.recurrent({ units: 2, activation: f }),
    input: [3, 2],
  })),
  { network: core.recurrentOf({ input: dense({ units: 3 }), hidden: dense({ units: 3 }) }), input: [4, 2] },
  { network: core.scaledTanh(), input: [4] },
  { network: core.selfAttention({ heads: 2, causal: true }), input: [3, 4] },
  { network: core.slice({ axis: -2, from: -3, to: -1 }), input: [4, 3, 2] },
  { network: core.softmax(), input: [4] },
  { network: core.spatialPyramidPool({ levels: [3, 1] }), input: [4, 5, 2] },
  { network: core.standardization(), input: [3, 2] },
  { network: core.spatialTransformer(sequential(core.flatten(), dense({ units: 6 }))), input: [4, 5, 2] },
  { network: core.standardizeBy({ mean: [1, 2], deviation: [3, 0.5] }), input: [3, 2] },
  {
    network: core.thinPlateTransformer(
      sequential(core.flatten(), dense({ units: 32, kernelInit: core.zeroWeights() })),
    ),
    input: [4, 5, 2],
  },
  { network: core.withPenalty(dense({ units: 2 }), { l2: 0.1 }), input: [3] },
  { network: core.withInverse(dense({ units: 3 }), core.tanh()), input: [4] },
  { network: core.withInverse(conv2d({ filters: 2, kernelSize: 3, stride: 2 }), relu()), input: [5, 6, 1] },
  { network: core.sumOf(dense({ units: 2 }), dense({ units: 2 })), input: [3] },
  { network: core.transformerBlock({ heads: 2 }), input: [3, 4] },
  { network: core.transposedConv1d({ filters: 2, kernelSize: 3, stride: 2 }), input: [3, 2] },
  { network: core.transposedConv2d({ filters: 2, kernelSize: 3, stride: 2 }), input: [2, 3, 2] },
  {
    network: core.transposedConv1d({ filters: 4, kernelSize: 3, stride: 2, padding: 1, extra: 1, groups: 2 }),
    input: [4, 6],
  },
  {
    network: core.transposedConv2d({
      filters: 6,
      kernelSize: [3, 2],
      stride: [2, 3],
      padding: [0, 1],
      dilation: [1, 2],
      extra: [1, 2],
      groups: 2,
      bias: false,
    }),
    input: [3, 4, 4],
  },
  {
    network: core.transposedConv2d({ filters: 2, kernelSize: 3, stride: 2, padding: 'same' }),
    input: [2, 3, 2],
  },
  { network: core.transposedConv3d({ filters: 2, kernelSize: 2, stride: [1, 2, 1] }), input: [2, 2, 2, 1] },
  { network: core.upscale1d({ factor: 3 }), input: [2, 3] },
  { network: core.upscale2d({ factor: 2, fill: 'zeros' }), input: [2, 3, 2] },
  { network: core.upscale3d({ factor: [1, 2, 2] }), input: [2, 1, 2, 2] },
  { network: core.winnerTakesAll({ size: 3 }), input: [6] },
];

const networks: readonly (Case & { readonly name: string })[] = [
  { name: 'an MLP', network: mlp(1, 1).program.network, input: [8] },
  { name: 'LeNet', network: leNet(1, 1).program.network, input: [784] },
  {
    name: 'a net of embeddings',
    network: embedded(1, 1).program.network,
    input: [6],
    draw: (u) => Math.floor(u * 5),
  },
  {
    name: 'a net as RealMLP',
    network: sequential(
      core.withFactors(core.pbldEmbedding(), { learningRate: 0.1 }),
      core.flatten(),
      core.scale(),
      dense({ units: 16, parametrisation: 'ntk' }),
      core.parametricActivation('selu'),
      core.dropout(0.15),
      dense({ units: 3, parametrisation: 'ntk' }),
    ),
    input: [5],
  },
  {
    name: 'a net as TabM',
    network: sequential(
      core.piecewiseLinearEmbedding({
        edges: [
          [-1, 0, 1],
          [-2, 2],
        ],
        dimension: 4,
      }),
      relu(),
      core.flatten(),
      core.batchEnsembleDense({ members: 4, units: 8, scaleStart: 'normal' }),
      relu(),
      core.batchEnsembleDense({ members: 4, units: 8 }),
      relu(),
      core.memberHeads({ members: 4, units: 3 }),
      core.meanOfMembers('classes'),
    ),
    input: [2],
  },
  {
    name: 'a residual net with batch norms',
    network: sequential(
      core.reshapeTo([8, 8, 1]),
      conv2d({ filters: 4, kernelSize: 3, padding: 'same', bias: false }),
      batchNorm(),
      core.residual(sequential(conv2d({ filters: 4, kernelSize: 3, padding: 'same' }), batchNorm(), relu())),
      core.globalAveragePool(),
      dense({ units: 2 }),
    ),
    input: [64],
  },
];

function nameOf({ network, input }: Case): string {
  const { kernelInit: _, biasInit: __, ...options } = network.spec;
  return `${JSON.stringify(options)} on rows [${input.join(', ')}]`;
}

describe.each([...layers.map((one) => ({ ...one, name: nameOf(one) })), ...networks])(
  'the file of $name',
  ({ network, input, draw = (uniform) => 4 * uniform - 2 }) => {
    const weights = shaken(network.init(input, rng(1)));
    const bytes = exportOnnx(network, weights, input);
    const rowsOf = (rows: number): Tensor => {
      const { uniform } = lcg(rows);
      return fromData(
        zeros([rows, ...input]).data.map(() => Math.fround(draw(uniform()))),
        [rows, ...input],
      );
    };

    it('gives the same output in onnxruntime, whatever the number of rows', async () => {
      for (const rows of [1, 5]) {
        const got = await run(bytes, rowsOf(rows));
        expect(worstDifference(got, predict(network, weights, rowsOf(rows)))).toBeLessThan(1e-5);
      }
    });

    it('comes back: the very weights, and a network that says the same', () => {
      const imported = importOnnx(bytes);
      expect(imported.weights).toEqual(weights);
      expect(imported.spec).toEqual(network.spec);
      expect(imported.inputShape).toEqual(input);
      const got = predict(imported.network, imported.weights, rowsOf(5));
      expect(worstDifference(got, predict(network, weights, rowsOf(5)))).toBeLessThan(1e-6);
    });
  },
);

describe('the layers above', () => {
  it('are all there are', () => {
    const kinds = new Set(
      [...JSON.stringify(layers.map(({ network }) => network.spec)).matchAll(/"kind":"(\w+)"/g)].map(
        ([, kind]) => kind,
      ),
    );
    const makers = ['layers', 'combine']
      .flatMap((folder) => readdirSync(new URL(`../nn/${folder}/`, import.meta.url)))
      .flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [])
      .map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
      .filter((name) => name in core);
    // These two look at rows; parameter groups and chains are in the networks.
    const others = ['momentsOf', 'quantileEdges', 'withFactors', 'sequential'];
    expect(makers.length).toBeGreaterThan(50);
    expect(makers.filter((name) => !kinds.has(name) && !others.includes(name))).toEqual([]);
  });
});

describe('an exported file', () => {
  const network = sequential(dense({ units: 2, bias: false }), relu());
  const weights = [
    {
      kernel: tensor([
        [0.1, 1],
        [2, 3],
      ]),
    },
    [],
  ];

  it('keeps doubles that are no float32, or rounds them where asked', () => {
    const kernelOf = (bytes: Uint8Array) => importOnnx(bytes).weights as typeof weights;
    expect(kernelOf(exportOnnx(network, weights, [2]))).toEqual(weights);
    const rounded = exportOnnx(network, weights, [2], { dtype: 'F32' });
    expect(kernelOf(rounded)).toEqual([
      {
        kernel: tensor([
          [Math.fround(0.1), 1],
          [2, 3],
        ]),
      },
      [],
    ]);
  });

  it('is the same bytes for the same network, and holds what is said beside it', () => {
    const options = { metadata: { fold: '2' } };
    const bytes = exportOnnx(network, weights, [2], options);
    expect(exportOnnx(network, weights, [2], options)).toEqual(bytes);
    expect(importOnnx(bytes).metadata).toEqual({ fold: '2' });
    expect(() => exportOnnx(network, weights, [2], { metadata: { 'foldwise.tree': '' } })).toThrow(
      'exportOnnx > metadata: expected no metadata "foldwise.tree", got some — it is written by itself',
    );
  });

  it('has its weights as initializers under their paths, and operators of convolutional nets', () => {
    const { network: net } = leNet(1, 1).program;
    const { nodes, tensors } = readModel(exportOnnx(net, net.init([784], rng(1)), [784]), 'file');
    expect([...tensors.keys()].slice(0, 4)).toEqual(['1/bias', '1/kernel', '4/bias', '4/kernel']);
    const kinds = nodes.map(({ opType }) => opType);
    const main = kinds.filter((kind) => ['Conv', 'MaxPool', 'MatMul'].includes(kind));
    expect(main.join(' ')).toBe('Conv MaxPool Conv MaxPool MatMul MatMul MatMul');
    const pool = core.averagePool2d({ size: 2 });
    const pooled = readModel(exportOnnx(pool, [], [4, 4, 1]), 'file').nodes;
    expect(pooled.map(({ opType }) => opType)).toEqual(['Transpose', 'AveragePool', 'Transpose', 'Identity']);
  });

  it('has a node for a recurrent layer that ONNX has, and the steps of any other', () => {
    const kindsOf = (layer: Layer): readonly string[] => {
      const bytes = exportOnnx(layer, layer.init([4, 3], rng(1)), [4, 3]);
      const isMain = (kind: string): boolean => ['RNN', 'LSTM', 'GRU', 'MatMul'].includes(kind);
      return readModel(bytes, 'file')
        .nodes.map(({ opType }) => opType)
        .filter(isMain);
    };
    const both = core.parallel(core.lstm({ units: 2 }), core.gru({ units: 2, backwards: true }));
    expect(kindsOf(both)).toEqual(['LSTM', 'GRU']);
    expect(kindsOf(core.recurrent({ units: 2, activation: 'relu' }))).toEqual(['RNN']);
    const steps = ['MatMul', 'MatMul', 'MatMul', 'MatMul', 'MatMul'];
    expect(kindsOf(core.lstm({ units: 2, masked: true }))).toEqual(steps);
    // Another function, though it is called what one of ONNX is.
    const halved = { spec: { kind: 'tanh' }, apply: (x: Value) => multiply(x, 0.5) };
    expect(kindsOf(core.recurrent({ units: 2, activation: halved }))).toEqual(steps);
  });

  it.each<[string, Layer, Shape]>([
    ['BatchNormalization', batchNorm(), [4]],
    ['LayerNormalization', core.layerNorm(), [3, 4]],
    ['Transpose InstanceNormalization Transpose', core.instanceNorm(), [3, 3, 2]],
    ['Transpose LRN Transpose', core.localResponseNorm(), [3, 3, 6]],
    ['PRelu', core.prelu(), [3]],
    [
      'Transpose Transpose Conv Transpose',
      conv2d({ filters: 4, kernelSize: 2, groups: 2, bias: false }),
      [3, 3, 2],
    ],
    ['Transpose Resize Transpose', core.upscale2d({ factor: 2 }), [3, 3, 2]],
    ['Transpose Resize Transpose', core.upscale1d({ factor: 3 }), [3, 2]],
  ])('has %s for what it is', (kinds, layer, row) => {
    const { nodes } = readModel(exportOnnx(layer, layer.init(row, rng(1)), row), 'file');
    const main = nodes
      .map(({ opType }) => opType)
      .filter((kind) => !['Cast', 'Constant', 'Identity'].includes(kind));
    expect(main.join(' ')).toBe(kinds);
  });

  it('has a filter for each channel, not for each cell, of a transposed convolution', () => {
    const layer = core.transposedConv2d({ filters: 4, kernelSize: 3, stride: 2, groups: 2 });
    const { nodes } = readModel(exportOnnx(layer, layer.init([3, 3, 2], rng(1)), [3, 3, 2]), 'file');
    expect(nodes.filter(({ opType }) => ['MatMul', 'ConvTranspose', 'Concat'].includes(opType)).length).toBe(
      1,
    );
  });

  it('keeps the form of any tree: parameter groups, statistics, a single tensor', () => {
    const one: Layer<Tensor> = {
      spec: { kind: 'one' },
      outputShape: (shape) => shape,
      init: () => ones([2]),
      apply: (w, x) => multiply(x, w),
    };
    expect(importOnnx(exportOnnx(one, tensor([3, 4]), [2])).weights).toEqual(tensor([3, 4]));
    const grouped = core.withFactors(batchNorm(), { learningRate: 0.1 });
    const groups = grouped.init([2], rng(1));
    expect(importOnnx(exportOnnx(grouped, groups, [2])).weights).toEqual(groups);
  });
});

describe('what cannot be exported', () => {
  const layerOf = (kind: string, apply: (x: Value) => Value): Layer<readonly []> => ({
    spec: { kind },
    outputShape: (shape) => shape,
    init: () => [],
    apply: (_, x) => apply(x),
  });
  const inNetwork = (layer: Layer) => () => exportOnnx(sequential(relu(), layer), [[], []], [3]);

  it('is refused by the names of the layer and the op', () => {
    const twice = primitive<null>({
      name: 'twice',
      shape: ([x]) => x!,
      forward: ([x]) => ({ shape: x!.shape, data: x!.data.map((n) => 2 * n) }),
      backward: () => [undefined],
    });
    const layer = layerOf('twofold', (x) => twice(null, x));
    const message = 'expected ops that ONNX has an equivalent of, got "twice" — export the layers before it';
    expect(inNetwork(layer)).toThrow(`exportOnnx > sequential[1] > twofold: ${message}`);
    expect(() => exportOnnx(layer, [], [3])).toThrow(`exportOnnx > twofold: ${message}`);
  });

  it('is an op that merely has the name of one of foldwise', () => {
    const halving = primitive<null>({
      name: 'relu',
      shape: ([x]) => x!,
      forward: ([x]) => ({ shape: x!.shape, data: x!.data.map((n) => n / 2) }),
      backward: () => [undefined],
    });
    expect(inNetwork(layerOf('halved', (x) => halving(null, x)))).toThrow('got "relu"');
  });

  it('is a network that mixes rows, or counts them', () => {
    const { add, concat, mean, multiply: times, reshape, slice } = core.ops;
    const mixed = 'expected a network that treats each row by itself, got';
    const centred = layerOf('centred', (x) => add(x, mean(x, { axes: 0 })));
    expect(() => exportOnnx(centred, [], [3])).toThrow(
      `exportOnnx > centred: ${mixed} a constant that depends on them`,
    );
    const first = layerOf('first', (x) => slice(x, 0, 0, x.shape[0]! - 1));
    expect(() => exportOnnx(first, [], [3])).toThrow(`${mixed} lengths of 12 and 16 for 13 and 17 of them`);
    const longer = layerOf('longer', (x) => (x.shape[0]! > 15 ? times(x, 2) : x));
    expect(() => exportOnnx(longer, [], [3])).toThrow(`${mixed} other ops for 13 rows than for 17`);
    const rotated = layerOf('rotated', (x) => {
      const last = x.shape[0]! - 1;
      return reshape(concat([slice(x, 0, last), slice(x, 0, 0, last)], 0), x.shape);
    });
    expect(() => exportOnnx(rotated, [], [3])).toThrow(mixed);
  });

  it('is a network on rows that do not fit', () => {
    expect(() => exportOnnx(dense({ units: 2 }), dense({ units: 2 }).init([3], rng(1)), [4])).toThrow(
      'exportOnnx > dense: expected rows of 3 numbers, which its weights were made for, got [4]',
    );
  });
});

describe('a constant that is repeated for each row', () => {
  it('is as long as there are rows', async () => {
    const withState: Layer<readonly []> = {
      spec: { kind: 'withState' },
      outputShape: ([width]) => [width! + 2],
      init: () => [],
      apply: (_, x) => core.ops.concat([x, core.full([x.shape[0]!, 2], 7)], 1),
    };
    const x = tensor([[1], [2], [3]]);
    const bytes = exportOnnx(withState, [], [1]);
    expect(await run(bytes, x)).toEqual(
      tensor([
        [1, 7, 7],
        [2, 7, 7],
        [3, 7, 7],
      ]),
    );
    expect(predict(importOnnx(bytes).network, [], x)).toEqual(predict(withState, [], x));
  });
});
