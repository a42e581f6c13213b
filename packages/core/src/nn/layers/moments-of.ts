import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Moments } from './standardize-by.ts';

/**
 * Mean and standard deviation (the square root of Σ(x − mean)²/n) of each feature over rows `[rows, …, features]`: what
 * {@link standardizeBy} takes.
 *
 * A feature that is the same in all rows has deviation 1 here: it becomes 0.
 *
 * @throws FoldwiseError `shape` where there is no row; `input` where a number is not finite.
 * @example
 * momentsOf(tensor([[1, 5], [3, 5]])); // { mean: [2, 5], deviation: [1, 1] }
 */
export function momentsOf(rows: Tensor): Moments {
  const { shape, data } = rows;
  const features = shape.at(-1) ?? 0;
  const count = data.length / features;
  if (shape.length < 2 || data.length === 0) {
    throw new FoldwiseError(`expected rows [rows, features], got ${showShape(shape)}`, {
      code: 'shape',
      where: 'momentsOf',
    });
  }
  const odd = data.findIndex((number) => !Number.isFinite(number));
  if (odd >= 0) {
    throw new FoldwiseError(`expected finite numbers, got ${data[odd]} in feature ${odd % features}`, {
      code: 'input',
      where: 'momentsOf',
      hint: 'fill in what is missing first',
    });
  }
  const averages = (of: (number: number, feature: number) => number): number[] => {
    const sums = Array.from({ length: features }, () => 0);
    data.forEach((number, i) => (sums[i % features]! += of(number, i % features)));
    return sums.map((sum) => sum / count);
  };
  const mean = averages((number) => number);
  const squares = averages((number, feature) => (number - mean[feature]!) ** 2);
  return { mean, deviation: squares.map((square) => (square > 0 ? Math.sqrt(square) : 1)) };
}
