import { longDecimal } from './long-decimal.ts';

const [ZERO, NINE, MINUS, PLUS, POINT, LOWER_E, UPPER_E] = [48, 57, 45, 43, 46, 101, 69] as const;

/** 10⁰ … 10²²: the powers of ten that float64 holds exactly. */
const POWERS: readonly number[] = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const INFINITIES: ReadonlyMap<string, number> = new Map([
  ...['Infinity', 'inf', 'Inf'].map((word) => [word, Infinity] as const),
  ...['-Infinity', '-inf', '-Inf'].map((word) => [word, -Infinity] as const),
]);

/**
 * The float64 that is nearest to the decimal number in `bytes[start, end)`; NaN where there is none.
 *
 * Grammar: `-? (digits | digits . digits? | . digits) ([eE] [+-]? digits)?`, or `Infinity`, `inf`, `Inf`. `strict` takes only what
 * survives as a number: no leading zero (`007` is a name), no integer beyond ±(2⁵³ − 1). Otherwise those and a leading `+` pass too.
 *
 * Exact: a mantissa of at most 15 digits and a power of ten within ±22 are both float64, so one division or multiplication rounds
 * once, as it must (Clinger 1990, "How to read floating point numbers accurately"); more digits go to
 * `longDecimal`, and what is left to the engine's own correctly rounding `Number`.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, strict: boolean): number {
  let at = start;
  const negative = bytes[at] === MINUS;
  if (negative || (!strict && bytes[at] === PLUS)) at++;
  const first = at;
  let mantissa = 0;
  let byte = at < end ? bytes[at]! : 0;
  while (byte >= ZERO && byte <= NINE) {
    mantissa = mantissa * 10 + (byte - ZERO);
    byte = ++at < end ? bytes[at]! : 0;
  }
  let digits = at - first;
  if (strict && digits > 1 && bytes[first] === ZERO) return NaN;
  let power = 0;
  if (byte === POINT) {
    const point = at;
    byte = ++at < end ? bytes[at]! : 0;
    while (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      byte = ++at < end ? bytes[at]! : 0;
    }
    power = point + 1 - at;
    digits -= power;
  }
  if (digits === 0) return at - start <= 1 ? infinityIn(bytes, start, end) : NaN;
  const scientific = byte === LOWER_E || byte === UPPER_E;
  if (scientific) {
    byte = ++at < end ? bytes[at]! : 0;
    const down = byte === MINUS;
    if (down || byte === PLUS) byte = ++at < end ? bytes[at]! : 0;
    if (byte < ZERO || byte > NINE) return NaN;
    let exponent = 0;
    while (byte >= ZERO && byte <= NINE) {
      exponent = Math.min(exponent * 10 + (byte - ZERO), 100_000);
      byte = ++at < end ? bytes[at]! : 0;
    }
    power += down ? -exponent : exponent;
  }
  if (at !== end) return NaN;
  const magnitude =
    digits <= 15 && power >= -22 && power <= 22
      ? power < 0
        ? mantissa / POWERS[-power]!
        : mantissa * POWERS[power]!
      : longNumber(bytes, first, end, digits, scientific ? 0 : power);
  if (magnitude === Infinity || (strict && !scientific && magnitude > Number.MAX_SAFE_INTEGER)) return NaN;
  return negative ? -magnitude : magnitude;
}

function infinityIn(bytes: Uint8Array, start: number, end: number): number {
  return end - start > 9 ? NaN : (INFINITIES.get(asciiText(bytes, start, end)) ?? NaN);
}

/** A number of more digits or a larger power: in two float64 where that decides, else by the engine. */
function longNumber(bytes: Uint8Array, first: number, end: number, digits: number, power: number): number {
  if (power < 0 && power >= -22 && digits <= 22) {
    let high = 0;
    let low = 0;
    let seen = 0;
    for (let at = first; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0) continue;
      if (seen++ < 15) high = high * 10 + digit;
      else low = low * 10 + digit;
    }
    const value = longDecimal(high, low, POWERS[digits - 15]!, POWERS[-power]!);
    if (!Number.isNaN(value)) return value;
  }
  return Number(asciiText(bytes, first, end));
}

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
