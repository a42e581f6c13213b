import { FoldwiseError } from '@foldwise/core/base';
import type { Column, StringColumn } from '../../table/column.ts';
import { checkWhole } from '../check-whole.ts';
import { expectNumbers } from '../numbers-of.ts';
import { binned, binNames, presentOf } from './bins.ts';

/** How numbers are put into bins. */
export interface CutOptions {
  /** Which edge belongs to a bin; default `"right"`: (a, b]. */
  readonly closed?: 'right' | 'left';
  /** Whether the other outer edge belongs to its bin as well; default false. */
  readonly ends?: boolean;
  /** A name for each bin; default such as `(18, 65]`. */
  readonly labels?: readonly string[];
}

/**
 * The bin that each number of a column lies in, as a category of the same name whose levels are the bins in order; outside them it is
 * missing.
 *
 * With a number of bins instead of edges they are equally wide, from the smallest to the largest finite number; the first (the last where closed
 * at the left) is a thousandth of the range wider, as in pandas.
 *
 * @throws FoldwiseError `data` for a column of strings, or of no numbers where bins are to be found; `input` for edges that do not ascend, or
 * labels that do not fit.
 * @example
 * table.with(cut(table.column('Age'), [0, 18, 65, Infinity], { labels: ['child', 'adult', 'senior'] }));
 */
export function cut(
  column: Column,
  bins: number | readonly number[],
  options: CutOptions = {},
): StringColumn {
  const numbers = expectNumbers(column, 'cut');
  const { closed = 'right', ends = false } = options;
  if (closed !== 'right' && closed !== 'left') {
    throw wrong(`expected closed to be "right" or "left", got ${JSON.stringify(closed)}`);
  }
  if (typeof bins !== 'number') checkEdges(bins);
  const edges = typeof bins === 'number' ? equallyWide(presentOf(numbers, 'cut'), bins, closed) : bins;
  const labels = options.labels ?? binNames(edges, typeof bins === 'number', closed, ends);
  checkLabels(labels, edges.length - 1);
  return binned(numbers, { edges, labels, closed, ends });
}

function wrong(message: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'input', where: 'cut' });
}

function checkEdges(edges: readonly number[]): void {
  const bad = edges.findIndex((edge, i) => !(i === 0 ? !Number.isNaN(edge) : edge > edges[i - 1]!));
  if (edges.length < 2) throw wrong(`expected at least two edges, got ${edges.length}`);
  if (bad >= 0)
    throw wrong(`expected edges that ascend, got ${edges[bad - 1] ?? 'nothing'} and then ${edges[bad]}`);
}

function checkLabels(labels: readonly string[], bins: number): void {
  if (labels.length !== bins) throw wrong(`expected ${bins} labels, one for each bin, got ${labels.length}`);
  if (new Set(labels).size < bins) throw wrong(`expected labels that differ, got ${labels.join(', ')}`);
}

function equallyWide(present: Float64Array, bins: number, closed: 'right' | 'left'): readonly number[] {
  checkWhole('cut', 'bins', bins, 1);
  let least = present.reduce((a, b) => Math.min(a, b));
  let most = present.reduce((a, b) => Math.max(a, b));
  const isOne = least === most;
  if (isOne) {
    const around = least === 0 ? 0.001 : 0.001 * Math.abs(least);
    least -= around;
    most += around;
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => least + (i * (most - least)) / bins);
  edges[bins] = most;
  if (isOne) return edges;
  const wider = 0.001 * (most - least);
  if (closed === 'right') edges[0] = least - wider;
  else edges[bins] = most + wider;
  return edges;
}
