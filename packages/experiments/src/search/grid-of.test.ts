import type { Json } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from './choice.ts';
import { float } from './float.ts';
import { type Grid, gridOf, gridOfSpace } from './grid-of.ts';
import { int } from './int.ts';
import { oneOf } from './one-of.ts';
import type { Dimension } from './space.ts';

function valuesOf(grid: Grid): readonly Json[] {
  return Array.from({ length: grid.size }, (_, i) => grid.at(i));
}

describe('gridOf', () => {
  it.each<[string, Dimension, number | undefined, readonly Json[]]>([
    ['options', choice('b', 'a', 3), undefined, ['b', 'a', 3]],
    ['options, whatever the points', choice('b', 'a', 3), 2, ['b', 'a', 3]],
    ['every step of an int', int(2, 10, { step: 4 }), undefined, [2, 6, 10]],
    ['every step of a float', float(0, 0.3, { step: 0.1 }), undefined, [0, 0.1, 0.2, 0.3]],
    [
      'steps that are tiny beside the numbers',
      float(1e14, 1e14 + 0.5, { step: 0.25 }),
      undefined,
      [1e14, 1e14 + 0.25, 1e14 + 0.5],
    ],
    ['points of a float', float(-1, 1), 5, [-1, -0.5, 0, 0.5, 1]],
    ['points on a log scale', float(0.001, 1, { scale: 'log' }), 4, [0.001, 0.01, 0.1, 1]],
    ['every step of an int, whatever the points', int(0, 5), 3, [0, 1, 2, 3, 4, 5]],
    ['every stated step, whatever the points', int(16, 64, { scale: 'log', step: 16 }), 2, [16, 32, 48, 64]],
    [
      'every stated step of a float, whatever the points',
      float(0, 0.3, { step: 0.1 }),
      2,
      [0, 0.1, 0.2, 0.3],
    ],
    ['an int with fewer values than points', int(1, 3), 5, [1, 2, 3]],
    ['a log int thinned out', int(16, 256, { scale: 'log' }), 5, [16, 32, 64, 128, 256]],
    ['a log int whose low points fall together', int(1, 4, { scale: 'log' }), 3, [1, 2, 4]],
    [
      'a log int where points are the same',
      int(1, 100, { scale: 'log' }),
      12,
      [1, 2, 4, 5, 8, 12, 19, 28, 43, 66, 100],
    ],
    ['one point: the middle', float(0, 1), 1, [0.5]],
    ['one point on a log scale', float(0.01, 1, { scale: 'log' }), 1, [0.1]],
    ['low is high', float(0.3, 0.3), undefined, [0.3]],
    ['low is high, with points', int(3, 3), 4, [3]],
    [
      'branches',
      oneOf({ a: {}, b: { c: int(1, 2), d: choice('x') } }),
      undefined,
      [{ kind: 'a' }, { kind: 'b', c: 1, d: 'x' }, { kind: 'b', c: 2, d: 'x' }],
    ],
  ])('lists %s', (_, dimension, points, expected) => {
    expect(valuesOf(gridOf(dimension, points))).toEqual(expected);
  });

  it('asks for points where a float has no step, and names it, however deep', () => {
    const space = { optimizer: oneOf({ sgd: { momentum: float(0, 1) } }) };
    expect(() => gridOfSpace(space)).toThrow(
      'space.optimizer.sgd.momentum: expected a number of values to try, since any between low and high is possible — pass a step',
    );
  });
});

describe('gridOfSpace', () => {
  it('combines all values, the last dimension fastest', () => {
    const grid = gridOfSpace({ a: int(1, 2), b: choice('x', 'y', 'z') });
    expect(valuesOf(grid).map((value) => JSON.stringify(value))).toEqual([
      '{"a":1,"b":"x"}',
      '{"a":1,"b":"y"}',
      '{"a":1,"b":"z"}',
      '{"a":2,"b":"x"}',
      '{"a":2,"b":"y"}',
      '{"a":2,"b":"z"}',
    ]);
  });

  it('has one point where there is no dimension', () => {
    expect(valuesOf(gridOfSpace({}))).toEqual([{}]);
  });

  it('is made only where it is asked for, however large', () => {
    const grid = gridOfSpace({ a: int(0, 1e9), b: int(0, 1e9), c: int(1, 3) });
    expect(grid.size).toBeGreaterThan(1e18);
    expect(grid.at(7)).toEqual({ a: 0, b: 2, c: 2 });
  });
});
