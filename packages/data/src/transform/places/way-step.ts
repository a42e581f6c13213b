import { named } from '../../select/named.ts';
import { selectColumns } from '../../select/select-columns.ts';
import { numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { expectNumber } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

/** Where a way lies in a table, and the name of what is made of it. */
export interface WayOptions {
  /** The columns of latitude and longitude in degrees where the way begins. */
  readonly from: readonly [latitude: string, longitude: string];
  /** Those where it ends. */
  readonly to: readonly [latitude: string, longitude: string];
  /** The name of the new column. */
  readonly name: string;
}

/** A place on earth in degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A step that adds a number of the way between two places of a row; missing where a degree is. */
export function wayStep(
  kind: string,
  { from, to, name }: WayOptions,
  measure: (from: Place, to: Place) => number,
): Transformer {
  const degrees = [...from, ...to];
  return addingStep({ kind, from: [...from], to: [...to], name }, (train) => {
    for (const column of selectColumns(train, named(...degrees), kind)) expectNumber(kind, column);
    return (table) => {
      const [a, b, c, d] = degrees.map((of) => expectNumber(kind, sameColumn(kind, table, of)).values);
      const measured = Float64Array.from({ length: table.length }, (_, row) => {
        const place = { latitude: a![row]!, longitude: b![row]! };
        const other = { latitude: c![row]!, longitude: d![row]! };
        const isThere = [place, other].every((of) => Number.isFinite(of.latitude + of.longitude));
        return isThere ? measure(place, other) : Number.NaN;
      });
      return [numberColumn(name, measured)];
    };
  });
}
