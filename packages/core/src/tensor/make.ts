import { FoldwiseError } from '../errors.ts';
import { sameShape, showShape, sizeOf } from './shape.ts';
import { sizeWithRoom } from './size-with-room.ts';
import type { Shape, Tensor } from './tensor.ts';

/** Numbers in brackets within brackets: `[[1, 2], [3, 4]]`. */
export type Nested = number | readonly Nested[];

/** A flat run of numbers, of whatever type. */
export type Numbers = readonly number[] | Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/**
 * A tensor of the given numbers: nested brackets give the shape, or flat numbers come with one.
 *
 * The numbers are copied, so that nobody else can write to them.
 *
 * @throws FoldwiseError `shape` where the brackets are ragged or the count does not fit the shape.
 * @example
 * tensor([[1, 2, 3], [4, 5, 6]]).shape; // [2, 3]
 * tensor([1, 2, 3, 4, 5, 6], [2, 3]).shape; // [2, 3]
 */
export function tensor(numbers: Nested): Tensor;
export function tensor(numbers: Numbers, shape?: Shape): Tensor;
export function tensor(numbers: Nested | Numbers, shape?: Shape): Tensor {
  if (isFlat(numbers)) return fromData(Float64Array.from(numbers), shape ?? [numbers.length]);
  const found = shapeOfNested(numbers);
  const flat: number[] = [];
  flatten(numbers, found, 0, flat);
  return fromData(Float64Array.from(flat), shape ?? found);
}

function isFlat(numbers: Nested | Numbers): numbers is Numbers {
  if (typeof numbers === 'number') return false;
  return ArrayBuffer.isView(numbers) || numbers.every((entry) => typeof entry === 'number');
}

/**
 * A tensor over data that is handed over, not copied: whoever made it must not write to it any more.
 *
 * @throws FoldwiseError `shape` where the shape is none, or does not hold as many numbers.
 */
export function fromData(data: Float64Array, shape: Shape): Tensor {
  if (!shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new FoldwiseError(`expected whole lengths of at least 0, got ${showShape(shape)}`, {
      code: 'shape',
      where: 'tensor',
    });
  }
  if (data.length !== sizeOf(shape)) {
    throw new FoldwiseError(
      `expected ${sizeOf(shape)} numbers for shape ${showShape(shape)}, got ${data.length}`,
      { code: 'shape', where: 'tensor' },
    );
  }
  return { shape, data };
}

/** A tensor of no axes: one number. */
export function scalar(value: number): Tensor {
  return { shape: [], data: Float64Array.of(value) };
}

/** A tensor of the same number everywhere. */
export function full(shape: Shape, value: number): Tensor {
  return fromData(new Float64Array(sizeWithRoom(shape)).fill(value), shape);
}

export function zeros(shape: Shape): Tensor {
  return full(shape, 0);
}

export function ones(shape: Shape): Tensor {
  return full(shape, 1);
}

/**
 * The same tensor, marked as remembered but not trained: a leaf of a weights tree that gets no gradient (a running mean).
 *
 * @example
 * const weights = { scale: ones([3]), mean: statistic(zeros([3])) };
 */
export function statistic(t: Tensor): Tensor {
  return { shape: t.shape, data: t.data, role: 'statistic' };
}

/**
 * The number a scalar holds; a tensor of one number will do.
 *
 * @throws FoldwiseError `shape` where there is not exactly one number.
 * @example
 * numberOf(scalar(3)); // 3
 */
export function numberOf(t: Tensor): number {
  if (t.data.length !== 1) {
    throw new FoldwiseError(`expected one number, got a tensor of shape ${showShape(t.shape)}`, {
      code: 'shape',
      where: 'numberOf',
      hint: 'reduce it first, by sum or mean',
    });
  }
  return t.data[0]!;
}

/**
 * Tensors of one shape, one after the other along a new first axis.
 *
 * @throws FoldwiseError `shape` where there is none or the shapes differ.
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])]).shape; // [2, 2]
 */
export function stack(tensors: readonly Tensor[]): Tensor {
  const first = tensors[0];
  const odd = tensors.find((t) => first !== undefined && !sameShape(t.shape, first.shape));
  if (first === undefined || odd !== undefined) {
    throw new FoldwiseError(
      first === undefined
        ? 'expected at least one tensor, got none'
        : `expected tensors of one shape, got ${showShape(first.shape)} and ${showShape(odd!.shape)}`,
      { code: 'shape', where: 'stack' },
    );
  }
  const size = first.data.length;
  const data = new Float64Array(size * tensors.length);
  tensors.forEach((t, i) => data.set(t.data, i * size));
  return { shape: [tensors.length, ...first.shape], data };
}

function shapeOfNested(numbers: Nested): Shape {
  const shape: number[] = [];
  for (let level: Nested | undefined = numbers; Array.isArray(level); level = level[0])
    shape.push(level.length);
  return shape;
}

function flatten(numbers: Nested, shape: Shape, depth: number, into: number[]): void {
  if (typeof numbers === 'number' && depth === shape.length) {
    into.push(numbers);
    return;
  }
  if (typeof numbers === 'number' || numbers.length !== shape[depth]) {
    throw new FoldwiseError(
      `expected brackets of shape ${showShape(shape)}, got ${typeof numbers === 'number' ? 'a number' : `${numbers.length} entries`} at depth ${depth}`,
      { code: 'shape', where: 'tensor', hint: 'give every row the same length' },
    );
  }
  for (const inner of numbers) flatten(inner, shape, depth + 1, into);
}
