import { add, gather, greater, maximum, where } from '../../autodiff/ops/index.ts';
import { isTraced } from '../../autodiff/primitive.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import { fromData, tensor } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { uniformWeights } from '../initializers/uniform-weights.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';

/** What an embedding is made of. */
export interface EmbeddingOptions {
  /** How many codes there are, 0 … levels − 1; a list gives each column of a row codes, and vectors, of its own. */
  readonly levels: number | readonly number[];
  /** How many numbers stand for a code. */
  readonly dimension: number;
  /** How the vectors start; `uniformWeights()` by default, within ±0.05 as in Keras. */
  readonly tableInit?: Initializer;
}

/** Weights of an embedding: `table` is `[rows, dimension]`, for each list of codes a row for the unknown and then one a code. */
export type EmbeddingWeights = { readonly table: Tensor };

/**
 * A trained vector for each code, code k → row k + 1 of a table; `[n]` codes → `[n, dimension]`, `[]` → `[dimension]`.
 *
 * A negative code means "not known" (a level that was not there in training, a missing cell) and has a vector of its own, row 0,
 * which starts as zeros. A code that is no integer, or past the levels, is an error.
 *
 * @example
 * const network = sequential(embedding({ levels: [3, 12], dimension: 4 }), flatten(), dense({ units: 1 }));
 * network.outputShape([2]); // [1]
 */
export function embedding(options: EmbeddingOptions): Layer<EmbeddingWeights> {
  const { levels } = checkOptions('embedding', options, ['levels', 'dimension', 'tableInit']);
  const tableInit = checkInitializer('embedding', 'tableInit', options.tableInit ?? uniformWeights());
  const dimension = checkCount('embedding', 'dimension', options.dimension);
  const lists = Array.isArray(levels) ? Object.freeze([...levels]) : [levels];
  if (lists.length === 0) {
    throw new FoldwiseError('expected levels to have a number for each column, got an empty list', {
      code: 'input',
      where: 'embedding',
    });
  }
  for (const count of lists) checkCount('embedding', 'levels', count);
  /** The row of the unknown for each list of codes and, last, the number of rows. */
  const starts = lists.reduce<number[]>((rows, count) => [...rows, rows.at(-1)! + count + 1], [0]);
  const rows = starts.at(-1)!;
  const offsets = tensor(starts.slice(0, -1).map((start) => start + 1));
  const largest = tensor(lists.map((count) => count - 1));

  const outputShape = (input: Shape): Shape => {
    if (typeof levels !== 'number' && input.at(-1) !== lists.length) {
      throw shapeError('embedding', `rows of ${lists.length} codes, one for each of its levels`, input);
    }
    return [...input, dimension];
  };

  return Object.freeze({
    spec: Object.freeze({
      kind: 'embedding',
      levels: typeof levels === 'number' ? levels : lists,
      dimension,
      tableInit: tableInit.spec,
    }),
    outputShape,
    init(input: Shape, rng: Rng): EmbeddingWeights {
      outputShape(input);
      const data = Float64Array.from(tableInit.draw([rows, dimension], rng.split('table')).data);
      for (const start of starts.slice(0, -1)) data.fill(0, start * dimension, (start + 1) * dimension);
      return { table: fromData(data, [rows, dimension]) };
    },
    apply(weights: ValuesOf<EmbeddingWeights>, x: Value): Value {
      outputShape(x.shape.slice(1));
      if (!isTraced(x)) checkCodes(x, lists);
      const row = add(maximum(x, -1), offsets);
      // Where x is traced its codes cannot be looked at yet: one past its own levels must not become a row of the next column.
      return gather(weights.table, where(greater(x, largest), rows, row));
    },
  });
}

function checkCodes({ data }: Tensor, lists: readonly number[]): void {
  data.forEach((code, i) => {
    const count = lists[i % lists.length]!;
    if (Number.isInteger(code) && code < count) return;
    const column = lists.length === 1 ? '' : ` in column ${i % lists.length}`;
    throw new FoldwiseError(
      `expected integer codes below ${count}${column}, or negative ones for the unknown, got ${code}`,
      {
        code: 'data',
        where: 'embedding',
        hint: Number.isInteger(code)
          ? `raise levels to at least ${code + 1}`
          : 'encode the column by ordinal codes first',
      },
    );
  });
}
