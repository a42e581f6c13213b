import { slice as sliceAlong } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/** Which part of a row; axes and places below 0 are counted from the end, as in `Array.slice`. */
export interface SliceOptions {
  /** Along which axis of the row, 0 the first. */
  readonly axis: number;
  /** The first place; 0 by default. */
  readonly from?: number;
  /** The place after the last; by default all that follow. */
  readonly to?: number;
}

/**
 * Some neighbouring places of each row along an axis, x → x[…, from:to, …]; the axis stays.
 *
 * For a single place without its axis there is {@link pick}, for the last axis {@link columns}.
 *
 * @throws FoldwiseError `input` where a number is not whole.
 * @example
 * slice({ axis: 0, from: -3 }).outputShape([10, 4]); // [3, 4]: the last three steps
 */
export function slice(options: SliceOptions): Layer<NoWeights> {
  const { axis, from = 0, to } = checkOptions('slice', options, ['axis', 'from', 'to']);
  for (const [name, value] of Object.entries({ axis, from, to: to ?? 0 })) {
    checkNumber('slice', name, value, 'a whole number', Number.isInteger);
  }
  const partOf = (input: Shape): { axis: number; from: number; to: number } => {
    const along = axisOfRow('slice', axis, input);
    const length = input[along]!;
    const counted = (place: number): number => (place < 0 ? place + length : place);
    const [first, end] = [counted(from), to === undefined ? length : counted(to)];
    if (first >= 0 && first < end && end <= length) return { axis: along, from: first, to: end };
    const range = `${from} to ${to ?? 'its end'}`;
    throw shapeError('slice', `rows with places from ${range} along axis ${axis}`, input);
  };
  return withoutWeights(
    { kind: 'slice', axis, from, ...(to === undefined ? {} : { to }) },
    (input) => {
      const part = partOf(input);
      return input.with(part.axis, part.to - part.from);
    },
    (x) => {
      const part = partOf(x.shape.slice(1));
      return sliceAlong(x, part.axis + 1, part.from, part.to);
    },
  );
}

/** An axis of a row counted from 0; an error that names the layer where the row has none such. */
export function axisOfRow(layer: string, axis: number, input: Shape): number {
  if (!Number.isInteger(axis)) {
    throw new FoldwiseError(`expected axis to be a whole number, got ${String(axis)}`, {
      code: 'input',
      where: layer,
    });
  }
  const along = axis < 0 ? axis + input.length : axis;
  if (along >= 0 && along < input.length && !input.includes(0)) return along;
  throw shapeError(layer, `rows with an axis ${axis}`, input);
}
