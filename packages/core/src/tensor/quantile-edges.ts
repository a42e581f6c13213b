import { FoldwiseError } from '../errors.ts';
import { showShape } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { checkCount } from '../check-option.ts';

/**
 * Edges of bins that hold about as many rows each, for {@link piecewiseLinearEmbedding}: of each column of `[rows, features]` the
 * quantiles 0, 1/bins, …, 1, interpolated between rows, those that come twice only once.
 *
 * A column that is constant gets one bin, of width 1 around its number. 48 bins unless given, as in TabM; take training rows alone.
 *
 * @throws FoldwiseError `shape` where the features are no matrix with rows, `data` where a number is not finite.
 * @example
 * quantileEdges(tensor([[1], [2], [3], [4], [10]]), 2); // [[1, 3, 10]]
 */
export function quantileEdges(features: Tensor, bins = 48): readonly (readonly number[])[] {
  checkCount('quantileEdges', 'bins', bins);
  const { shape, data } = features;
  const [rows, width = 0] = shape;
  if (shape.length !== 2 || rows === 0) {
    throw new FoldwiseError(
      `expected features [rows, features] of at least one row, got ${showShape(shape)}`,
      {
        code: 'shape',
        where: 'quantileEdges',
      },
    );
  }
  const odd = data.findIndex((x) => !Number.isFinite(x));
  if (odd >= 0) {
    throw new FoldwiseError(
      `expected finite numbers, got ${data[odd]} in row ${Math.floor(odd / width)}, column ${odd % width}`,
      { code: 'data', where: 'quantileEdges', hint: 'impute missing cells first' },
    );
  }
  return Array.from({ length: width }, (_, column) =>
    edgesOf(data.filter((_number, i) => i % width === column).toSorted(), bins),
  );
}

function edgesOf(sorted: Float64Array, bins: number): readonly number[] {
  const quantiles = Array.from({ length: bins + 1 }, (_, bin) => {
    const place = (bin / bins) * (sorted.length - 1);
    const below = Math.floor(place);
    const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
    return low + (place - below) * (high - low);
  });
  const edges = quantiles.filter((edge, i) => i === 0 || edge > quantiles[i - 1]!);
  return edges.length > 1 ? edges : [edges[0]! - 0.5, edges[0]! + 0.5];
}
