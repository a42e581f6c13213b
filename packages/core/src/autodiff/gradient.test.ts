import { describe, expect, expectTypeOf, it } from 'vitest';
import { numberOf, ones, scalar, statistic, tensor, zeros } from '../tensor/make.ts';
import { computed } from '../testing/computed.ts';
import { valueAndGradient } from './gradient.ts';
import { numericalGradient } from './numerical-gradient.ts';
import { add, multiply } from './ops/arithmetic.ts';
import { matmul } from './ops/matmul.ts';
import { square } from './ops/power.ts';
import { sum } from './ops/sum.ts';
import { isTraced, primitive, type Value } from './primitive.ts';

function cube(x: Value): Value {
  return multiply(x, square(x));
}

function slope(x: Value): Value {
  return valueAndGradient((at) => cube(at), x).gradient;
}

function bend(x: Value): Value {
  return valueAndGradient((at) => slope(at), x).gradient;
}

describe('valueAndGradient', () => {
  it('gives the value and a gradient of the same form', () => {
    const at = { w: tensor([1, 2]), deep: [scalar(3)] as const };
    const { value, gradient } = valueAndGradient((x) => sum(multiply(square(x.w), x.deep[0])), at);
    expect(numberOf(computed(value))).toBe(15);
    expect(gradient).toEqual({ w: tensor([6, 12]), deep: [scalar(5)] });
    expectTypeOf(gradient).toEqualTypeOf(at);
  });

  it('adds up what flows back along several ways', () => {
    const { gradient } = valueAndGradient((x) => add(multiply(x, x), multiply(x, 3)), scalar(2));
    expect(gradient).toEqual(scalar(7));
  });

  it('gives zeros for leaves that are not used, and for a function that uses none', () => {
    const at = { used: scalar(2), unused: ones([2, 2]) };
    expect(valueAndGradient((x) => square(x.used), at).gradient).toEqual({
      used: scalar(4),
      unused: zeros([2, 2]),
    });
    expect(valueAndGradient(() => scalar(1), scalar(5))).toEqual({ value: scalar(1), gradient: scalar(0) });
  });

  it('leaves statistics as they are and gives them no gradient', () => {
    const at = { mean: statistic(scalar(2)), w: scalar(3) };
    const { gradient } = valueAndGradient((x) => {
      expect(x.mean).toBe(at.mean);
      return multiply(x.mean, x.w);
    }, at);
    expect(gradient).toEqual({ mean: statistic(scalar(0)), w: scalar(2) });
  });

  it('hands on what f returns beside the scalar, with nothing traced in it', () => {
    const { aux, gradient } = valueAndGradient(
      (x) => [square(x), { doubled: multiply(x, 2), constant: scalar(1) }],
      scalar(3),
    );
    expect(aux).toEqual({ doubled: scalar(6), constant: scalar(1) });
    expect(gradient).toEqual(scalar(6));
  });

  it('differentiates derivatives', () => {
    expect([slope(scalar(2)), bend(scalar(2))]).toEqual([scalar(12), scalar(12)]);
    expect(valueAndGradient((x) => bend(x), scalar(2)).gradient).toEqual(scalar(6));
  });

  it('does not mix up the values of a function and of one within it', () => {
    // d/dx x·(d/dy (x·y) at y = 1) = d/dx x² = 2x.
    const { gradient } = valueAndGradient(
      (x) => multiply(x, valueAndGradient((y) => multiply(x, y), scalar(1)).gradient),
      scalar(5),
    );
    expect(gradient).toEqual(scalar(10));
  });

  it('spends nothing on inputs that depend on no weight', () => {
    const asked: number[] = [];
    const pair = primitive<null>({
      name: 'pair',
      shape: ([a]) => a!,
      forward: ([a, b]) => computed(add(a!, b!)),
      backward: (gradient) =>
        [0, 1].map((i) => () => {
          asked.push(i);
          return gradient;
        }),
    });
    valueAndGradient((x) => pair(null, scalar(1), pair(null, x, scalar(2))), scalar(3));
    expect(asked).toEqual([1, 0]);
  });

  it('refuses a function that does not return a scalar, and is fit for use afterwards', () => {
    expect(() => valueAndGradient((x) => square(x), tensor([1, 2]))).toThrow(
      'valueAndGradient: expected a function that returns a scalar, got shape [2]',
    );
    expect(() =>
      valueAndGradient(() => {
        throw new Error('mine');
      }, scalar(1)),
    ).toThrow('mine');
    let level = 0;
    valueAndGradient((x) => {
      if (isTraced(x)) level = x.tracer.level;
      return x;
    }, scalar(1));
    expect(level).toBe(1);
  });
});

it('numericalGradient agrees with a derivative worked out by hand', () => {
  const found = numericalGradient((at) => computed(sum(matmul(at.a, at.b))), {
    a: tensor([
      [1, 2],
      [3, 4],
    ]),
    b: tensor([[5], [6]]),
  });
  found.a.data.forEach((x, i) => expect(x).toBeCloseTo([5, 6, 5, 6][i]!, 7));
  found.b.data.forEach((x, i) => expect(x).toBeCloseTo([4, 6][i]!, 7));
});
