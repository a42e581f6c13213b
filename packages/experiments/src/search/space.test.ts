import { FoldwiseError } from '@foldwise/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { checkSpace } from './check-space.ts';
import { choice } from './choice.ts';
import { dimensionCount } from './dimension-count.ts';
import { float } from './float.ts';
import { int } from './int.ts';
import { oneOf } from './one-of.ts';
import { ordinal } from './ordinal.ts';
import type { Params, SearchSpace } from './space.ts';
import { weighted } from './weighted.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- the checks are for callers without types
const untyped = (value: unknown): any => value;

describe('the makers of dimensions', () => {
  it('give frozen plain data', () => {
    const space = { a: float(0, 1), b: int(1, 8, { scale: 'log' }), c: choice('x', 2), d: oneOf({ e: {} }) };
    expect(JSON.parse(JSON.stringify(space))).toEqual({
      a: { kind: 'float', low: 0, high: 1, scale: 'linear' },
      b: { kind: 'int', low: 1, high: 8, scale: 'log', step: 1 },
      c: { kind: 'choice', options: ['x', 2] },
      d: { kind: 'oneOf', branches: { e: {} } },
    });
    for (const dimension of Object.values(space)) expect(Object.isFrozen(dimension)).toBe(true);
    expect(Object.isFrozen(space.c.options)).toBe(true);
  });

  it('take a step that leads from low to high, rounding of decimals aside', () => {
    expect(float(0, 0.3, { step: 0.1 }).step).toBe(0.1);
    expect(float(-1, 1, { step: 0.05 }).step).toBe(0.05);
    expect(float(2, 2, { step: 5 }).step).toBe(5);
    expect(int(16, 256, { step: 16, scale: 'log' }).step).toBe(16);
  });

  it.each<[string, () => unknown, string]>([
    [
      'low above high',
      () => float(1, 0),
      'float(1, 0): expected low ≤ high, got low 1 and high 0 — swap them: (0, 1)',
    ],
    ['NaN', () => float(Number.NaN, 1), 'float(NaN, 1): expected low as a finite number, got NaN'],
    ['Infinity', () => int(0, Infinity), 'int(0, Infinity): expected high as a finite number, got Infinity'],
    ['a text', () => float(untyped('0'), 1), 'expected low as a finite number, got 0'],
    [
      'log from 0',
      () => float(0, 1, { scale: 'log' }),
      'expected low above 0 on a log scale, got 0 — raise low',
    ],
    ['log from below', () => int(-4, 4, { scale: 'log' }), 'expected low above 0 on a log scale, got -4'],
    ['another scale', () => float(1, 2, { scale: untyped('logs') }), 'got "logs" — did you mean "log"?'],
    [
      'a step with a rest',
      () => float(0, 1, { step: 0.3 }),
      'that lead from 0 to 1, got a rest — pass high 0.9',
    ],
    ['an int step with a rest', () => int(1, 10, { step: 4 }), 'got a rest — pass high 9, or another step'],
    ['a step that is too large', () => float(0, 1, { step: 2 }), 'got a rest — pass high 0'],
    ['a step of 0', () => float(0, 1, { step: 0 }), 'expected step as a number above 0, got 0'],
    ['a step below 0', () => int(0, 4, { step: -1 }), 'expected step as a number above 0, got -1'],
    ['a step of NaN', () => float(0, 1, { step: Number.NaN }), 'expected step as a number above 0, got NaN'],
    ['a step of nothing', () => float(0, 1, { step: 1e-300 }), 'got 1e-300 — pass a larger step'],
    ['too many steps', () => float(0, 1, { step: 2 ** -44 }), 'expected at most 2^40 steps from 0 to 1'],
    [
      'a step that vanishes',
      () => float(1e16, 1e16 + 4, { step: 0.5 }),
      'can tell apart between 10000000000000000 and 10000000000000004, got 0.5',
    ],
    ['a fraction', () => int(0.5, 2), 'int(0.5, 2): expected low as a whole number, got 0.5 — use float'],
    ['a fraction of a step', () => int(0, 2, { step: 0.5 }), 'expected step as a whole number, got 0.5'],
    ['no option', () => choice(), 'choice: expected one option or more, got none'],
    ['an option twice', () => choice('a', 'b', 'a'), 'expected options that differ, got "a" twice'],
    [
      'a list twice',
      () => choice([64, 32], [64], [64, 32]),
      'expected options that differ, got [64,32] twice',
    ],
    [
      'NaN as an option',
      () => choice(1, Number.NaN),
      'expected options that JSON can hold, got NaN as option 2',
    ],
    ['a function as an option', () => choice(untyped(() => 1)), 'got () => 1 as option 1 — name the options'],
    ['undefined as an option', () => choice(untyped(undefined)), 'got undefined as option 1'],
    ['no ordered option', () => ordinal(), 'pass them one by one: ordinal("relu", "gelu")'],
    [
      'a center outside the bounds',
      () => float(0, 1, { prior: { center: 2, spread: 0.1 } }),
      "expected the prior's center between 0 and 1, got 2 — pass the value that you would try first",
    ],
    [
      'a spread of nothing',
      () => int(0, 8, { prior: { center: 2, spread: 0 } }),
      "expected the prior's spread as a number above 0, got 0",
    ],
    [
      'a weight too few',
      () => weighted(choice('a', 'b', 'c'), [1, 2]),
      'weighted: expected 3 weights, one for each option, got [1,2] — pass as many, in their order',
    ],
    [
      'a weight of 0',
      () => weighted(oneOf({ a: {}, b: {} }), [1, 0]),
      'expected weights above 0, got 0 — leave out the branch that is never wanted',
    ],
    ['no branch', () => oneOf({}), 'oneOf: expected one branch or more, got none'],
    [
      'a parameter named kind',
      () => oneOf({ a: { kind: int(1, 2) } }),
      'oneOf, branch "a": expected parameters by other names',
    ],
    ['a dimension as a branch', () => oneOf({ a: untyped(int(1, 2)) }), 'a single dimension needs a name'],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(FoldwiseError);
    expect(make).toThrow(message);
  });
});

