import { float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';

/** The cells of a column with those missing that are chosen by their place. */
export function blank(column: Column, isGone: (at: number) => boolean): Column {
  if (column.kind === 'number') {
    return { ...column, values: float64Of(column.values).map((value, at) => (isGone(at) ? NaN : value)) };
  }
  return { ...column, codes: column.codes.map((code, at) => (isGone(at) ? -1 : code)) };
}
