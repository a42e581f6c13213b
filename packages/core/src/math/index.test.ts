import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atan2, cos, erf, exp, expm1, log, log1p, pow, sigmoid, sin, softplus, tanh } from './index.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const references = JSON.parse(
  readFileSync(new URL('fixtures/references.json', import.meta.url), 'utf8'),
) as Record<string, readonly (readonly string[])[]>;

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

// The most that each function may be off, in units of the last place, as its comment says.
const limits: readonly (readonly [name: string, f: (...x: [number, number]) => number, limit: number])[] = [
  ['exp', exp, 1],
  ['expm1', expm1, 2],
  ['log', log, 1],
  ['log1p', log1p, 1],
  ['tanh', tanh, 2],
  ['sigmoid', sigmoid, 2],
  ['softplus', softplus, 2],
  ['erf', erf, 2],
  ['sin', sin, 1],
  ['cos', cos, 1],
  ['pow', pow, 1],
  ['atan2', atan2, 2],
];

it.each(limits)('%s is within its limit of what mpmath gives', (name, f, limit) => {
  const rows = references[name]!;
  expect(rows.length).toBeGreaterThan(150);
  const misses = rows.flatMap((row) => {
    const numbers = row.map(fromBits);
    const expected = numbers.pop()!;
    const got = f(numbers[0]!, numbers[1]!);
    return ulps(got, expected) <= limit ? [] : [`${name}(${numbers.join(', ')}) = ${got}, not ${expected}`];
  });
  expect(misses).toEqual([]);
});

it('atan2 tells the four quarters and both zeros apart', () => {
  const places = [
    [0, 1],
    [-0, 1],
    [0, -1],
    [-0, -1],
    [1, 0],
    [-1, 0],
    [0, 0],
    [Infinity, -Infinity],
    [1, -Infinity],
    [NaN, 1],
  ] as const;
  // Math.atan2 is exact here: ECMAScript states these values.
  for (const [y, x] of places) expect(atan2(y, x)).toBe(Math.atan2(y, x));
});

describe('special values', () => {
  const cases: readonly (readonly [string, (x: number) => number, number, number])[] = [
    ['exp', exp, -0, 1],
    ['exp', exp, Infinity, Infinity],
    ['exp', exp, -Infinity, 0],
    ['exp', exp, NaN, NaN],
    ['exp', exp, 710, Infinity],
    ['expm1', expm1, 0, 0],
    ['expm1', expm1, -0, -0],
    ['expm1', expm1, Infinity, Infinity],
    ['expm1', expm1, -Infinity, -1],
    ['expm1', expm1, NaN, NaN],
    ['log', log, 0, -Infinity],
    ['log', log, -0, -Infinity],
    ['log', log, -1, NaN],
    ['log', log, Infinity, Infinity],
    ['log', log, NaN, NaN],
    ['log', log, 1, 0],
    ['log1p', log1p, 0, 0],
    ['log1p', log1p, -0, -0],
    ['log1p', log1p, -1, -Infinity],
    ['log1p', log1p, -2, NaN],
    ['log1p', log1p, Infinity, Infinity],
    ['log1p', log1p, NaN, NaN],
    ['tanh', tanh, 0, 0],
    ['tanh', tanh, -0, -0],
    ['tanh', tanh, Infinity, 1],
    ['tanh', tanh, -Infinity, -1],
    ['tanh', tanh, NaN, NaN],
    ['sigmoid', sigmoid, 0, 0.5],
    ['sigmoid', sigmoid, Infinity, 1],
    ['sigmoid', sigmoid, -Infinity, 0],
    ['sigmoid', sigmoid, NaN, NaN],
    ['softplus', softplus, Infinity, Infinity],
    ['softplus', softplus, -Infinity, 0],
    ['softplus', softplus, NaN, NaN],
    ['softplus', softplus, 1000, 1000],
    ['erf', erf, 0, 0],
    ['erf', erf, -0, -0],
    ['erf', erf, Infinity, 1],
    ['erf', erf, -Infinity, -1],
    ['erf', erf, NaN, NaN],
    ['erf', erf, 7, 1],
    ['sin', sin, 0, 0],
    ['sin', sin, -0, -0],
    ['sin', sin, Infinity, NaN],
    ['sin', sin, -Infinity, NaN],
    ['sin', sin, NaN, NaN],
    ['cos', cos, 0, 1],
    ['cos', cos, -0, 1],
    ['cos', cos, Infinity, NaN],
    ['cos', cos, NaN, NaN],
  ];
  it.each(cases)('%s %#', (_, f, x, expected) => {
    expect(f(x)).toBe(expected);
  });

  it('pow agrees with ECMAScript on signs, zeros, infinities and NaN', () => {
    const values = [0, -0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, Infinity, -Infinity, NaN, 1e300, -1e300];
    for (const x of values) {
      for (const y of values) expect(ulps(pow(x, y), x ** y), `${x} ** ${y}`).toBeLessThanOrEqual(1);
    }
    expect(pow(-0, 3)).toBe(-0);
    expect(pow(-0, -3)).toBe(-Infinity);
    expect(pow(-Infinity, -3)).toBe(-0);
  });

  it('pow is exact where the result is a whole number below 2^53', () => {
    for (const [x, y, expected] of [
      [3, 33, 5559060566555523],
      [-7, 3, -343],
      [10, 15, 1e15],
      [2, -3, 0.125],
    ] as const) {
      expect(pow(x, y)).toBe(expected);
    }
  });
});
