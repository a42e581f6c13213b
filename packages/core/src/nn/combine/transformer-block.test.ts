import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { mapLeaves } from '../../tensor/tree.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import { transformerBlock } from './transformer-block.ts';

describeLayer(transformerBlock({ heads: 2, hidden: 5, dropout: 0.2 }), {
  input: [3, 4],
  refuses: [[], [4], [3, 5], [0, 4], [3, 0]],
});
describe('norms afterwards', () => {
  const options = { heads: 1, normFirst: false, causal: true, activation: 'silu' } as const;
  describeLayer(transformerBlock(options), { input: [2, 2] });
});

test('is made of norms, attention and dense layers', () => {
  const lines = describeNetwork(transformerBlock({ heads: 2 }), [3, 4]);
  expect(lines.map(({ path, parameters }) => [path, parameters])).toEqual([
    ['', 8 + 80 + 8 + 80 + 68],
    ['attentionNorm', 8],
    ['attention', 80],
    ['denseNorm', 8],
    ['hidden', 80],
    ['output', 68],
  ]);
});

test('with weights of 0 all that is left is the way around', () => {
  const layer = transformerBlock({ heads: 1 });
  const none = mapLeaves(layer.init([2, 2], rng(1)) as Tree, (leaf) => ({
    shape: leaf.shape,
    data: leaf.data.map(() => 0),
  }));
  const x = tensor([1, -2, 3, 4], [1, 2, 2]);
  expect(layer.apply(none as never, x, evaluation)).toEqual(x);
});

test('options that make no sense are refused', () => {
  expect(() => transformerBlock({ heads: 1.5 })).toThrow(
    'transformerBlock > selfAttention: expected heads to be an integer of at least 1, got 1.5',
  );
  expect(() => transformerBlock({ heads: 1, hidden: 0 })).toThrow(
    'transformerBlock: expected hidden to be an integer of at least 1, got 0',
  );
  // @ts-expect-error: no such activation
  expect(() => transformerBlock({ heads: 1, activation: 'gelo' })).toThrow(
    'transformerBlock > activation: expected the name of an activation, got "gelo" — did you mean "gelu"?',
  );
});
