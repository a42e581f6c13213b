import { expect } from 'vitest';

/**
 * Expects numbers, or lists of them, to be equal up to a relative difference; 1e-9 unless a source states another.
 *
 * Where a source printed so many digits, half of its last digit is allowed as well.
 */
export function expectClose(
  actual: number | readonly number[],
  expected: number | readonly number[],
  tolerance = 1e-9,
  lastDigit = 0,
): void {
  const [got, wanted] = [[actual].flat(), [expected].flat()];
  expect(got).toHaveLength(wanted.length);
  got.forEach((value, i) => {
    const allowed = tolerance * Math.abs(wanted[i]!) + lastDigit / 2;
    expect(Math.abs(value - wanted[i]!), `${i}: ${value} for ${wanted[i]}`).toBeLessThanOrEqual(allowed);
  });
}
