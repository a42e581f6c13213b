import { expect, test } from 'vitest';
import type { Pair, Pool2dOptions } from '../autodiff/ops/index.ts';
import { farthestFromRecorded, type RecordedLayer } from '../testing/recorded-layer.ts';
import { sequential } from './combine/sequential.ts';
import { spatialTransformer, type SpatialTransformerOptions } from './combine/spatial-transformer.ts';
import { transformerBlock } from './combine/transformer-block.ts';
import recorded from './fixtures/torch-layers.json' with { type: 'json' };
import type { Layer } from './layer.ts';
import { tanh } from './layers/activation.ts';
import { conv3d } from './layers/conv3d.ts';
import { dense } from './layers/dense.ts';
import { featurePool } from './layers/feature-pool.ts';
import { flatten } from './layers/flatten.ts';
import { gatedLinear } from './layers/gated-linear.ts';
import { globalMaxPool } from './layers/global-max-pool.ts';
import { groupNorm } from './layers/group-norm.ts';
import { gru } from './layers/gru.ts';
import { instanceNorm } from './layers/instance-norm.ts';
import { localResponseNorm } from './layers/local-response-norm.ts';
import { lstm } from './layers/lstm.ts';
import { pad } from './layers/pad.ts';
import { averagePool1d, maxPool1d, sumPool1d } from './layers/pool1d.ts';
import { averagePool2d, sumPool2d } from './layers/pool2d.ts';
import { averagePool3d, maxPool3d, sumPool3d } from './layers/pool3d.ts';
import { prelu } from './layers/prelu.ts';
import { recurrent } from './layers/recurrent.ts';
import { selfAttention } from './layers/self-attention.ts';
import { softmax } from './layers/softmax.ts';
import { spatialPyramidPool } from './layers/spatial-pyramid-pool.ts';
import { transposedConv1d } from './layers/transposed-conv1d.ts';
import { transposedConv2d } from './layers/transposed-conv2d.ts';
import { transposedConv3d } from './layers/transposed-conv3d.ts';
import { upscale1d } from './layers/upscale1d.ts';
import { upscale2d } from './layers/upscale2d.ts';
import { upscale3d } from './layers/upscale3d.ts';

const makers = {
  averagePool1d,
  /** As docs/layers.md says that it is to be put together: torch's `count_include_pad=True`, Lasagne's `average_inc_pad`. */
  averagePool2dBehindPad: ({ padding, ...windows }: Pool2dOptions & { readonly padding: number | Pair }) => {
    const [vertical, horizontal] = typeof padding === 'number' ? [padding, padding] : padding;
    return sequential(pad({ by: [vertical, horizontal, 0] }), averagePool2d(windows));
  },
  averagePool3d,
  conv3d,
  featurePool,
  gatedLinear,
  globalMaxPool,
  groupNorm,
  gru,
  instanceNorm,
  localResponseNorm,
  lstm,
  maxPool1d,
  maxPool3d,
  prelu,
  recurrent,
  selfAttention,
  softmax,
  spatialPyramidPool,
  spatialTransformer: (options: SpatialTransformerOptions) =>
    spatialTransformer(sequential(flatten(), dense({ units: 6 }), tanh()), options),
  sumPool1d,
  sumPool2d,
  sumPool3d,
  transformerBlock,
  transposedConv1d,
  transposedConv2d,
  transposedConv3d,
  upscale1d,
  upscale2d,
  upscale3d,
};

// JSON forgets which options belong to which maker, and that a shape's length is fixed.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const cases = recorded.layers as unknown as readonly (RecordedLayer & {
  readonly layer: keyof typeof makers;
  readonly options: object;
})[];

test.each(cases)(`$layer of $input by $options agrees with ${recorded.recordedWith}`, (known) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const make = makers[known.layer] as (options: object) => Layer;
  // The numbers are of size 1 to 10 and recorded to 14 digits.
  expect(farthestFromRecorded(make(known.options), known)).toBeLessThan(1e-11);
});

test('each maker has its cases', () => {
  expect(new Set(cases.map(({ layer }) => layer))).toEqual(new Set(Object.keys(makers)));
});
