/** A string column with more levels than this is text. */
export const MOST_LEVELS = 256;

/**
 * What a column of strings is where nobody says: `"category"` if it has at most 256 levels and each is used by at least two rows
 * on average, else `"text"`.
 *
 * `levels` and `cells` count the different and the non-missing cells.
 */
export function inferStringKind(levels: number, cells: number): 'category' | 'text' {
  return levels <= MOST_LEVELS && levels * 2 <= cells ? 'category' : 'text';
}
