import type { Cell } from '../../src/query/flat-params.ts';
import { plain } from './number.ts';

/** A value of a parameter, as it is read. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '–';
  return typeof cell === 'number' ? plain(cell) : String(cell);
}
