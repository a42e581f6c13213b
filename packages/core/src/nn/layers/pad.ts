import { add, multiply, pad as padAlong, subtract } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { ones } from '../../tensor/make.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/** How much is put around a row, and what. */
export interface PadOptions {
  /**
   * How many on both sides of each place axis (all but the last, which is channels); or a list with a count, or one for before and one
   * for after, for each axis of the row from the first on.
   */
  readonly by: number | readonly (number | readonly [before: number, after: number])[];
  /** What stands there; 0 by default. */
  readonly value?: number;
}

type Sides = readonly [before: number, after: number];

/**
 * A border of one number around each row: `[28, 28, 1]` by 2 → `[32, 32, 1]`.
 *
 * Where a convolution or a pool follows, its own `padding` does the same without the copy.
 *
 * @example
 * pad({ by: [[3, 0]] }).outputShape([10, 4]); // [13, 4]: three steps before the first
 */
export function pad(options: PadOptions): Layer<NoWeights> {
  const { by, value = 0 } = checkOptions('pad', options, ['by', 'value']);
  const sides = checkBy(by);
  checkNumber('pad', 'value', value);
  const sidesOf = (input: Shape): readonly Sides[] => {
    const least = typeof sides === 'number' ? 2 : sides.length;
    if (input.length < least || input.includes(0)) {
      throw shapeError('pad', `rows of at least ${least} ${least === 1 ? 'axis' : 'axes'}`, input);
    }
    return typeof sides === 'number' ? input.slice(1).map(() => [sides, sides] as const) : sides;
  };
  return withoutWeights(
    { kind: 'pad', by: sides, value },
    (input) => {
      const around = sidesOf(input);
      return input.map((length, axis) => length + (around[axis]?.[0] ?? 0) + (around[axis]?.[1] ?? 0));
    },
    (x) => {
      const around = sidesOf(x.shape.slice(1));
      const padded = padAll(x, around);
      if (value === 0) return padded;
      const inside = padAll(ones([1, ...x.shape.slice(1)]), around);
      return add(padded, multiply(subtract(1, inside), value));
    },
  );
}

function padAll(x: Value, around: readonly Sides[]): Value {
  return around.reduce(
    (grown: Value, [before, after], i) =>
      before + after === 0 ? grown : padAlong(grown, i + 1, before, after),
    x,
  );
}

function checkBy(by: PadOptions['by']): number | readonly Sides[] {
  const isCount = (n: unknown): boolean => Number.isInteger(n) && Number(n) >= 0;
  if (typeof by === 'number' && isCount(by)) return by;
  if (Array.isArray(by) && by.length > 0) {
    const sides = by.map((each: number | Sides): Sides => (typeof each === 'number' ? [each, each] : each));
    if (sides.every((both) => Array.isArray(both) && both.length === 2 && both.every(isCount))) {
      return Object.freeze(sides.map(([before, after]) => Object.freeze([before, after] as const)));
    }
  }
  throw new FoldwiseError('expected by to be a whole number of at least 0, or a list of them or of pairs', {
    code: 'input',
    where: 'pad',
    hint: 'pass for example by: 2, or by: [[1, 0], [2, 2]]',
  });
}
