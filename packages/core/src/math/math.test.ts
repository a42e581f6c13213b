import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as math from './index.ts';

const references = JSON.parse(
  readFileSync(new URL('fixtures/references.json', import.meta.url), 'utf8'),
) as Record<keyof typeof math, readonly (readonly string[])[]>;

const view = new DataView(new ArrayBuffer(8));

function fromBits(bits: string): number {
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Where a float64 stands among all of them: neighbours are 1 apart, through 0. */
function place(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function ulps(got: number, expected: number): number {
  if (Number.isNaN(got) || Number.isNaN(expected)) return Object.is(got, expected) ? 0 : Infinity;
  return Math.abs(Number(place(got) - place(expected)));
}

/** The most that each function may be off, in units of the last place, as its comment says. */
const limits = {
  exp: 1,
  expm1: 2,
  log: 1,
  log1p: 1,
  tanh: 2,
  sigmoid: 2,
  softplus: 2,
  erf: 2,
  sin: 1,
  cos: 1,
  pow: 1,
} as const;

describe.each(Object.entries(limits))('%s', (name, limit) => {
  it(`is within ${limit} ulp of mpmath's`, () => {
    const f = math[name as keyof typeof limits] as (...x: readonly number[]) => number;
    for (const row of references[name as keyof typeof limits]) {
      const numbers = row.map(fromBits);
      const expected = numbers.pop()!;
      const got = f(...numbers);
      expect(
        ulps(got, expected),
        `${name}(${numbers.join(', ')}) = ${got}, not ${expected}`,
      ).toBeLessThanOrEqual(limit);
    }
  });
});

describe('special values', () => {
  const cases: readonly (readonly [keyof typeof math, readonly number[], number])[] = [
    ['exp', [-0], 1],
    ['exp', [Infinity], Infinity],
    ['exp', [-Infinity], 0],
    ['exp', [NaN], NaN],
    ['exp', [710], Infinity],
    ['expm1', [0], 0],
    ['expm1', [-0], -0],
    ['expm1', [Infinity], Infinity],
    ['expm1', [-Infinity], -1],
    ['expm1', [NaN], NaN],
    ['log', [0], -Infinity],
    ['log', [-0], -Infinity],
    ['log', [-1], NaN],
    ['log', [Infinity], Infinity],
    ['log', [NaN], NaN],
    ['log', [1], 0],
    ['log1p', [0], 0],
    ['log1p', [-0], -0],
    ['log1p', [-1], -Infinity],
    ['log1p', [-2], NaN],
    ['log1p', [Infinity], Infinity],
    ['log1p', [NaN], NaN],
    ['tanh', [0], 0],
    ['tanh', [-0], -0],
    ['tanh', [Infinity], 1],
    ['tanh', [-Infinity], -1],
    ['tanh', [NaN], NaN],
    ['sigmoid', [0], 0.5],
    ['sigmoid', [Infinity], 1],
    ['sigmoid', [-Infinity], 0],
    ['sigmoid', [NaN], NaN],
    ['softplus', [Infinity], Infinity],
    ['softplus', [-Infinity], 0],
    ['softplus', [NaN], NaN],
    ['softplus', [1000], 1000],
    ['erf', [0], 0],
    ['erf', [-0], -0],
    ['erf', [Infinity], 1],
    ['erf', [-Infinity], -1],
    ['erf', [NaN], NaN],
    ['erf', [7], 1],
    ['sin', [0], 0],
    ['sin', [-0], -0],
    ['sin', [Infinity], NaN],
    ['sin', [-Infinity], NaN],
    ['sin', [NaN], NaN],
    ['cos', [0], 1],
    ['cos', [-0], 1],
    ['cos', [Infinity], NaN],
    ['cos', [NaN], NaN],
  ];
  it.each(cases)('%s(%s) is %s', (name, x, expected) => {
    expect((math[name] as (...x: readonly number[]) => number)(...x)).toBe(expected);
  });

  it('pow agrees with ECMAScript on signs, zeros, infinities and NaN', () => {
    const values = [0, -0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, Infinity, -Infinity, NaN, 1e300, -1e300];
    for (const x of values) {
      for (const y of values) expect(ulps(math.pow(x, y), x ** y), `${x} ** ${y}`).toBeLessThanOrEqual(1);
    }
    expect(math.pow(-0, 3)).toBe(-0);
    expect(math.pow(-0, -3)).toBe(-Infinity);
    expect(math.pow(-Infinity, -3)).toBe(-0);
  });

  it('pow is exact where the result is a whole number below 2^53', () => {
    for (const [x, y, expected] of [
      [3, 33, 5559060566555523],
      [-7, 3, -343],
      [10, 15, 1e15],
      [2, -3, 0.125],
    ] as const) {
      expect(math.pow(x, y)).toBe(expected);
    }
  });
});
