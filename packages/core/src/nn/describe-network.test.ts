import { expect, test } from 'vitest';
import { columns } from './combine/columns.ts';
import { parallel } from './combine/parallel.ts';
import { residual } from './combine/residual.ts';
import { sequential } from './combine/sequential.ts';
import { describeNetwork } from './describe-network.ts';
import { activation } from './layers/activation.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { dense } from './layers/dense.ts';

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
    '2|1|activation|8→8|0|0',
    '3|1|dense|8→1|9|0',
  ]);
});

test('a single layer is one line', () => {
  expect(describeNetwork(dense({ units: 3 }), [2])).toEqual([
    { path: '', depth: 0, kind: 'dense', inputShape: [2], outputShape: [3], parameters: 9, statistics: 0 },
  ]);
});

test('layers that do not fit together are refused', () => {
  expect(() => describeNetwork(sequential(columns({ from: 5 }), dense({ units: 1 })), [4])).toThrow(
    'sequential[0] > columns: expected rows of at least 6 numbers, got [4]',
  );
});
