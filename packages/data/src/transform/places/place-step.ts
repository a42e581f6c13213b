import type { Json } from '@foldwise/core/base';
import { named } from '../../select/named.ts';
import { selectColumns } from '../../select/select-columns.ts';
import { float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { expectNumber } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

/** Where a place lies in a table. */
export interface PlaceOptions {
  /** The columns of latitude and longitude in degrees. */
  readonly at: readonly [latitude: string, longitude: string];
}

/** The latitudes and longitudes of some rows. */
export interface Places {
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
}

/** A step that learns columns from the places of the training rows. */
export function placeStep(
  kind: string,
  { at }: PlaceOptions,
  options: Readonly<Record<string, Json>>,
  learn: (train: Places) => (places: Places) => readonly Column[],
): Transformer {
  return addingStep({ kind, at: [...at], ...options }, (train) => {
    // In this order, whatever the table's is.
    const columns = at.map((name) => selectColumns(train, named(name), kind)[0]!);
    const [latitudes, longitudes] = columns.map((column) => float64Of(expectNumber(kind, column).values));
    const make = learn({ latitudes: latitudes!, longitudes: longitudes! });
    return (table) => {
      const [north, east] = at.map((name) =>
        float64Of(expectNumber(kind, sameColumn(kind, table, name)).values),
      );
      return make({ latitudes: north!, longitudes: east! });
    };
  });
}
