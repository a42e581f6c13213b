import type { Figure } from './report.ts';

/** A figure as it is read: numbers with so many significant digits and no idle zeros. */
export function showFigure(figure: Figure, digits: number): string {
  return typeof figure === 'string' ? figure : rounded(figure, digits);
}

/**
 * The cells of one column: numbers with equally many digits after the point, so that the points stand below one another; as many as
 * the one that needs most, and of the largest at most two digits more than were asked for.
 */
export function showColumn(cells: readonly Figure[], digits: number): readonly string[] {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const shown = numbers.map((number) => rounded(number, digits));
  if (shown.some((text) => !/^-?\d+(\.\d+)?$/.test(text)))
    return cells.map((cell) => showFigure(cell, digits));
  const needed = Math.max(0, ...shown.map((text) => text.split('.')[1]?.length ?? 0));
  const whole = Math.max(0, ...numbers.map((number) => String(Math.trunc(Math.abs(number))).length));
  const decimals = Math.min(needed, Math.max(0, digits + 2 - whole));
  return cells.map((cell) => (typeof cell === 'number' ? (cell + 0).toFixed(decimals) : cell));
}

/** Whether a column is read as numbers: there are some, and what is none of them is left blank. */
export function isOfNumbers(cells: readonly Figure[]): boolean {
  const words = cells.filter((cell) => typeof cell !== 'number');
  return words.length < cells.length && words.every((word) => word === '');
}

function rounded(value: number, digits: number): string {
  // Of a negative zero, the sign says nothing here.
  return Number.isInteger(value) ? String(value + 0) : String(Number(value.toPrecision(digits)));
}
