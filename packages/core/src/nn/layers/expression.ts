import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Described } from '../../spec.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { withoutWeights } from './without-weights.ts';

/** A function of rows, written in ops, with the spec a run records it under. */
export interface RowFunction extends Described {
  /** The shape of one row it gives, for the shape of one it takes; the same unless given. */
  outputShape?(input: Shape): Shape;
  /** Of values `[batch, …]`. */
  apply(x: Value): Value;
}

/**
 * A function of one's own as a layer without weights: x → f(x).
 *
 * Where each number is taken by itself, {@link activation} takes it as well. With weights, write a `Layer`.
 *
 * @throws FoldwiseError `input` where it is no such function; `shape` where it gives rows of another shape than it says.
 * @example
 * const withSquares = expression({
 *   spec: { kind: 'withSquares' },
 *   outputShape: ([features]) => [2 * features!],
 *   apply: (x) => ops.concat([x, ops.square(x)], -1),
 * });
 */
export function expression(f: RowFunction): Layer<NoWeights> {
  if (typeof f?.apply !== 'function' || typeof f.spec?.kind !== 'string' || 'init' in f) {
    throw new FoldwiseError('expected an object with a spec and a function apply', {
      code: 'input',
      where: 'expression',
      hint: "pass { spec: { kind: 'mine' }, apply: (x) => … }",
    });
  }
  const outputShape = (input: Shape): Shape => f.outputShape?.(input) ?? input;
  return withoutWeights({ kind: 'expression', f: Object.freeze({ ...f.spec }) }, outputShape, (x) => {
    const wanted = [x.shape[0]!, ...outputShape(x.shape.slice(1))];
    const y = f.apply(x);
    if (showShape(y.shape) === showShape(wanted)) return y;
    throw new FoldwiseError(
      `expected ${f.spec.kind} to give ${showShape(wanted)} as its outputShape says, got ${showShape(y.shape)}`,
      { code: 'shape', where: 'expression' },
    );
  });
}
