import { sameShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Word } from '../instruction.ts';
import { layoutOf, rowBytes } from '../layout.ts';
import { at, lowerOp, type Lowering, type LowerOp, NotLowered, type Placed } from './lowering.ts';
import { repeated } from './repeated.ts';

/** The leading axes of a result in two loops, each operand with a stride for each of them. */
interface Loops {
  readonly outer: number;
  readonly rows: number;
  readonly strides: readonly (readonly [number, number])[];
}

const ONCE: readonly [number, number] = [0, 0];

/** Bytes between neighbours along the leading axes of the result, 0 where the operand is repeated. */
function rowStrides(operand: Shape, result: Shape): readonly number[] {
  const missing = result.length - operand.length;
  const strides: number[] = [];
  let bytes = layoutOf(operand).stride;
  for (let axis = result.length - 2; axis >= 0; axis--) {
    const length = axis < missing ? 1 : operand[axis - missing]!;
    strides.unshift(length === 1 ? 0 : bytes);
    bytes *= length;
  }
  return strides;
}

/** The leading axes as two loops; undefined where the operands are repeated along axes too far apart. */
function twoLoops(lengths: readonly number[], strides: readonly (readonly number[])[]): Loops | undefined {
  const axes: { readonly length: number; readonly strides: readonly number[] }[] = [];
  lengths.forEach((length, axis) => {
    if (length === 1) return;
    const own = strides.map((one) => one[axis]!);
    const before = axes.at(-1);
    const runsOn = before?.strides.every((stride, i) => stride === own[i]! * length) ?? false;
    if (runsOn) axes.splice(-1, 1, { length: before!.length * length, strides: own });
    else axes.push({ length, strides: own });
  });
  if (axes.length > 2) return undefined;
  const inner = axes.at(-1);
  const outer = axes.length > 1 ? axes[0] : undefined;
  return {
    outer: outer?.length ?? 1,
    rows: inner?.length ?? 1,
    strides: strides.map((_, i) => [outer?.strides[i] ?? 0, inner?.strides[i] ?? 0] as const),
  };
}

/**
 * One elementwise kernel over operands that are repeated to the shape of the result.
 *
 * Where all operands are of that shape, or one number, their rows and the padding between them are one long run.
 */
export function elementwise(
  lowering: Lowering,
  name: string,
  out: Placed,
  operands: readonly Placed[],
  constants: readonly number[] = [],
): void {
  const kernel = `Elementwise.${name}` as const;
  if (!lowering.has(kernel)) throw new NotLowered(name);
  const { bytes, columns } = layoutOf(out.shape);
  const isFlat = operands.every(({ shape }) => sizeOf(shape) === 1 || sameShape(shape, out.shape));
  const loops = isFlat
    ? { outer: 1, rows: 1, strides: [out, ...operands].map(() => ONCE) }
    : twoLoops(
        out.shape.slice(0, -1),
        [out, ...operands].map(({ shape }) => rowStrides(shape, out.shape)),
      );
  if (loops === undefined) {
    const whole = operands.map((operand) => repeated(lowering, operand, out.shape));
    elementwise(lowering, name, out, whole, constants);
    return;
  }
  const words: Word[] = [
    loops.outer,
    loops.rows,
    isFlat ? bytes : rowBytes(columns),
    at(out),
    ...loops.strides[0]!,
  ];
  operands.forEach((operand, i) => {
    const isSpread = isFlat
      ? !sameShape(operand.shape, out.shape)
      : (operand.shape.at(-1) ?? 1) === 1 && columns !== 1;
    words.push(at(operand), ...loops.strides[i + 1]!, isSpread ? 1 : 0);
  });
  while (words.length < 18) words.push(0);
  words.push(...constants.map((real) => ({ real })));
  const reads = operands.map(({ buffer }) => buffer);
  lowering.emit({ kernel, words, reads, writes: out.buffer, inPlace: isFlat });
}

/** The kernel of an op of its inputs alone, or of one constant as well. */
export function lowerElementwise(name: string): LowerOp {
  return (lowering, out, { params, inputs }) => {
    const operands = inputs.map((input) => lowering.operand(input));
    const isSteep = typeof params === 'object' && params !== null && 'constant' in params;
    elementwise(lowering, name, out, operands, isSteep ? [Number(params.constant)] : []);
  };
}

/** A ReLU's slope is told by its result: what came in need not be kept. */
export const lowerReluSlope: LowerOp = lowerOp<null>((lowering, out, [factor, , y]) => {
  const result = lowering.operand(y!);
  elementwise(lowering, 'reluSlope', out, [lowering.operand(factor!), result, result]);
});

/** The kernel of an op with bounds. */
export function lowerBounded(name: 'clip' | 'within'): LowerOp {
  return lowerOp<{ readonly low: number; readonly high: number }>((lowering, out, [x], { low, high }) =>
    elementwise(lowering, name, out, [lowering.operand(x!)], [low, high]),
  );
}

/** Powers that have a kernel of their own. */
const POWERS: ReadonlyMap<number, string> = new Map([
  [-1, 'reciprocal'],
  [-0.5, 'reciprocalRoot'],
  [0.5, 'sqrt'],
  [1, 'copy'],
  [2, 'square'],
  [3, 'cube'],
]);

export const lowerPower: LowerOp = lowerOp<{ readonly exponent: number }>(
  (lowering, out, [input], { exponent }) => {
    const x = lowering.place(input!);
    const name = POWERS.get(exponent);
    if (name !== undefined) {
      elementwise(lowering, name, out, [x]);
      return;
    }
    const { rows, columns, stride } = layoutOf(out.shape);
    lowering.emit({
      kernel: 'Kernel.power',
      words: [rows, columns, at(x), stride, at(out), stride, { real: exponent }],
      reads: [x.buffer],
      writes: out.buffer,
    });
  },
);

export const lowerBroadcast: LowerOp = lowerOp<unknown>((lowering, out, [x]) =>
  elementwise(lowering, 'copy', out, [lowering.operand(x!)]),
);
