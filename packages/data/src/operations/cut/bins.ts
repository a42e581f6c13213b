import { FoldwiseError } from '@foldwise/core/base';
import { presentValues } from '../../statistics/present.ts';
import type { NumberColumn, StringColumn } from '../../table/column.ts';

/** Ascending edges, and what belongs to the bins between them. */
export interface Bins {
  readonly edges: readonly number[];
  readonly labels: readonly string[];
  readonly closed: 'right' | 'left';
  readonly ends: boolean;
}

/** The finite numbers there are. */
export function presentOf(column: NumberColumn, where: string): Float64Array {
  const present = presentValues(column);
  if (present.length > 0) return present;
  throw new FoldwiseError(`expected numbers to cut, all cells of "${column.name}" are missing`, {
    code: 'data',
    where,
  });
}

/** Edges that were computed are shown with three digits, or as many more as tell them apart. */
export function binNames(
  edges: readonly number[],
  isRounded: boolean,
  closed: 'right' | 'left',
  ends: boolean,
): readonly string[] {
  let shown = edges.map(String);
  for (let digits = isRounded ? 3 : 18; digits <= 17; digits++) {
    shown = edges.map((edge) => String(Number(edge.toPrecision(digits))));
    if (new Set(shown).size === new Set(edges).size) break;
  }
  return shown.slice(1).map((to, i) => {
    const open = closed === 'left' || (ends && i === 0) ? '[' : '(';
    const close = closed === 'right' || (ends && i === shown.length - 2) ? ']' : ')';
    return `${open}${shown[i]!}, ${to}${close}`;
  });
}

/** The bin of each number, a missing cell outside them. */
export function binned({ name, values }: NumberColumn, bins: Bins): StringColumn {
  const { labels: levels, closed, ends } = bins;
  const edges = Float64Array.from(bins.edges);
  const last = edges.length - 1;
  const codes = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    const bin = edgesBelow(edges, value, closed === 'left') - 1;
    const isIn = bin >= 0 && bin < last;
    if (isIn) codes[row] = bin;
    else if (ends && (value === edges[0] || value === edges[last]))
      codes[row] = value === edges[0] ? 0 : last - 1;
    else codes[row] = -1;
  }
  return { kind: 'category', name, length: codes.length, codes, levels };
}

/** How many of ascending edges are below a number; with `ties`, or equal to it. NaN is below all. */
function edgesBelow(edges: Float64Array, value: number, ties: boolean): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value || (ties && edges[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
