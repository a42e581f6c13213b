import type { Tensor } from '@foldwise/core';

/** A mean over so many rows is known to a few hundredths; of more, a run would keep a copy of its predictions for each fold. */
const mostRows = 1000;

/**
 * `[folds, rows, outputs]`: what the model of each fold predicts of the test rows, of which at most a thousand are taken, evenly spread:
 * the same ones in every run. It says by how much the models of a run differ, and so what averaging them is worth.
 */
export function testByFold(tests: readonly Tensor[]): Tensor {
  const [rows, outputs] = tests[0]!.shape as [number, number];
  const kept = Math.min(rows, mostRows);
  const data = new Float64Array(tests.length * kept * outputs);
  for (const [fold, test] of tests.entries()) {
    for (let i = 0; i < kept; i++) {
      const from = Math.floor((i * rows) / kept) * outputs;
      data.set(test.data.subarray(from, from + outputs), (fold * kept + i) * outputs);
    }
  }
  return { shape: [tests.length, kept, outputs], data };
}

/** The folds of such a tensor, each `[rows, outputs]`. */
export function foldsOfTest({ shape, data }: Tensor): readonly Tensor[] {
  const [folds, rows, outputs] = shape as [number, number, number];
  const size = rows * outputs;
  return Array.from({ length: folds }, (_, fold) => ({
    shape: [rows, outputs],
    data: data.subarray(fold * size, (fold + 1) * size),
  }));
}
