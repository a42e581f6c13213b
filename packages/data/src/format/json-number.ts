import { parseNumber } from './parse-number.ts';

/** What JSON calls infinity: a number beyond float64, as `formatJson` writes it. */
const BEYOND = '1e999';

/** The number in `bytes[start, end)`; NaN where there is none, or where `strict` and float64 cannot hold it. */
export function jsonNumber(bytes: Uint8Array, start: number, end: number, strict: boolean): number {
  const value = parseNumber(bytes, start, end, strict);
  if (!Number.isNaN(value) || end - start > BEYOND.length + 1) return value;
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  return text === BEYOND ? Infinity : text === `-${BEYOND}` ? -Infinity : NaN;
}
