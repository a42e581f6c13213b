import type { Shape } from '../../tensor/tensor.ts';
import { layoutOf } from '../../autodiff/lowering/layout.ts';

/** The leading axes of a result in two loops, each operand with a stride for each of them. */
export interface Loops {
  readonly outer: number;
  readonly rows: number;
  readonly strides: readonly (readonly [number, number])[];
}

/** Bytes between neighbours along the leading axes of the result, 0 where the operand is repeated. */
export function rowStrides(operand: Shape, result: Shape): readonly number[] {
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
export function twoLoops(
  lengths: readonly number[],
  strides: readonly (readonly number[])[],
): Loops | undefined {
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
