import type { NumberColumn, StringColumn } from '../table/column.ts';
import { numberColumn, stringColumn } from '../table/column.ts';

/** What ids hold beside the name of a row: a number to sort by, and a part that several rows share. */
export interface IdParts {
  /** The first number in each id, `12` of `"0012_01"`; `undefined` where an id has none. */
  readonly number?: NumberColumn;
  /** What comes before the last `_` or `-`, `"0012"` of `"0012_01"`; `undefined` where an id has none. */
  readonly prefix?: StringColumn;
}

/** Takes ids apart. */
export function idParts(ids: readonly string[]): IdParts {
  const numbers = Float64Array.from(ids, (id) => Number(/\d{1,15}/.exec(id)?.[0] ?? NaN));
  const prefixes = ids.map((id) => /^(.+)[_-][^_-]+$/.exec(id)?.[1]);
  return {
    ...(!numbers.some(Number.isNaN) && { number: numberColumn('id', numbers) }),
    ...(prefixes.every((prefix) => prefix !== undefined) && {
      prefix: stringColumn('category', 'id', prefixes),
    }),
  };
}
