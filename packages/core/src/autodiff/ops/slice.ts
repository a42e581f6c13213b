import { FoldwiseError } from '../../errors.ts';
import { axisOf, sameShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Lowering, Placed, Word } from '../lowering/lowering.ts';
import { primitive, type Value } from '../primitive.ts';

interface Range {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
}

/** Numbers before the axis, along it, and after it: a tensor as `outer` blocks of `length` rows of `inner`. */
function blocksOf(shape: Shape, axis: number): { outer: number; length: number; inner: number } {
  return { outer: sizeOf(shape.slice(0, axis)), length: shape[axis]!, inner: sizeOf(shape.slice(axis + 1)) };
}

/** Copies `count` rows of each block of `from`, beginning at row `fromRow`, to row `intoRow` of each block of `into`. */
function copyRows(
  from: { data: Float64Array; row: number; length: number },
  into: { data: Float64Array; row: number; length: number },
  count: number,
  outer: number,
  inner: number,
): void {
  for (let block = 0; block < outer; block++) {
    const start = (block * from.length + from.row) * inner;
    const rows = from.data.subarray(start, start + count * inner);
    into.data.set(rows, (block * into.length + into.row) * inner);
  }
}

/** A part of a value along an axis, and where in the result it goes. */
interface Part {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Lowers a copy of a part; what else there is of the result stays as it is. */
function copyPart(k: Lowering, out: Placed, x: Placed, { axis, from, to, count }: Part): void {
  const inner = sizeOf(x.shape.slice(axis + 1, -1));
  const at = ({ buffer }: Placed, offset: number): Word => ({ buffer, offset });
  const words =
    axis === x.shape.length - 1
      ? [1, x.rows, count * 4, at(x, from * 4), 0, x.stride, at(out, to * 4), 0, out.stride]
      : [
          sizeOf(x.shape.slice(0, axis)),
          1,
          count * inner * x.stride,
          at(x, from * inner * x.stride),
          x.shape[axis]! * inner * x.stride,
          0,
          at(out, to * inner * out.stride),
          out.shape[axis]! * inner * out.stride,
          0,
        ];
  k.emit('copyRows', words, { reads: [x, out], writes: out });
}

const sliceOp = primitive<Range>({
  name: 'slice',
  shape: ([x], { axis, start, end }) => x!.with(axis, end - start),
  forward: ([x], { axis, start, end }) => {
    const { outer, length, inner } = blocksOf(x!.shape, axis);
    const count = end - start;
    const data = new Float64Array(outer * count * inner);
    copyRows({ data: x!.data, row: start, length }, { data, row: 0, length: count }, count, outer, inner);
    return { shape: x!.shape.with(axis, count), data };
  },
  backward: (gradient, [x], _, { axis, start, end }) => [
    () => padOp({ axis, before: start, after: x!.shape[axis]! - end }, gradient),
  ],
  lower: (k, out, [x], { axis, start, end }) =>
    copyPart(k, out, x!, { axis, from: start, to: 0, count: end - start }),
});

/**
 * The part from `start` up to but without `end` along an axis; both may be counted from the end, as in `Array.slice`.
 *
 * @throws FoldwiseError `shape` where the range does not lie within the axis.
 * @example
 * slice(tensor([1, 2, 3, 4]), 0, 1, 3); // [2, 3]
 */
export function slice(x: Value, axis: number, start: number, end?: number): Value {
  const counted = axisOf('slice', axis, x.shape);
  const length = x.shape[counted]!;
  const first = start < 0 ? start + length : start;
  const last = end === undefined ? length : end < 0 ? end + length : end;
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 0 || last < first || last > length) {
    throw new FoldwiseError(
      `expected a range within axis ${axis} of ${showShape(x.shape)}, got ${start} to ${end ?? 'its end'}`,
      { code: 'shape', where: 'slice' },
    );
  }
  return first === 0 && last === length ? x : sliceOp({ axis: counted, start: first, end: last }, x);
}

