/** Digits after the point, so that a column of numbers lines up: about five that tell. */
export function decimalsFor(values: Iterable<number | null | undefined>): number {
  let largest = 0;
  for (const value of values) {
    if (typeof value === 'number' && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  if (largest === 0) return 4;
  return Math.min(8, Math.max(0, 4 - Math.floor(Math.log10(largest))));
}

/** With so many digits after the point; a dash for what is not there. */
export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return value.toFixed(decimals).replace('-', '−');
}

/** A number by itself: as many digits as it takes, at most four that tell where it is no whole one. */
export function plain(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value).replace('-', '−');
  const short = Number(value.toPrecision(4));
  const isFar = Math.abs(short) < 1e-4 || Math.abs(short) >= 1e7;
  return (isFar ? short.toExponential().replace('e+', 'e') : String(short)).replaceAll('-', '−');
}

/** With four digits that tell, zeros at the end included: what stands in a column has as many as the others. */
export function precise(value: number): string {
  const isFar = value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7);
  const text = isFar ? value.toExponential(3).replace('e+', 'e') : value.toPrecision(4);
  return text.replaceAll('-', '−');
}

/** With its sign, as a difference has one. */
export function signed(value: number, decimals: number): string {
  return value > 0 ? `+${fixed(value, decimals)}` : fixed(value, decimals);
}

/** `1 run`, `2 runs`. */
export function count(many: number, noun: string): string {
  return `${many.toLocaleString('en')} ${noun}${many === 1 ? '' : 's'}`;
}

/** Bytes, by the thousand. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
