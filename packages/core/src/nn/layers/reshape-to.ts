import { reshape } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';

/**
 * The numbers of each row in the same order under another shape: `[784]` → `[28, 28, 1]`, pixels for `conv2d`.
 *
 * @param shape Of one row; one length may be −1, for what is left over.
 * @example
 * const network = sequential(reshapeTo([28, 28, 1]), conv2d({ filters: 6, kernelSize: 5 }), flatten(), dense({ units: 10 }));
 */
export function reshapeTo(shape: Shape): Layer<NoWeights> {
  const wanted = checked(shape);
  const outputShape = (input: Shape): Shape => {
    const rest = sizeOf(wanted.filter((length) => length !== -1));
    const left = sizeOf(input) / rest;
    const full = wanted.map((length) => (length === -1 ? left : length));
    if (Number.isInteger(left) && left >= 1 && sizeOf(full) === sizeOf(input)) return full;
    const numbers = wanted.includes(-1) ? `a multiple of ${rest}` : String(rest);
    throw shapeError('reshapeTo', `rows of ${numbers} numbers for ${showShape(wanted)}`, input);
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'reshapeTo', shape: wanted }),
    outputShape,
    init(input: Shape): NoWeights {
      outputShape(input);
      return noWeights;
    },
    apply: (_weights: NoWeights, x: Value): Value =>
      reshape(x, [x.shape[0]!, ...outputShape(x.shape.slice(1))]),
  });
}

function checked(shape: Shape): Shape {
  const open = Array.isArray(shape) ? shape.filter((length) => length === -1).length : 2;
  if (open <= 1 && shape.every((length) => Number.isInteger(length) && (length >= 1 || length === -1))) {
    return Object.freeze([...shape]);
  }
  throw new FoldwiseError(
    `expected whole lengths of at least 1, at most one of them −1, got ${Array.isArray(shape) ? showShape(shape) : String(shape)}`,
    { code: 'input', where: 'reshapeTo', hint: 'pass for example [28, 28, 1]' },
  );
}
