import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as core from '../index.ts';
import { add, concat, multiply } from '../autodiff/ops/index.ts';
import type { Layer } from '../nn/layer.ts';
import type { Rng } from '../random/rng.ts';
import { rng } from '../random/rng.ts';
import { fromData } from '../tensor/make.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { compiledMismatches } from '../testing/compiled-mismatches.ts';

/** The names of all that core exports and that makes a layer. What gives back whatever tree it is handed would count as such. */
type LayerMaker = Exclude<
  {
    [Name in keyof typeof core]: (typeof core)[Name] extends (...given: never) => Pick<Layer, 'outputShape'>
      ? Name
      : never;
  }[keyof typeof core],
  'adoptWeights' | 'fromLeaves' | 'mapLeaves' | 'numericalGradient' | 'unitVariance'
>;

/** Lengths that an example is made of. */
interface Lengths {
  readonly features: number;
  readonly units: number;
  /** Of images and sequences, at least 4. */
  readonly steps: number;
  readonly across: number;
  /** Of groups, members and heads. */
  readonly few: number;
}

/** A layer and the rows that it takes. */
interface Example {
  readonly layer: Layer;
  readonly input: Shape;
  readonly draw?: (random: Rng) => number;
  /** False where the input is codes. */
  readonly differentiable?: boolean;
}

const {
  activation,
  batchEnsembleDense,
  conv2d,
  dense,
  dropout,
  flatten,
  heads,
  identity,
  layerNorm,
  memberHeads,
  residual,
  sequential,
  silu,
  tanh,
} = core;

/** A layer of each number by itself. */
const pointwise =
  (layer: Layer) =>
  ({ features }: Lengths): Example => ({ layer, input: [features] });
/** A layer of images. */
const ofImages =
  (layer: (lengths: Lengths) => Layer) =>
  (lengths: Lengths): Example => ({
    layer: layer(lengths),
    input: [lengths.steps, lengths.across, lengths.few],
  });
const ofSequences =
  (layer: (lengths: Lengths) => Layer) =>
  (lengths: Lengths): Example => ({ layer: layer(lengths), input: [lengths.steps, lengths.features] });
const ofVolumes =
  (layer: (lengths: Lengths) => Layer) =>
  (lengths: Lengths): Example => ({ layer: layer(lengths), input: [3, lengths.steps, 4, lengths.few] });
const ofFeatures =
  (layer: (lengths: Lengths) => Layer) =>
  (lengths: Lengths): Example => ({ layer: layer(lengths), input: [lengths.features] });

const two = ({ units }: Lengths) => [dense({ units }), sequential(dense({ units }), tanh())] as const;

