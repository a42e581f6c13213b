import { FoldwiseError } from '../errors.ts';
import type { Shape } from './tensor.ts';

/**
 * How many numbers a shape holds: the product of its lengths, 1 for a scalar.
 *
 * @example
 * sizeOf([2, 3]); // 6
 */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/**
 * How far apart in the data two neighbours along each axis are.
 *
 * @example
 * stridesOf([2, 3]); // [3, 1]
 */
export function stridesOf(shape: Shape): number[] {
  const strides: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/**
 * A shape as messages show it.
 *
 * @example
 * showShape([2, 3]); // '[2, 3]'
 */
export function showShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * The shape of an elementwise result: axes are aligned at the right, and a length of 1, or an axis that is absent, is repeated.
 *
 * @param where Whose shapes these are, for the message.
 * @throws FoldwiseError `shape` where two lengths differ and neither is 1.
 * @example
 * broadcastShapes('add', [4, 3], [3]); // [4, 3]
 */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new FoldwiseError(
        `expected shapes that are equal, or 1, axis by axis from the right, got ${showShape(a)} and ${showShape(b)}`,
        { code: 'shape', where, hint: `${left} and ${right} do not fit: reshape one of them` },
      );
    }
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/**
 * The strides that read a tensor of `shape` as if it had the broadcast shape `target`: 0 along repeated axes.
 *
 * @example
 * broadcastStrides([3], [4, 3]); // [0, 1]
 */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const missing = target.length - shape.length;
  const strides = stridesOf(shape);
  return target.map((_, axis) =>
    axis < missing || shape[axis - missing] === 1 ? 0 : strides[axis - missing]!,
  );
}

/**
 * An axis counted from 0, given one that may be counted from the end (−1 is the last).
 *
 * @throws FoldwiseError `shape` where the shape has no such axis.
 */
export function axisOf(where: string, axis: number, shape: Shape): number {
  const counted = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || counted < 0 || counted >= shape.length) {
    throw new FoldwiseError(`expected an axis of ${showShape(shape)}, got ${axis}`, {
      code: 'shape',
      where,
      hint:
        shape.length === 0
          ? 'a scalar has none'
          : `pass one from 0 to ${shape.length - 1}, or from the end, −1 to −${shape.length}`,
    });
  }
  return counted;
}

/** The shape with a length of 1 in place of these axes. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}
