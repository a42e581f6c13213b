/**
 * A number as charts say it: five significant digits, no idle zeros; a dash where there is none.
 *
 * @example
 * showNumber(0.7923451); // '0.79235'
 */
export function showNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e15 || size < 1e-4)
    return value
      .toExponential(4)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  if (size >= 1e5) return value.toFixed(0);
  return String(Number(value.toPrecision(5)));
}
