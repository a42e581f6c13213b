import { FoldwiseError } from '@foldwise/core/base';
import type { Column, NumberColumn } from '../../table/column.ts';
import { isMissing } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Groups } from '../keys/groups-of.ts';
import { groupsOf } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import { segmentsOf } from '../keys/segments.ts';
import { sortedRowsOf } from '../sort/sorted-rows.ts';
import type { Window } from './window.ts';

/** What equal cells get: the mean, the least or the most of their places, one place for all of them, or each its own in the order of rows. */
export type RankTies = 'average' | 'min' | 'max' | 'dense' | 'first';

/** How cells are ranked. */
export interface RankOptions {
  /** Default `"average"`. */
  readonly ties?: RankTies;
  /** Whether the largest is first; default false. */
  readonly descending?: boolean;
  /** Whether the place is divided by how many there are (by the last place where `"dense"`), so that it ends at 1; default false. */
  readonly share?: boolean;
}

/** What a run of equal cells gets: `before` cells and `levels` different ones are smaller, `equal` are equal, `i` of these stand before it. */
const places: Readonly<
  Record<RankTies, (before: number, levels: number, equal: number, i: number) => number>
> = Object.freeze({
  average: (before, _, equal) => before + (equal + 1) / 2,
  min: (before) => before + 1,
  max: (before, _, equal) => before + equal,
  dense: (_, levels) => levels + 1,
  first: (before, _, __, i) => before + i + 1,
});

/**
 * The place of a cell among those of its group, from 1; numbers or strings. A missing cell has none.
 *
 * @throws FoldwiseError `input` for another way with ties.
 * @example
 * withWindows(table, { by: 'race' }, { place: rank('time', { ties: 'min' }) });
 */
export function rank(column: string, options: RankOptions = {}): Window {
  const { ties = 'average', descending = false, share = false } = options;
  if (!Object.hasOwn(places, ties)) {
    throw new FoldwiseError(`expected ties to be ${Object.keys(places).join(', ')}, got ${ties}`, {
      code: 'input',
      where: 'rank',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'rank', column, ties, descending, share }),
    along: (table: Table, frame: Segments, name: string): NumberColumn => {
      const cells = table.column(column);
      const values = ranked(presentByCell(cells, frame, descending), cells, ties, share);
      return { kind: 'number', name, length: values.length, values };
    },
  });
}

/** The rows of each group whose cell is there, by cell; equal ones in the order of the frame. */
function presentByCell(column: Column, frame: Segments, descending: boolean): Segments {
  const of = new Int32Array(column.length).fill(-1);
  frame.starts.forEach((start, group) => {
    for (let at = start; at < frame.ends[group]!; at++) {
      const row = frame.rows[at]!;
      if (!isMissing(column, row)) of[row] = group;
    }
  });
  const groups: Groups = { count: frame.starts.length, of, first: frame.starts };
  return segmentsOf(groups, sortedRowsOf([{ column, descending }], column.length, frame.rows));
}

function ranked(
  { rows, starts, ends }: Segments,
  column: Column,
  ties: RankTies,
  share: boolean,
): Float64Array {
  const { of: levelOf } = groupsOf([column], column.length, 'drop');
  const place = places[ties];
  const ranks = new Float64Array(column.length).fill(NaN);
  starts.forEach((start, group) => {
    const end = ends[group]!;
    let levels = 0;
    for (let from = start, to = start; from < end; from = to, levels++) {
      while (to < end && levelOf[rows[to]!] === levelOf[rows[from]!]) to++;
      for (let at = from; at < to; at++) ranks[rows[at]!] = place(from - start, levels, to - from, at - from);
    }
    const all = ties === 'dense' ? levels : end - start;
    if (share) for (let at = start; at < end; at++) ranks[rows[at]!]! /= all;
  });
  return ranks;
}
