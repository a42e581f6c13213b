import { keptShape, type Reduction } from '../../autodiff/ops/sum.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { layoutOf, rowBytes } from '../layout.ts';
import { emitVector } from './emit-vector.ts';
import { at, lowerOp, type Lowering, type LowerOp, type Placed } from './lowering.ts';

/** What is made of many numbers: their sum, or the largest. */
type Kind = 'sum' | 'max';

/** Runs of neighbouring axes, in order. */
function runsOf(axes: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const axis of axes) {
    const run = runs.at(-1);
    if (run?.at(-1) === axis - 1) run.push(axis);
    else runs.push([axis]);
  }
  return runs;
}

/** Reduces over one run of neighbouring axes after the other, first those that leave whole rows as they are. */
function reduce(lowering: Lowering, kind: Kind, out: Placed, x: Placed, axes: readonly number[]): void {
  const runs = runsOf(axes);
  let from = x;
  runs.forEach((run, i) => {
    const isLast = i === runs.length - 1;
    const into = isLast ? out : lowering.fresh('partly reduced', keptShape(from.shape, run));
    if (run.at(-1) === from.shape.length - 1) reduceGroups(lowering, kind, into, from, run[0]!);
    else reduceRows(lowering, kind, into, from, run);
    from = into;
  });
  if (runs.length === 0) emitVector(lowering, [x], [out], (_, inputs) => inputs);
}

/** Over neighbouring axes that are not the last: whole rows. */
function reduceRows(lowering: Lowering, kind: Kind, out: Placed, x: Placed, axes: readonly number[]): void {
  const [first, end] = [axes[0]!, axes.at(-1)! + 1];
  const { columns, stride } = layoutOf(x.shape);
  const counts = [x.shape.slice(0, first), x.shape.slice(first, end), x.shape.slice(end, -1)].map(sizeOf);
  lowering.emit({
    kernel: `Kernel.${kind}Rows`,
    words: [...counts, rowBytes(columns), at(x), stride, at(out), layoutOf(out.shape).stride],
    reads: [x.buffer],
    writes: [out.buffer],
  });
}

/** Over all axes from `first` on: groups of rows to one number each. */
function reduceGroups(lowering: Lowering, kind: Kind, out: Placed, x: Placed, first: number): void {
  const { columns, stride } = layoutOf(x.shape);
  const groups = sizeOf(x.shape.slice(0, first));
  const to = layoutOf(out.shape);
  // One number a row, or along the rows.
  const places =
    to.columns === 1 ? [1, groups, 0, to.stride] : [groups / to.columns, to.columns, to.stride, 4];
  const [outer, inner, outerStride, innerStride] = places;
  lowering.emit({
    kernel: `Kernel.${kind}Groups`,
    words: [
      outer!,
      inner!,
      sizeOf(x.shape.slice(first, -1)),
      columns,
      at(x),
      stride,
      at(out),
      outerStride!,
      innerStride!,
    ],
    reads: [x.buffer],
    writes: [out.buffer],
  });
}

export function lowerReduction(kind: Kind): LowerOp {
  return lowerOp<Reduction>((lowering, out, [x], { axes }) =>
    reduce(lowering, kind, out, lowering.place(x!), axes),
  );
}
