import { broadcastTo, pad, reshape } from '../../autodiff/ops/index.ts';
import { asOne, type Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { eachDirection } from './each-direction.ts';
import { withoutWeights } from './without-weights.ts';

/** What stands between the cells of what has been made larger. */
export type Filling = 'repeat' | 'zeros';

/** What all layers that enlarge are told. */
export interface UpscaleOptions {
  /** The cell itself again, `repeat`, by default (nearest neighbour); or `zeros`, with the cell first. */
  readonly fill?: Filling;
}

const ROWS = [
  'sequences [steps, channels]',
  'images [height, width, channels]',
  'volumes [depth, height, width, channels]',
];

/** Enlarging in one to three directions. */
export function upscaling(
  kind: string,
  directions: number,
  options: UpscaleOptions & { readonly factor: number | readonly number[] },
): Layer<NoWeights> {
  const { factor, fill = 'repeat' } = checkOptions(kind, options, ['factor', 'fill']);
  const factors = eachDirection(kind, 'factor', factor, directions);
  if (fill !== 'repeat' && fill !== 'zeros') {
    throw new FoldwiseError(`expected fill to be 'repeat' or 'zeros', got "${String(fill)}"`, {
      code: 'input',
      where: kind,
    });
  }
  const outputShape = (input: Shape): Shape => {
    if (input.length !== directions + 1 || input.includes(0)) {
      throw shapeError(kind, ROWS[directions - 1]!, input, 'reshape them first');
    }
    return input.map((length, axis) => length * (factors[axis] ?? 1));
  };
  const spec = Object.freeze({ kind, factor: directions === 1 ? factors[0]! : factors, fill });
  return withoutWeights(spec, outputShape, (x) =>
    asOne(spec, { x }, () =>
      factors.reduce((grown: Value, times, i) => enlarged(grown, i + 1, times, fill), x),
    ),
  );
}

/** Each place of an axis several times. */
function enlarged(x: Value, axis: number, times: number, fill: Filling): Value {
  if (times === 1) return x;
  const { shape } = x;
  const apart = reshape(x, [sizeOf(shape.slice(0, axis + 1)), 1, sizeOf(shape.slice(axis + 1))]);
  const filled =
    fill === 'zeros' ? pad(apart, 1, 0, times - 1) : broadcastTo(apart, apart.shape.with(1, times));
  return reshape(filled, shape.with(axis, shape[axis]! * times));
}
