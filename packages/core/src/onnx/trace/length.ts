/** The length of an axis in a network for any number of rows: fixed, or so many for each row. */
export type Length = number | { readonly perRow: number };

/** The lengths of the axes of a value. */
export type Lengths = readonly Length[];

export function isPerRow(length: Length): length is { readonly perRow: number } {
  return typeof length !== 'number';
}

/** Whether two lengths are the same for every number of rows. */
export function sameLength(a: Length, b: Length): boolean {
  return isPerRow(a) ? isPerRow(b) && a.perRow === b.perRow : a === b;
}

export function sameLengths(a: Lengths, b: Lengths): boolean {
  return a.length === b.length && a.every((length, axis) => sameLength(length, b[axis]!));
}

/** The lengths as a list of numbers, −1 for what depends on the rows. */
export function openShape(lengths: Lengths): readonly number[] {
  return lengths.map((length) => (isPerRow(length) ? -1 : length));
}
