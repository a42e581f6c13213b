import { expect, test } from 'vitest';
import { columns } from './combine/columns.ts';
import { parallel } from './combine/parallel.ts';
import { residual } from './combine/residual.ts';
import { sequential } from './combine/sequential.ts';
import type { Shape } from '../tensor/tensor.ts';
import type { Layer } from './layer.ts';
import { describeNetwork } from './describe-network.ts';
import { activation } from './layers/activation.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { conv2d } from './layers/conv2d.ts';
import { dense } from './layers/dense.ts';
import { dropout } from './layers/dropout.ts';
import { embedding } from './layers/embedding.ts';
import { flatten } from './layers/flatten.ts';

test('one line a layer, owners before their parts, with sizes that add up', () => {
  const network = sequential(
    parallel(columns({ from: 0, to: 2 }), dense({ units: 6 })),
    residual(sequential(batchNorm(), dense({ units: 8, bias: false }))),
    activation('relu'),
    dense({ units: 1 }),
  );
  const lines = describeNetwork(network, [4]);
  const shown = lines.map(
    ({ path, depth, kind, inputShape, outputShape, parameters, statistics }) =>
      `${path}|${depth}|${kind}|${inputShape.join()}→${outputShape.join()}|${parameters}|${statistics}`,
  );
  expect(shown).toEqual([
    '|0|sequential|4→1|119|16',
    '0|1|parallel|4→8|30|0',
    '0/0|2|columns|4→2|0|0',
    '0/1|2|dense|4→6|30|0',
    '1|1|residual|8→8|80|16',
    '1|2|sequential|8→8|80|16',
    '1/0|3|batchNorm|8→8|16|16',
    '1/1|3|dense|8→8|64|0',
    '2|1|relu|8→8|0|0',
    '3|1|dense|8→1|9|0',
  ]);
});

test('a single layer is one line', () => {
  expect(describeNetwork(dense({ units: 3 }), [2])).toEqual([
    {
      path: '',
      depth: 0,
      kind: 'dense',
      inputShape: [2],
      outputShape: [3],
      parameters: 9,
      statistics: 0,
      flops: 12,
      activations: 3,
    },
  ]);
});

test('matrix products are counted by their shapes, those of images too, and codes are looked up', () => {
  const flopsOf = (layer: Layer, input: Shape) => describeNetwork(layer, input).map(({ flops }) => flops);
  // 2·4·8, none, 2·8·1 in a whole of their sum.
  expect(flopsOf(sequential(dense({ units: 8 }), batchNorm(), dense({ units: 1 })), [4])).toEqual([
    80, 64, 0, 16,
  ]);
  // Each of 5 × 5 places takes the product of 3 × 3 × 2 numbers with 4 filters.
  expect(flopsOf(conv2d({ filters: 4, kernelSize: 3 }), [7, 7, 2])).toEqual([2 * 25 * 18 * 4]);
  expect(flopsOf(embedding({ levels: [9], dimension: 3 }), [1])).toEqual([0]);
});

test('numbers that layers give are counted once', () => {
  const network = sequential(
    parallel(columns({ from: 0, to: 2 }), dense({ units: 6 })),
    residual(dense({ units: 8 })),
    flatten(),
    dropout(0.5),
    dense({ units: 1 }),
  );
  const shown = describeNetwork(network, [4]).map(({ kind, activations }) => `${kind} ${activations}`);
  expect(shown).toEqual([
    'sequential 33',
    // 2 and 6 numbers, and the 8 that they become side by side.
    'parallel 16',
    'columns 2',
    'dense 6',
    // The layer's own, and those it is added to.
    'residual 16',
    'dense 8',
    'flatten 0',
    'dropout 0',
    'dense 1',
  ]);
});

test('layers that do not fit together are refused', () => {
  expect(() => describeNetwork(sequential(columns({ from: 5 }), dense({ units: 1 })), [4])).toThrow(
    'sequential[0] > columns: expected rows of at least 6 numbers, got [4]',
  );
});
