import { describe, expect, it } from 'vitest';
import { add, matmul, relu } from '../autodiff/ops/index.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { executorFor } from './compiled-executor.ts';
import { normals } from './testing/both.ts';
import { computeBy } from './testing/compute.ts';

/** Rows, columns and inner length at and around the bounds of blocks (128 rows, 320 columns, 256 inner) and of packing (48 or 320 rows). */
const shapes = [
  [48, 321, 129],
  [129, 20, 700],
  [300, 340, 385],
  [320, 130, 250],
  [257, 9, 640],
  [47, 640, 512],
  [8, 300, 800],
] as const;

const worst = (a: Tensor, b: Tensor): number =>
  a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

describe.each(['revectorised', 'plain'] as const)('large products of the tier %s', (tier) => {
  const executor = executorFor({ tier });

  it.each(shapes)('of %i × %i over %i are those of the reference', (m, n, k) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      const a = normals('a', transposeA ? [k, m] : [m, k]);
      const b = normals('b', transposeB ? [n, k] : [k, n]);
      const options = { transposeA, transposeB };
      const product = (by: typeof referenceExecutor) =>
        computeBy(by, (x, y) => matmul(x, y, options), [a, b]);
      // A sum of k products of deviates is about √k, its error in float32 some √k·ε of that.
      expect(worst(product(executor), product(referenceExecutor))).toBeLessThan(k * 2 ** -22);
    }
  });

  it('add their bias once and are cut off once', () => {
    const [x, kernel, bias] = [normals('x', [150, 600]), normals('w', [600, 200]), normals('b', [200])];
    const layer = (by: typeof referenceExecutor) =>
      computeBy(by, (a, b, c) => relu(add(matmul(a, b), c)), [x, kernel, bias]);
    expect(worst(layer(executor), layer(referenceExecutor))).toBeLessThan(600 * 2 ** -22);
  });
});
