import type { NumberArray } from '../table/column.ts';

/** Whether no number is missing or infinite: of those alone, 0 times the number is not 0. */
export function allFinite(values: NumberArray): boolean {
  if (!(values instanceof Float64Array)) return true;
  let zero = 0;
  for (let row = 0; row < values.length; row++) zero += 0 * values[row]!;
  return zero === 0;
}