interface Padding {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

const padOp = primitive<Padding>({
  name: 'pad',
  shape: ([x], params) => paddedShape(x!, params),
  forward: ([x], params) => {
    const { outer, length, inner } = blocksOf(x!.shape, params.axis);
    const shape = paddedShape(x!.shape, params);
    const data = new Float64Array(sizeOf(shape));
    const into = { data, row: params.before, length: shape[params.axis]! };
    copyRows({ data: x!.data, row: 0, length }, into, length, outer, inner);
    return { shape, data };
  },
  backward: (gradient, [x], _, { axis, before }) => [
    () => slice(gradient, axis, before, before + x!.shape[axis]!),
  ],
  lower: (k, out, [x], { axis, before }) => {
    k.emit('clear', [out, out.bytes], { reads: [], writes: out });
    copyPart(k, out, x!, { axis, from: 0, to: before, count: x!.shape[axis]! });
  },
});

function paddedShape(shape: Shape, { axis, before, after }: Padding): Shape {
  return shape.with(axis, before + shape[axis]! + after);
}

/**
 * x between zeros along an axis.
 *
 * @throws FoldwiseError `shape` where a count is not a whole number of at least 0.
 * @example
 * pad(tensor([1, 2]), 0, 1, 2); // [0, 1, 2, 0, 0]
 */
export function pad(x: Value, axis: number, before: number, after: number): Value {
  if (![before, after].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new FoldwiseError(`expected whole numbers of zeros of at least 0, got ${before} and ${after}`, {
      code: 'shape',
      where: 'pad',
    });
  }
  return padOp({ axis: axisOf('pad', axis, x.shape), before, after }, x);
}

const concatOp = primitive<{ readonly axis: number }>({
  name: 'concat',
  shape: (shapes, { axis }) => joinedShape(shapes, axis),
  forward: (parts, { axis }) => joined(parts, axis),
  backward: (gradient, parts, _, { axis }) => {
    let start = 0;
    return parts.map((part) => {
      const from = start;
      start += part.shape[axis]!;
      return () => slice(gradient, axis, from, from + part.shape[axis]!);
    });
  },
  lower: (k, out, parts, { axis }) => {
    let to = 0;
    for (const part of parts) {
      const count = part.shape[axis]!;
      copyPart(k, out, part, { axis, from: 0, to, count });
      to += count;
    }
  },
});

function joinedShape(shapes: readonly Shape[], axis: number): Shape {
  const first = shapes[0]!;
  const odd = shapes.find(
    (shape) => shape.length !== first.length || !sameShape(shape.with(axis, 0), first.with(axis, 0)),
  );
  if (odd !== undefined) {
    throw new FoldwiseError(
      `expected shapes that differ along axis ${axis} only, got ${showShape(first)} and ${showShape(odd)}`,
      { code: 'shape', where: 'concat' },
    );
  }
  return first.with(
    axis,
    shapes.reduce((total, shape) => total + shape[axis]!, 0),
  );
}

function joined(parts: readonly Tensor[], axis: number): Tensor {
  const shape = joinedShape(
    parts.map((part) => part.shape),
    axis,
  );
  const data = new Float64Array(sizeOf(shape));
  let row = 0;
  for (const part of parts) {
    const { outer, length, inner } = blocksOf(part.shape, axis);
    copyRows({ data: part.data, row: 0, length }, { data, row, length: shape[axis]! }, length, outer, inner);
    row += length;
  }
  return { shape, data };
}

/**
 * Values one after the other along an axis that is already there.
 *
 * @throws FoldwiseError `shape` where there is none, or the shapes differ along another axis.
 * @example
 * concat([zeros([4, 2]), zeros([4, 3])], -1).shape; // [4, 5]
 */
export function concat(values: readonly Value[], axis: number): Value {
  const first = values[0];
  if (first === undefined) {
    throw new FoldwiseError('expected at least one value, got none', { code: 'shape', where: 'concat' });
  }
  return concatOp({ axis: axisOf('concat', axis, first.shape) }, ...values);
}
