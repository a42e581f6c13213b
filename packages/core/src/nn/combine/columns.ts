import type { Value } from '../../autodiff/primitive.ts';
import { slice } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';

/** Which columns of a row. */
export interface ColumnsOptions {
  /** The first one, counted from 0. */
  readonly from: number;
  /** The one after the last; by default all that follow. */
  readonly to?: number;
}

/**
 * Some neighbouring columns of each row, x → x[…, from:to]: sends numbers and codes of one table down different branches.
 *
 * @example
 * columns({ from: 2, to: 5 }).outputShape([8]); // [3]
 */
export function columns(options: ColumnsOptions): Layer<NoWeights> {
  checkOptions('columns', options, ['from', 'to']);
  const from = checkCount('columns', 'from', options.from, 0);
  const { to } = options;
  if (to !== undefined && checkCount('columns', 'to', to) <= from) {
    throw new FoldwiseError(`expected "to" above "from", got from ${from} to ${to}`, {
      code: 'input',
      where: 'columns',
      hint: '"to" is the column after the last one',
    });
  }

  const endIn = (input: Shape): number => {
    const width = input.at(-1) ?? 0;
    const end = to ?? width;
    if (end > width || from >= end) {
      throw shapeError('columns', `rows of at least ${to ?? from + 1} numbers`, input);
    }
    return end;
  };

  return Object.freeze({
    spec: Object.freeze({ kind: 'columns', from, ...(to === undefined ? {} : { to }) }),
    outputShape: (input: Shape): Shape => [...input.slice(0, -1), endIn(input) - from],
    init(input: Shape): NoWeights {
      endIn(input);
      return noWeights;
    },
    apply: (_weights: NoWeights, x: Value): Value => slice(x, -1, from, endIn(x.shape.slice(1))),
  });
}
