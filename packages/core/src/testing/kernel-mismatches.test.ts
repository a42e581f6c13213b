import { describe, expect, it } from 'vitest';
import { multiply } from '../autodiff/ops/arithmetic.ts';
import { type UnaryRule, unaryOp } from '../autodiff/ops/elementwise.ts';
import { rng } from '../random/rng.ts';
import { drawn } from './case-input.ts';
import { kernelMismatches } from './kernel-mismatches.ts';

const x = drawn([3, 5], rng('x'));
const doubled = (rule: Partial<UnaryRule>) =>
  unaryOp({
    name: 'doubled',
    rule: (one) => 2 * one,
    backward: (gradient) => multiply(gradient, 2),
    ...rule,
  });

describe('kernelMismatches', () => {
  it('finds nothing where kernels compute what the op does, or where there is none', () => {
    expect(kernelMismatches(doubled({ vector: (e, one) => e.add(one, one) }), [x], [0])).toEqual([]);
    expect(kernelMismatches(doubled({}), [x], [0])).toEqual([]);
  });

  it('finds an expression that is slightly another', () => {
    const off = doubled({ vector: (e, one) => e.multiply(one, 2.00001) });
    const mismatches = kernelMismatches(off, [x], [0]);
    expect(mismatches).toContainEqual(
      expect.stringMatching(/^plain, result, inputs \[3, 5\]: \[3, 5\], off by [\d.e-]+$/),
    );
    expect(mismatches.filter((line) => line.includes('derivative'))).toEqual([]);
  });

  it('finds it in a derivative', () => {
    const off = doubled({ vector: (e, one) => e.multiply(one, 2.1) });
    const slope = doubled({
      backward: (gradient) => off(gradient),
      vector: (e, one) => e.add(one, one),
    });
    const mismatches = kernelMismatches(slope, [x], [0]);
    expect(mismatches.length).toBeGreaterThan(0);
    for (const line of mismatches) expect(line).toContain('derivative by input 0');
  });
});
