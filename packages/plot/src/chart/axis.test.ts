import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { axisAcross, axisFor, axisOfNames } from './axis.ts';

const labels = (values: readonly number[], logarithmic = false) =>
  axisFor(values, logarithmic).ticks.map(({ label }) => label);

test('ticks are round numbers inside the axis', () => {
  expect(labels([0, 100])).toEqual(['0', '20', '40', '60', '80', '100']);
  expect(labels([-1, 1])).toEqual(['-1.0', '-0.5', '0.0', '0.5', '1.0']);
  expect(labels([0.001, 0.004])).toEqual([
    '0.0010',
    '0.0015',
    '0.0020',
    '0.0025',
    '0.0030',
    '0.0035',
    '0.0040',
  ]);
});

test('an axis across that counts has whole numbers alone', () => {
  const points = [1, 2, 3].map((x) => [x, 0] as const);
  const plot = { title: '', x: 'epoch', y: '', series: [{ name: '', kind: 'line' as const, points }] };
  const across = (counts: boolean) => axisAcross({ ...plot, counts }).ticks.map(({ label }) => label);
  expect(across(true)).toEqual(['1', '2', '3']);
  expect(across(false)).toEqual(['1.0', '1.5', '2.0', '2.5', '3.0']);
});

test('a logarithmic axis has powers of ten', () => {
  expect(labels([3.5e-5, 0.3], true)).toEqual(['1e-4', '0.001', '0.01', '0.1']);
  const axis = axisFor([1e-4, 1], true);
  expect(axis.share(1e-2)).toBeCloseTo(0.5, 12);
});

test('values that are all the same, or none, still have an axis', () => {
  const one = axisFor([2, 2]);
  expect([one.low, one.high, one.share(2)]).toEqual([1, 3, 0.5]);
  expect(axisFor([]).ticks.length).toBeGreaterThan(1);
  expect(axisFor([Number.NaN, 1, 2]).high).toBeLessThan(3);
});

test('a logarithmic axis without two powers of ten has ticks between them', () => {
  expect(labels([0.6, 4], true)).toEqual(['1', '2']);
  expect(labels([3e-5, 2e-4], true)).toEqual(['5e-5', '1e-4', '2e-4']);
  expect(labels([0.65, 0.7], true)).toEqual(['0.65', '0.66', '0.67', '0.68', '0.69', '0.70']);
});

test('numbers too large or too small to be written out have powers of ten, and differ', () => {
  expect(labels([1e12, 3e12])).toEqual(['1.0e12', '1.5e12', '2.0e12', '2.5e12', '3.0e12']);
  expect(labels([0, 2e-9])).toEqual(['0', '5e-10', '1.0e-9', '1.5e-9', '2.0e-9']);
});

test('names stand in the middle of equal shares', () => {
  const axis = axisOfNames(['a', 'b']);
  expect(axis.ticks.map(({ label }) => label)).toEqual(['a', 'b']);
  expect([axis.share(0), axis.share(1), axis.at(0.25)]).toEqual([0.25, 0.75, 0]);
});

/** Ranges of all sizes, by a generator of fixed seed. */
function ranges(logarithmic: boolean): readonly (readonly [number, number])[] {
  const random = rng(7).split(logarithmic ? 'log' : 'linear');
  return Array.from({ length: 400 }, () => {
    const low = (logarithmic ? 1 : random.uniform() - 0.5) * 10 ** (24 * random.uniform() - 12);
    const wide = 10 ** (8 * random.uniform() - (logarithmic ? 1 : 6));
    return logarithmic ? [low, low * (1 + wide)] : [low, low + Math.abs(low) * wide];
  });
}

test.each([false, true])(
  'any axis holds its values, and says where they are (logarithmic: %s)',
  (logarithmic) => {
    for (const [low, high] of ranges(logarithmic)) {
      const axis = axisFor([low, high], logarithmic);
      const context = `${low} to ${high}`;
      expect(axis.share(low), context).toBeGreaterThan(0);
      expect(axis.share(high), context).toBeLessThan(1);
      expect(axis.share(axis.at(0.3)), context).toBeCloseTo(0.3, 6);
      expect(axis.ticks.length, context).toBeLessThan(12);
      const places = axis.ticks.map(({ at }) => axis.share(at));
      expect(
        places.every((place) => place >= -1e-9 && place <= 1 + 1e-9),
        context,
      ).toBe(true);
      expect(places, context).toEqual(places.toSorted((a, b) => a - b));
      // No two ticks say the same, and each says the number that it stands at.
      expect(new Set(axis.ticks.map(({ label }) => label)).size, context).toBe(axis.ticks.length);
      const step = axis.ticks.length < 2 ? high - low : Math.abs(axis.ticks[1]!.at - axis.ticks[0]!.at);
      for (const { at, label } of axis.ticks)
        expect(Math.abs(Number(label) - at), `${context}: ${label}`).toBeLessThan(step * 0.01);
    }
  },
);
