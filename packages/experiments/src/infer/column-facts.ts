import { missingCount, valueCounts } from '@foldwise/data';
import type { Column, ValueCount } from '@foldwise/data';

/** What a guess is made from: counts of one column's cells. */
export interface ColumnFacts {
  readonly name: string;
  readonly numeric: boolean;
  readonly rows: number;
  readonly missing: number;
  /** The different values, missing not counted, in the order of their first row. */
  readonly values: readonly ValueCount[];
  /** Only for numbers; NaN for a column without one. */
  readonly low: number;
  readonly high: number;
  readonly integers: boolean;
  /** Third standardised moment: 0 for a symmetric column, 2 for an exponential one. */
  readonly skewness: number;
}

/** Counts a column once. */
export function factsOf(column: Column): ColumnFacts {
  const values = valueCounts(column);
  const numbers = values.filter(
    (entry): entry is { value: number; count: number } => typeof entry.value === 'number',
  );
  const numeric = column.kind === 'number';
  return {
    name: column.name,
    numeric,
    rows: column.length,
    missing: missingCount(column),
    values,
    low: numbers.reduce((least, { value }) => Math.min(least, value), numbers.length > 0 ? Infinity : NaN),
    high: numbers.reduce((most, { value }) => Math.max(most, value), numbers.length > 0 ? -Infinity : NaN),
    integers: numeric && numbers.every(({ value }) => Number.isInteger(value)),
    skewness: skewnessOf(numbers),
  };
}

function skewnessOf(numbers: readonly { readonly value: number; readonly count: number }[]): number {
  const mean = (power: number, centre: number) => {
    let [sum, rows] = [0, 0];
    for (const { value, count } of numbers) {
      sum += count * (value - centre) ** power;
      rows += count;
    }
    return sum / rows;
  };
  const centre = mean(1, 0);
  const variance = mean(2, centre);
  return variance > 0 ? mean(3, centre) / (variance * Math.sqrt(variance)) : 0;
}
