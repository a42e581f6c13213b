import { concat, max, slice } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/** The levels of a pyramid. */
export interface SpatialPyramidPoolOptions {
  /** Into how many parts each level cuts the image, down and across; `[4, 2, 1]` by default, as in Lasagne. */
  readonly levels?: readonly number[];
}

/**
 * The largest number of each part of an image, for parts of several sizes, channel by channel; `[height, width, channels]` →
 * `[Σ levels², channels]`.
 *
 * However large the image is, as many numbers come out. A level n cuts it into n·n parts, where part i reaches from ⌊i·h/n⌋ to
 * ⌈(i + 1)·h/n⌉, so that parts of unequal lengths overlap by a line, as in PyTorch's adaptive pooling. He et al. 2014, "Spatial Pyramid
 * Pooling in Deep Convolutional Networks for Visual Recognition".
 *
 * @example
 * spatialPyramidPool({ levels: [3, 1] }).outputShape([28, 20, 6]); // [10, 6]
 */
export function spatialPyramidPool(options: SpatialPyramidPoolOptions = {}): Layer<NoWeights> {
  const kind = 'spatialPyramidPool';
  const levels = checkLevels(kind, checkOptions(kind, options, ['levels']).levels ?? [4, 2, 1]);
  const parts = levels.reduce((sum, n) => sum + n * n, 0);
  const outputShape = (input: Shape): Shape => {
    const least = Math.max(...levels);
    if (input.length === 3 && input[0]! >= least && input[1]! >= least && input[2]! > 0)
      return [parts, input[2]!];
    throw shapeError(kind, `images [height, width, channels] of at least ${least} by ${least}`, input);
  };
  return withoutWeights({ kind, levels }, outputShape, (x) =>
    concat(
      levels.flatMap((n) => partsOf(x, 1, n).flatMap((band) => partsOf(band, 2, n).map(largest))),
      1,
    ),
  );
}

/** The parts of images along an axis. */
function partsOf(x: Value, axis: number, count: number): readonly Value[] {
  const length = x.shape[axis]!;
  return Array.from({ length: count }, (_, i) =>
    slice(x, axis, Math.floor((i * length) / count), Math.ceil(((i + 1) * length) / count)),
  );
}

/** The largest number of each channel, as one place: `[batch, 1, channels]`. */
function largest(x: Value): Value {
  return max(max(x, { axes: 2 }), { axes: 1, keepDims: true });
}

function checkLevels(where: string, levels: readonly number[]): readonly number[] {
  const isList = Array.isArray(levels) && levels.length > 0;
  if (isList && levels.every((n) => Number.isInteger(n) && n >= 1)) return Object.freeze([...levels]);
  const got = Array.isArray(levels) ? showShape(levels) : String(levels);
  throw new FoldwiseError(`expected levels to be whole numbers of at least 1, got ${got}`, {
    code: 'input',
    where,
    hint: 'pass for example levels: [4, 2, 1]',
  });
}
