import { reshape, slice } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { axisOfRow } from './slice.ts';
import { withoutWeights } from './without-weights.ts';

/** Which place of a row; below 0, counted from the end. */
export interface PickOptions {
  /** Along which axis of the row, 0 the first. */
  readonly axis: number;
  readonly at: number;
}

/**
 * One place of each row along an axis, x → x[…, at, …]; the axis is gone: `[10, 4]` → `[4]`.
 *
 * @throws FoldwiseError `input` where a number is not whole.
 * @example
 * const lastState = sequential(gru({ units: 16, sequences: true }), pick({ axis: 0, at: -1 }));
 */
export function pick(options: PickOptions): Layer<NoWeights> {
  const { axis, at } = checkOptions('pick', options, ['axis', 'at']);
  checkNumber('pick', 'axis', axis, 'a whole number', Number.isInteger);
  checkNumber('pick', 'at', at, 'a whole number', Number.isInteger);
  const placeOf = (input: Shape): { axis: number; at: number } => {
    const along = axisOfRow('pick', axis, input);
    const place = at < 0 ? at + input[along]! : at;
    if (place >= 0 && place < input[along]!) return { axis: along, at: place };
    throw shapeError('pick', `rows with a place ${at} along axis ${axis}`, input);
  };
  const outputShape = (input: Shape): Shape => input.toSpliced(placeOf(input).axis, 1);
  return withoutWeights({ kind: 'pick', axis, at }, outputShape, (x) => {
    const row = x.shape.slice(1);
    const place = placeOf(row);
    const one = slice(x, place.axis + 1, place.at, place.at + 1);
    return reshape(one, [x.shape[0]!, ...outputShape(row)]);
  });
}
