import { transpose } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * The axes of each row in another order: axis i of the result is axis `order[i]` of the row; the batch axis stays in front.
 *
 * New axes of length 1 come by `reshapeTo`.
 *
 * @param order Each axis of the row once, 0 the first.
 * @throws FoldwiseError `input` where that is not so.
 * @example
 * permute([1, 2, 0]).outputShape([3, 32, 32]); // [32, 32, 3]: channels first to channels last
 */
export function permute(order: readonly number[]): Layer<NoWeights> {
  const isOrder = Array.isArray(order) && order.length > 0 && order.every((_, i) => order.includes(i));
  if (!isOrder) {
    const got = Array.isArray(order) ? showShape(order) : String(order);
    throw new FoldwiseError(`expected each axis from 0 on once, got ${got}`, {
      code: 'input',
      where: 'permute',
      hint: 'pass for example [1, 2, 0]',
    });
  }
  const axes = Object.freeze([...order]);
  return withoutWeights(
    { kind: 'permute', order: axes },
    (input) => {
      if (input.length === axes.length && !input.includes(0)) return axes.map((axis) => input[axis]!);
      throw shapeError('permute', `rows of ${axes.length} axes`, input);
    },
    (x) => transpose(x, [0, ...axes.map((axis) => axis + 1)]),
  );
}
