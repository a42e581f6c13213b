import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from './parse-number.ts';

function parse(text: string, strict = true): number {
  // Bytes around it must not be looked at.
  const bytes = Buffer.from(`9${text}9`);
  return parseNumber(bytes, 1, bytes.length - 1, strict);
}

describe('parseNumber', () => {
  it('gives every float64 back from its shortest decimal, to the bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const text = Object.is(value, -0) ? '-0' : value.toExponential();
        expect(parse(value === Infinity || value === -Infinity ? String(value) : text)).toBe(value);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('rounds decimals of any length as Number does', () => {
    const digits = fc.stringMatching(/^\d{1,25}$/);
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -330, max: 300 }), (whole, part, exponent) => {
        const text = `${whole}.${part}e${exponent}`;
        const expected = Number(text);
        expect(parse(text, false)).toBe(expected === Infinity ? NaN : expected);
      }),
      { numRuns: 2000, seed: 1 },
    );
    fc.assert(
      fc.property(digits, digits, (whole, part) => {
        expect(parse(`${whole}.${part}`, false)).toBe(Number(`${whole}.${part}`));
        expect(parse(`-.${part}`, false)).toBe(-Number(`.${part}`));
      }),
      { seed: 1 },
    );
  });

  it('rounds decimals of 16 to 22 digits as Number does, halfway cases too', () => {
    const digits = fc.stringMatching(/^\d{1,7}$/);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), digits, (value, more) => {
        for (const text of [String(value), value.toFixed(9), `${value.toFixed(9)}${more}`]) {
          expect(parse(text, false)).toBe(Number(text));
        }
        // Halfway between this float64 and the next, and a little beside.
        const half = (BigInt(Math.floor(value)) * 2n + 1n) * 2n ** 52n;
        const text = `${half}`.slice(0, 17);
        for (const end of ['.5', '.4999', '.5001', '5.0'])
          expect(parse(text + end, false)).toBe(Number(text + end));
      }),
      { numRuns: 5000, seed: 1 },
    );
    for (const text of [
      '9007199254740993.0',
      '9007199254740995.00',
      '4503599627370496.5',
      '4503599627370497.5',
    ]) {
      expect(parse(text, false)).toBe(Number(text));
    }
  });

  it.each([
    ['0', 0],
    ['-0', -0],
    ['12', 12],
    ['-1.50', -1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1e-2', 0.01],
    ['0.1', 0.1],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['1e21', 1e21],
    ['Infinity', Infinity],
    ['-inf', -Infinity],
  ])('%s survives as a number', (text, value) => expect(parse(text)).toBe(value));

  it.each([
    '007',
    '00',
    '-01',
    '00.5',
    '9007199254740992',
    '9007199254740993',
    '12345678901234567890',
    '9007199254740993.0',
    '+1',
    '1e999',
    '',
    '-',
    '.',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '1,5',
    '0x10',
    '1_000',
    '12a',
    ' 12',
    '--1',
    'NaN',
    'infinit',
    '１２',
  ])('%j does not', (text) => expect(parse(text)).toBeNaN());

  it('takes leading zeros, a plus sign and long integers where a column was said to be numbers', () => {
    expect(parse('007', false)).toBe(7);
    expect(parse('+1.5', false)).toBe(1.5);
    expect(parse('12345678901234567890', false)).toBe(Number('12345678901234567890'));
    expect(parse('1e999', false)).toBeNaN();
    expect(parse('12a', false)).toBeNaN();
  });
});
