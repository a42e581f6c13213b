import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonVariance, shrinkVariance, type Variance } from './shrink-variance.ts';

// Written by fixtures/record.py, which names the versions in it.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/variances.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly {
    readonly variances: readonly Variance[];
    readonly common: { readonly value: number; readonly freedom: number | null };
  }[];
};

describe('what variances have in common', () => {
  it.each(cases)('is as recorded %#', ({ variances, common }) => {
    const got = commonVariance(variances)!;
    expect(Math.abs(got.value / common.value - 1)).toBeLessThan(1e-8);
    // Compared as shares, since there may be infinitely many.
    expect(Math.abs(1 / got.freedom - 1 / (common.freedom ?? Infinity))).toBeLessThan(1e-8);
  });

  it('leaves out what is no variance, and is unknown of one', () => {
    const odd = [-1, NaN, Infinity].map((value) => ({ value, freedom: 4 }));
    const two = [
      { value: 1, freedom: 4 },
      { value: 2, freedom: 4 },
    ];
    expect(commonVariance([...odd, ...two])).toEqual(commonVariance(two));
    expect(commonVariance([...odd, two[0]!])).toBeUndefined();
    expect(shrinkVariance(two[0]!, odd)).toBeUndefined();
    expect(commonVariance([two[0]!, { value: 0, freedom: 4 }, { value: 0, freedom: 4 }])).toBeUndefined();
  });

  it('is not moved by how near to 0 a variance is', () => {
    const { variances } = cases[2]!;
    const near = commonVariance([...variances, { value: 1e-30, freedom: 4 }]);
    expect(commonVariance([...variances, { value: 0, freedom: 4 }])).toEqual(near);
  });
});

describe('a variance', () => {
  it('is drawn towards the others by the degrees of freedom of each, which together are no more than there are', () => {
    const { variances } = cases[2]!;
    const common = commonVariance(variances)!;
    const own = { value: 3, freedom: 2 };
    const shrunk = shrinkVariance(own, variances)!;
    expect(shrunk.freedom).toBeCloseTo(common.freedom + 2, 12);
    expect(shrunk.value).toBeCloseTo((common.freedom * common.value + 6) / (common.freedom + 2), 12);
    // Of the variance of one number nothing is known.
    expect(shrinkVariance({ value: NaN, freedom: 0 }, variances)!.value).toBeCloseTo(common.value, 12);
    // Three that are alike say not more than their six degrees of freedom.
    const alike = [1, 1.1, 0.9].map((value) => ({ value, freedom: 2 }));
    expect(shrinkVariance(own, alike)!.freedom).toBe(8);
  });
});