/** Each maker of a layer: a new one is missed by the compiler until it is here. */
const examples: { readonly [Name in LayerMaker]: (lengths: Lengths) => Example } = {
  activation: pointwise(activation('gelu')),
  averagePool1d: ofSequences(() => core.averagePool1d({ size: 3, stride: 2, padding: 'same' })),
  averagePool2d: ofImages(() => core.averagePool2d({ size: [3, 2], stride: 1, padding: 1 })),
  averagePool3d: ofVolumes(() => core.averagePool3d({ size: 2, stride: 1 })),
  batchEnsembleDense: ({ few, features, units }) => ({
    layer: batchEnsembleDense({ members: few, units, scaleStart: 'normal' }),
    input: [few, features],
  }),
  batchNorm: ofFeatures(() => core.batchNorm()),
  bias: ofSequences(() => core.bias()),
  channelDropout: ofImages(() => core.channelDropout(0.4)),
  columns: ({ features }) => ({
    layer: core.columns({ from: 1, to: features + 1 }),
    input: [features + 2],
  }),
  conv1d: ofSequences(({ units }) => core.conv1d({ filters: units, kernelSize: 3, dilation: 1 })),
  conv2d: ofImages(({ units }) => conv2d({ filters: units, kernelSize: [3, 2], padding: 'same' })),
  conv3d: ofVolumes(({ units }) => core.conv3d({ filters: units, kernelSize: 2 })),
  dense: ofFeatures(({ units }) => dense({ units })),
  dropout: ofFeatures(() => dropout(0.4)),
  elu: pointwise(core.elu()),
  embedding: ({ features, units, few }) => ({
    layer: core.embedding({ levels: features, dimension: units }),
    input: [few],
    draw: (random) => random.below(features),
    differentiable: false,
  }),
  expression: ({ features }) => ({
    layer: core.expression({
      spec: { kind: 'withSquares' },
      outputShape: ([length]) => [2 * length!],
      apply: (x) => concat([x, multiply(x, x)], -1),
    }),
    input: [features],
  }),
  featurePool: ({ few, features }) => ({
    layer: core.featurePool({ size: few }),
    input: [features, 2 * few],
  }),
  flatten: ofImages(() => flatten()),
  gatedLinear: ({ features }) => ({ layer: core.gatedLinear(), input: [2 * features] }),
  gaussianNoise: ofFeatures(() => core.gaussianNoise(0.3)),
  gelu: pointwise(core.gelu()),
  globalAveragePool: ofImages(() => core.globalAveragePool()),
  globalMaxPool: ofImages(() => core.globalMaxPool()),
  groupNorm: ({ few, across }) => ({
    layer: core.groupNorm({ groups: few }),
    input: [across, 3 * few],
  }),
  gru: ofSequences(({ units }) => core.gru({ units })),
  heads: ofFeatures(({ units }) => heads({ price: dense({ units: 1 }), kind: dense({ units }) })),
  highway: ({ features }) => ({ layer: core.highway(dense({ units: features })), input: [features] }),
  identity: ofFeatures(() => identity()),
  instanceNorm: ofImages(() => core.instanceNorm()),
  layerNorm: ({ features }) => ({ layer: layerNorm(), input: [features + 1] }),
  leakyRelu: pointwise(core.leakyRelu()),
  localResponseNorm: ofFeatures(() => core.localResponseNorm({ alpha: 0.5, size: 3 })),
  locallyConnected1d: ofSequences(({ units }) => core.locallyConnected1d({ filters: units, kernelSize: 3 })),
  locallyConnected2d: ofImages(({ few }) => core.locallyConnected2d({ filters: few, kernelSize: 2 })),
  lstm: ofSequences(({ units }) => core.lstm({ units })),
  maximumOf: ofFeatures((lengths) => core.maximumOf(...two(lengths))),
  maxout: ofFeatures(({ units, few }) => core.maxout({ units, pieces: few + 1 })),
  maxPool1d: ofSequences(() => core.maxPool1d({ size: 2 })),
  maxPool2d: ofImages(() => core.maxPool2d({ size: 3, stride: [1, 2], padding: 'same' })),
  maxPool3d: ofVolumes(() => core.maxPool3d({ size: 2 })),
  meanOfMembers: ({ few, units }) => ({ layer: core.meanOfMembers('classes'), input: [few, units] }),
  memberHeads: ({ few, features, units }) => ({
    layer: memberHeads({ members: few, units }),
    input: [few, features],
  }),
  memberScale: ofFeatures(({ few }) => core.memberScale({ members: few })),
  mergedBy: ofFeatures((lengths) =>
    core.mergedBy(
      { spec: { kind: 'mostlyFirst' }, apply: ([a, b]) => add(multiply(a!, 0.9), multiply(b!, 0.1)) },
      ...two(lengths),
    ),
  ),
  mish: pointwise(core.mish()),
  pad: ofImages(() => core.pad({ by: [[2, 0], 1, 0], value: -1 })),
  parallel: ofFeatures(({ units }) => core.parallel(identity(), dense({ units }))),
  parallelAlong: ofSequences(() => core.parallelAlong(0, identity(), tanh())),
  parametricActivation: ofFeatures(() => core.parametricActivation('mish')),
  pbldEmbedding: ofFeatures(({ few }) => core.pbldEmbedding({ frequencies: few, dimension: 3 })),
  permute: ofImages(() => core.permute([2, 0, 1])),
  pick: ofSequences(() => core.pick({ axis: 0, at: -1 })),
  piecewiseLinearEmbedding: ({ features, units }) => ({
    layer: core.piecewiseLinearEmbedding({
      edges: Array.from({ length: features }, (_, i) => [-1, -0.2, 0.5, 1.5].slice(0, 2 + (i % 3))),
      dimension: units,
    }),
    input: [features],
  }),
  placeDropout: ofSequences(() => core.placeDropout(0.4)),
  plrEmbedding: ofFeatures(({ few }) =>
    core.plrEmbedding({ frequencies: few, dimension: 3, frequencyScale: 0.3 }),
  ),
  prelu: ofFeatures(() => core.prelu()),
  productOf: ofFeatures((lengths) => core.productOf(...two(lengths))),
  randomizedRelu: ofFeatures(() => core.randomizedRelu()),
  recurrent: ofSequences(({ units }) => core.recurrent({ units })),
  recurrentOf: ofSequences(({ units }) =>
    core.recurrentOf({ input: dense({ units }), hidden: dense({ units, bias: false }) }),
  ),
  relu: pointwise(core.relu()),
  reshapeTo: ({ features, few }) => ({ layer: core.reshapeTo([few, -1]), input: [features * few] }),
  residual: ({ features }) => ({ layer: residual(dense({ units: features })), input: [features] }),
  scale: ofFeatures(() => core.scale()),
  scaledTanh: pointwise(core.scaledTanh()),
  selfAttention: ({ few, across }) => ({
    layer: core.selfAttention({ heads: few }),
    input: [across, 3 * few],
  }),
  selu: pointwise(core.selu()),
  sequential: ofFeatures(({ units }) => sequential(dense({ units }), silu(), dropout(0.2), dense({ units }))),
  sigmoid: pointwise(core.sigmoid()),
  silu: pointwise(silu()),
  slice: ofSequences(() => core.slice({ axis: 0, from: 1, to: -1 })),
  softmax: ofFeatures(() => core.softmax()),
  softplus: pointwise(core.softplus()),
  spatialPyramidPool: ofImages(() => core.spatialPyramidPool({ levels: [3, 1] })),
  spatialTransformer: ({ steps, across, few }) => ({
    layer: core.spatialTransformer(sequential(flatten(), dense({ units: 6 }), tanh()), { size: [2, 3] }),
    input: [steps, across, few],
    // The rounding of a position counts as much as its neighbours differ.
    draw: (random) => 0.2 * random.normal(),
  }),
  standardization: ({ features }) => ({ layer: core.standardization(), input: [features + 1] }),
  standardizeBy: ({ features }) => ({
    layer: core.standardizeBy({
      mean: Array<number>(features).fill(0.3),
      deviation: Array<number>(features).fill(1.5),
    }),
    input: [features],
  }),
  sumOf: ofFeatures((lengths) => core.sumOf(...two(lengths))),
  sumPool1d: ofSequences(() => core.sumPool1d({ size: 3, stride: 2, padding: 'same' })),
  sumPool2d: ofImages(() => core.sumPool2d({ size: [3, 2], stride: 1, padding: 1 })),
  sumPool3d: ofVolumes(() => core.sumPool3d({ size: 2, stride: 1 })),
  tanh: pointwise(tanh()),
  transformerBlock: ({ few, across, units }) => ({
    layer: core.transformerBlock({ heads: few, hidden: units }),
    input: [across, 3 * few],
  }),
  transposedConv1d: ofSequences(({ units }) =>
    core.transposedConv1d({ filters: units, kernelSize: 3, stride: 2 }),
  ),
  transposedConv2d: ofImages(({ units }) =>
    core.transposedConv2d({ filters: units, kernelSize: [3, 2], stride: 2 }),
  ),
  transposedConv3d: ofVolumes(({ few }) => core.transposedConv3d({ filters: few, kernelSize: 2, stride: 2 })),
  upscale1d: ofSequences(() => core.upscale1d({ factor: 3 })),
  upscale2d: ofImages(() => core.upscale2d({ factor: [2, 3], fill: 'zeros' })),
  upscale3d: ofVolumes(() => core.upscale3d({ factor: [1, 2, 2] })),
  veryLeakyRelu: pointwise(core.veryLeakyRelu()),
  winnerTakesAll: ({ few, across }) => ({
    layer: core.winnerTakesAll({ size: few + 1 }),
    input: [across, 2 * (few + 1)],
  }),
  withFactors: ofFeatures(({ units }) => core.withFactors(dense({ units }), { learningRate: 0.5 })),
  thinPlateTransformer: ({ steps, across, few }) => ({
    layer: core.thinPlateTransformer(sequential(flatten(), dense({ units: 32 }), tanh())),
    input: [steps, across, few],
    // The rounding of a position counts as much as its neighbours differ.
    draw: (random) => 0.2 * random.normal(),
  }),
  withInverse: ofFeatures(({ units }) => core.withInverse(dense({ units }), tanh())),
  withPenalty: ofFeatures(({ units }) => core.withPenalty(dense({ units }), { l2: 0.1 })),
};

