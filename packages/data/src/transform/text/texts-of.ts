import type { Column } from '../../table/column.ts';
import { expectStrings } from '../expect-kind.ts';

/** The text of every row, `''` where it is missing. */
export function textsOf(where: string, column: Column): readonly string[] {
  const { codes, levels } = expectStrings(where, column);
  return Array.from(codes, (code) => levels[code] ?? '');
}
