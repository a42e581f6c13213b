/** A score with as many digits as tell trials apart: five significant ones. */
export function formatScore(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) return String(value);
  return formatDigits(value, 5);
}

/** A value with so many significant digits, without an exponent where it can be read without one. */
export function formatDigits(value: number, digits: number): string {
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e15 || size < 1e-6) return value.toExponential(digits - 1).replace(/\.?0+e/, 'e');
  if (size >= 10 ** (digits - 1)) return groupThousands(value.toFixed(0));
  return value.toPrecision(digits);
}

/** A number the way a table of facts shows it: whole numbers whole, others with so many digits and no idle zeros. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return groupThousands(String(value));
  const text = formatDigits(value, digits);
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

/** 53940 → "53,940". */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `count(1, "row")` → "1 row", `count(1460, "row")` → "1,460 rows". */
export function count(n: number, noun: string): string {
  return `${groupThousands(String(n))} ${noun}${n === 1 ? '' : 's'}`;
}

/** A share of a whole: "0.2 %", "19 %"; "0 %" only for none at all. */
export function formatShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (100 * part) / whole;
  if (percent < 0.1) return '<0.1 %';
  return percent < 10 ? `${percent.toFixed(1)} %` : `${percent.toFixed(0)} %`;
}

/** A number of bytes: "640 B", "61 kB", "12.3 MB", "1.2 GB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Seconds as a person says them: "0.4 s", "12 s", "3m 05s", "2h 07m". */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${two(Math.floor((whole % 3600) / 60))}m`;
}
