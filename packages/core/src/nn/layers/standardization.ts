import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { axisOfRow } from './slice.ts';
import { standardised } from './standardised.ts';
import { withoutWeights } from './without-weights.ts';

/** Over what each row is standardised. */
export interface StandardizationOptions {
  /** Axes of the row, 0 the first; all of them by default. */
  readonly axes?: readonly number[];
  /** Added to the variance; 1e-5 by default (Lasagne: 1e-4). */
  readonly epsilon?: number;
}

/**
 * Each row centred and scaled by its own mean and variance over some axes, y = (x − μ)/√(σ² + ε), without weights.
 *
 * Over the last axis it is a {@link layerNorm} and over the others an {@link instanceNorm} that has nothing to learn. To standardise a
 * feature over the rows, by numbers known beforehand, there is {@link standardizeBy}.
 *
 * @throws FoldwiseError `input` where axes are no list of whole numbers.
 * @example
 * const network = sequential(reshapeTo([28, 28, 1]), standardization(), conv2d({ filters: 8, kernelSize: 3 }), globalMaxPool());
 */
export function standardization(options: StandardizationOptions = {}): Layer<NoWeights> {
  const kind = 'standardization';
  const { axes, epsilon = 1e-5 } = checkOptions(kind, options, ['axes', 'epsilon']);
  checkNumber(kind, 'epsilon', epsilon, 'a number above 0', (e) => e > 0);
  if (axes !== undefined && !(Array.isArray(axes) && axes.length > 0 && axes.every(Number.isInteger))) {
    const got = Array.isArray(axes) ? showShape(axes) : String(axes);
    throw new FoldwiseError(`expected axes to be a list of whole numbers, got ${got}`, {
      code: 'input',
      where: kind,
      hint: 'pass for example axes: [-1], or leave it out for all of them',
    });
  }
  const known = axes && Object.freeze([...axes]);
  const axesOf = (row: readonly number[]): readonly number[] =>
    (known ?? row.map((_, axis) => axis)).map((axis) => axisOfRow(kind, axis, row) + 1);
  return withoutWeights(
    { kind, ...(known === undefined ? {} : { axes: known }), epsilon },
    (input) => {
      // A row of one number is standardised to 0 and says nothing, yet it is a row; one without an axis is not.
      for (const axis of known ?? [0]) axisOfRow(kind, axis, input);
      return input;
    },
    (x) => standardised(x, axesOf(x.shape.slice(1)), epsilon),
  );
}
