import { describe, expect, test } from 'vitest';
import { add, multiply } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { tanh } from '../layers/activation.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { identity } from '../layers/identity.ts';
import { columns } from './columns.ts';
import { maximumOf } from './maximum-of.ts';
import { mergedBy } from './merged-by.ts';
import { parallelAlong } from './parallel-along.ts';
import { productOf } from './product-of.ts';
import { residual } from './residual.ts';
import { sequential } from './sequential.ts';
import { sumOf } from './sum-of.ts';

const two = [dense({ units: 4 }), sequential(dense({ units: 4 }), tanh(), dropout(0.4))] as const;
const mostlyFirst = {
  spec: { kind: 'mostlyFirst' },
  apply: ([a, b]: readonly Value[]) => add(multiply(a!, 0.9), multiply(b!, 0.1)),
};

describeLayer(sumOf(...two), { input: [3], refuses: [[], [0]] });
describeLayer(productOf(...two, dense({ units: 4 })), { input: [3], refuses: [[]] });
describeLayer(maximumOf(...two), { input: [2, 3], refuses: [[]] });
describeLayer(mergedBy(mostlyFirst, ...two), { input: [3], refuses: [[]] });
describe('along the first axis', () => {
  describeLayer(parallelAlong(0, dense({ units: 3 }), identity()), { input: [2, 3], refuses: [[], [2, 4]] });
});
describe('along the last axis but one', () => {
  describeLayer(parallelAlong(-2, identity(), identity()), { input: [2, 3], refuses: [[], [3]] });
});

const x = tensor([[2, -3]]);
const both = [identity(), columns({ from: 0, to: 2 })] as const;

test('merges number by number', () => {
  const of = (layer: Layer) => layer.apply([[], []], x, evaluation);
  expect(of(sumOf(...both))).toEqual(tensor([[4, -6]]));
  expect(of(productOf(...both))).toEqual(tensor([[4, 9]]));
  expect(of(maximumOf(...both))).toEqual(tensor([[2, -3]]));
  expect(parallelAlong(0, ...both).apply([[], []], tensor([[[1, 2]]]), evaluation)).toEqual(
    tensor([
      [
        [1, 2],
        [1, 2],
      ],
    ]),
  );
});

test('a sum with the identity is the residual block', () => {
  const layer = dense({ units: 2 });
  const weights = layer.init([2], rng(1));
  expect(sumOf(identity(), layer).apply([[], weights], x, evaluation)).toEqual(
    residual(layer).apply(weights, x, evaluation),
  );
});

test('the branches are described one by one', () => {
  const lines = describeNetwork(sumOf(...two), [3]);
  expect(lines.map(({ path, kind }) => [path, kind]).slice(0, 3)).toEqual([
    ['', 'sumOf'],
    ['0', 'dense'],
    ['1', 'sequential'],
  ]);
  expect(lines[0]!.parameters).toBe(32);
});

test('branches that do not fit together are refused by their place', () => {
  const odd = [dense({ units: 4 }), dense({ units: 1 })] as const;
  expect(() => sumOf(...odd).outputShape([3])).toThrow(
    'sumOf[1]: expected rows of shape [4], as the first layer gives, got [1]',
  );
  expect(() => parallelAlong(0, identity(), dense({ units: 2 })).outputShape([5, 3])).toThrow(
    'parallelAlong[1]: expected rows that differ from [5, 3], of the first layer, along axis 0 only, got [5, 2]',
  );
  expect(() => parallelAlong(2, identity()).outputShape([5, 3])).toThrow(
    'parallelAlong[0]: expected rows with an axis 2, got [5, 3]',
  );
});

test('what is no merge is refused', () => {
  expect(() => sumOf()).toThrow('sumOf: expected at least one layer, got none');
  // @ts-expect-error: a layer where a function belongs
  expect(() => mergedBy(identity(), identity())).toThrow(
    'mergedBy: expected an object with a spec and a function apply before the layers',
  );
  // @ts-expect-error: a layer where the axis belongs
  expect(() => parallelAlong(identity(), identity())).toThrow(
    'parallelAlong: expected the axis to be a whole number, got [object Object]',
  );
});
