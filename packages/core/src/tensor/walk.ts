import type { Shape } from './tensor.ts';

/**
 * One run along the innermost axis: `count` elements that lie next to each other in the walked tensor from `at` on, and
 * `firstStep` and `secondStep` apart in the two others from `first` and `second` on.
 */
export type Run = (
  at: number,
  count: number,
  first: number,
  firstStep: number,
  second: number,
  secondStep: number,
) => void;

interface Axis {
  readonly length: number;
  readonly first: number;
  readonly second: number;
}

/**
 * Walks all elements of `shape` in order, run by run, along with two other tensors that are read by strides of their own.
 *
 * Axes that continue each other in all three are walked as one: tensors of one shape are a single run, and a matrix beside a row
 * vector is one run a row.
 */
export function walk(shape: Shape, first: readonly number[], second: readonly number[], run: Run): void {
  const axes = mergedAxes(shape, first, second);
  const inner = axes.pop() ?? { length: 1, first: 0, second: 0 };
  const index = axes.map(() => 0);
  let at = 0;
  let p = 0;
  let q = 0;
  if (inner.length === 0 || axes.some(({ length }) => length === 0)) return;
  for (;;) {
    run(at, inner.length, p, inner.first, q, inner.second);
    at += inner.length;
    let axis = axes.length - 1;
    for (; axis >= 0; axis--) {
      const { length, first: stepFirst, second: stepSecond } = axes[axis]!;
      p += stepFirst;
      q += stepSecond;
      if (++index[axis]! < length) break;
      index[axis] = 0;
      p -= stepFirst * length;
      q -= stepSecond * length;
    }
    if (axis < 0) return;
  }
}

function mergedAxes(shape: Shape, first: readonly number[], second: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  shape.forEach((length, i) => {
    if (length === 1) return;
    const axis = { length, first: first[i]!, second: second[i]! };
    const outer = axes.at(-1);
    const continues =
      outer !== undefined && outer.first === axis.first * length && outer.second === axis.second * length;
    if (continues) axes[axes.length - 1] = { ...axis, length: outer.length * length };
    else axes.push(axis);
  });
  return axes;
}