describe('the types of parameters', () => {
  it('are those of the options, also of mixed ones', () => {
    const space = {
      rate: float(0, 1),
      units: int(1, 9),
      activation: choice('relu', 'gelu'),
      mixed: choice('p', 'q', 3, null),
      widths: choice([64], [64, 32]),
      size: weighted(ordinal('small', 'large'), [2, 1]),
    };
    expectTypeOf<Params<typeof space>>().toEqualTypeOf<{
      readonly rate: number;
      readonly units: number;
      readonly activation: 'relu' | 'gelu';
      readonly mixed: 'p' | 'q' | 3 | null;
      readonly widths: readonly [64] | readonly [64, 32];
      readonly size: 'small' | 'large';
    }>();
  });

  it('tell the branch by its kind, however deep', () => {
    const space = {
      optimizer: oneOf({
        adam: { beta: float(0.8, 0.99) },
        sgd: { momentum: oneOf({ none: {}, some: { size: float(0.5, 0.9) } }) },
      }),
    };
    type Optimizer = Params<typeof space>['optimizer'];
    expectTypeOf<Extract<Optimizer, { kind: 'adam' }>['beta']>().toEqualTypeOf<number>();
    expectTypeOf<Optimizer['kind']>().toEqualTypeOf<'adam' | 'sgd'>();
    type Momentum = Extract<Optimizer, { kind: 'sgd' }>['momentum'];
    expectTypeOf<Momentum['kind']>().toEqualTypeOf<'none' | 'some'>();
    // @ts-expect-error -- beta belongs to adam alone.
    expectTypeOf<Optimizer['beta']>();
  });
});

describe('checkSpace', () => {
  it('says which dimension of a space written by hand is wrong', () => {
    const nested: SearchSpace = { a: { kind: 'oneOf', branches: { b: { c: { ...float(0, 1), low: 3 } } } } };
    expect(() => checkSpace(nested)).toThrow('space.a.b.c: expected low ≤ high, got low 3 and high 1');
    const twice: SearchSpace = { a: { kind: 'choice', options: [1, 1] } };
    expect(() => checkSpace(twice, 'sweep "mlp"')).toThrow('sweep "mlp".a: expected options that differ');
  });

  it('says how a bare list or value becomes a dimension', () => {
    expect(() => checkSpace({ units: untyped([16, 32]) })).toThrow(
      'space.units: expected float, int, choice, ordinal or oneOf, got [16,32] — wrap it: choice(16, 32)',
    );
    expect(() => checkSpace({ units: untyped('relu') })).toThrow('got "relu" — wrap it: choice("relu")');
    expect(() => checkSpace({ units: untyped({ ...int(1, 2), kind: 'integer' }) })).toThrow(
      /did you mean "int"|there is/,
    );
    expect(() => checkSpace(untyped([int(1, 2)]))).toThrow('space: expected dimensions by name, got [');
  });

  it('lets what the makers give pass', () => {
    expect(() =>
      checkSpace({ a: oneOf({ b: { c: choice(1) }, d: {} }), e: float(1, 1), f: int(0, 9) }),
    ).not.toThrow();
  });
});

describe('dimensionCount', () => {
  it('counts each dimension, those in branches too', () => {
    expect(dimensionCount({})).toBe(0);
    const inner = oneOf({ none: {}, some: { size: float(0, 1) } });
    expect(
      dimensionCount({ a: int(1, 2), b: oneOf({ c: { d: inner }, e: { f: choice(1), g: float(0, 1) } }) }),
    ).toBe(6);
  });
});
