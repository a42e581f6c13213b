import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { isoDate, isoTime, isoTimestamp } from './iso-time.ts';
import { joinedList, nestedText, utf8Text } from './nested-text.ts';
import { parseNumber } from './parse-number.ts';

/** A value of a Parquet file as a table holds it: a number where float64 is exact, else text; null is missing. */
export type ParquetCell = number | string | null;

/** Makes cells of the values of a column, as the reader below gives them. */
export type ToCell = (value: unknown) => ParquetCell;

const UNITS = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

const stamp = (unit: keyof typeof UNITS) => (units: bigint | undefined) =>
  units === undefined ? undefined : isoTimestamp(units, UNITS[unit]);

/** What the reader makes of values: text that no digit is lost in, where its own choice is a Date or a number. */
export const parquetParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: stamp('MILLIS'),
  timestampFromMicroseconds: stamp('MICROS'),
  timestampFromNanoseconds: stamp('NANOS'),
  dateFromDays: (days: number | undefined) => (days === undefined ? undefined : isoDate(days)),
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8Text(bytes),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8Text(bytes),
};

/** The schema without what would have the reader multiply decimals in float64. */
export function withRawDecimals(schema: readonly SchemaElement[]): SchemaElement[] {
  return schema.map((element) => {
    const { converted_type: converted, ...rest } = element;
    return converted === 'DECIMAL' ? rest : element;
  });
}

/** How the values of a column become cells. `element` is the column's, with what `withRawDecimals` takes away. */
export function parquetCells(element: SchemaElement, listSeparator: string | undefined): ToCell {
  const { logical_type: logical, converted_type: converted } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0);
    return (value) => decimalCell(value, scale);
  }
  if (logical?.type === 'TIME') return (value) => timeCell(value, UNITS[logical.unit]);
  if (converted === 'TIME_MILLIS') return (value) => timeCell(value, UNITS.MILLIS);
  if (converted === 'TIME_MICROS') return (value) => timeCell(value, UNITS.MICROS);
  const zone = logical?.type === 'TIMESTAMP' && logical.isAdjustedToUTC ? 'Z' : '';
  return (value) => {
    if (typeof value === 'string') return value + zone;
    if (typeof value === 'number') return Number.isNaN(value) ? null : value;
    if (value === null || value === undefined) return null;
    if (typeof value === 'bigint') return integerCell(value);
    if (typeof value === 'boolean') return String(value);
    if (value instanceof Uint8Array) return utf8Text(value);
    return Array.isArray(value) && listSeparator !== undefined
      ? joinedList(value, listSeparator)
      : nestedText(value);
  };
}

function integerCell(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function timeCell(value: unknown, perSecond: bigint): string | null {
  return typeof value === 'number' || typeof value === 'bigint' ? isoTime(BigInt(value), perSecond) : null;
}

/** The float64 nearest to value · 10^−scale; its digits where that is an integer too long. */
function decimalCell(value: unknown, scale: number): ParquetCell {
  if (value === null || value === undefined) return null;
  const unscaled = value instanceof Uint8Array ? signedInteger(value) : BigInt(value as number | bigint);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
  const bytes = Buffer.from(text);
  const number = parseNumber(bytes, 0, bytes.length, true);
  return Number.isNaN(number) ? text : number;
}

/** Two's complement, the highest byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return bytes.length > 0 && bytes[0]! > 127 ? value - (1n << BigInt(8 * bytes.length)) : value;
}