/** Lengths around those of vectors and tiles: 1, primes, and none of them a multiple of sixteen. */
const lengths = fc.record({
  features: fc.constantFrom(1, 2, 3, 5, 7, 9, 13, 17, 23, 31, 33),
  units: fc.constantFrom(1, 2, 3, 5, 7, 9, 13, 17, 31),
  steps: fc.constantFrom(4, 5, 7, 9),
  across: fc.constantFrom(4, 5, 6, 7),
  few: fc.constantFrom(1, 2, 3),
});
const rows = fc.constantFrom(1, 2, 7, 13, 19);

function drawn(shape: Shape, draw: (random: Rng) => number): Tensor {
  const random = rng('rows');
  return fromData(
    Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(draw(random))),
    shape,
  );
}

describe('every layer that core exports is compiled as it is by the reference, whatever the lengths:', () => {
  it.each(Object.entries(examples))('%s', { timeout: 60_000 }, (_, exampleOf) => {
    fc.assert(
      fc.property(lengths, rows, (of, count) => {
        const { layer, input, draw = (random) => random.normal(), differentiable = true } = exampleOf(of);
        const weights = layer.init(input, rng('weights')) as Tree;
        const features = drawn([count, ...input], draw);
        expect(compiledMismatches(layer, weights, features, differentiable)).toEqual({
          far: [],
          missing: [],
        });
      }),
      { numRuns: 4, seed: 11 },
    );
  });
});
