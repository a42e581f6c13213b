import type { Figure } from './report.ts';

/** A figure as it is read: numbers with so many significant digits and no idle zeros. */
export function showFigure(figure: Figure, digits: number): string {
  return typeof figure === 'string' ? figure : rounded(figure, digits);
}

/** The cells of one column: numbers with equally many digits after the point, so that the points stand below one another. */
export function showColumn(cells: readonly Figure[], digits: number): readonly string[] {
  const shown = cells.map((cell) => showFigure(cell, digits));
  const numbers = shown.filter((_, i) => typeof cells[i] === 'number');
  if (numbers.some((text) => !/^-?\d+(\.\d+)?$/.test(text))) return shown;
  const decimals = Math.max(0, ...numbers.map((text) => text.split('.')[1]?.length ?? 0));
  return cells.map((cell) =>
    typeof cell === 'number' ? Number(showFigure(cell, digits)).toFixed(decimals) : cell,
  );
}

function rounded(value: number, digits: number): string {
  // Of a negative zero, the sign says nothing here.
  return Number.isInteger(value) ? String(value + 0) : String(Number(value.toPrecision(digits)));
}
