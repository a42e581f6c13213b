import { keptShape, sizeOf } from '../../tensor/shape.ts';
import { rowBytes } from '../lowering/layout.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';

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

/** Lowers a reduction: over one run of neighbouring axes after the other, first those that leave whole rows as they are. */
export function lowerReduction(
  k: Lowering,
  kind: Kind,
  out: Placed,
  x: Placed,
  axes: readonly number[],
): void {
  const runs = runsOf(axes);
  let from = x;
  runs.forEach((run, i) => {
    const isLast = i === runs.length - 1;
    const into = isLast ? out : k.fresh('partly reduced', keptShape(from.shape, run));
    if (run.at(-1) === from.shape.length - 1) reduceGroups(k, kind, into, from, run[0]!);
    else reduceRows(k, kind, into, from, run);
    from = into;
  });
  if (runs.length === 0) k.vector(out, [x], (_, [same]) => same!);
}

/** Over neighbouring axes that are not the last: whole rows. */
function reduceRows(k: Lowering, kind: Kind, out: Placed, x: Placed, axes: readonly number[]): void {
  const [first, end] = [axes[0]!, axes.at(-1)! + 1];
  const counts = [x.shape.slice(0, first), x.shape.slice(first, end), x.shape.slice(end, -1)].map(sizeOf);
  k.emit(`${kind}Rows`, [...counts, rowBytes(x.columns), x, x.stride, out, out.stride], {
    reads: [x],
    writes: out,
  });
}

/** Over all axes from `first` on: groups of rows to one number each. */
function reduceGroups(k: Lowering, kind: Kind, out: Placed, x: Placed, first: number): void {
  const groups = sizeOf(x.shape.slice(0, first));
  // One number a row, or along the rows.
  const places =
    out.columns === 1 ? [1, groups, 0, out.stride] : [groups / out.columns, out.columns, out.stride, 4];
  const [outer, inner, outerStride, innerStride] = places;
  const rows = sizeOf(x.shape.slice(first, -1));
  const words = [outer!, inner!, rows, x.columns, x, x.stride, out, outerStride!, innerStride!];
  k.emit(`${kind}Groups`, words, { reads: [x], writes: out });
}
