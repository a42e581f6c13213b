import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { nastySpaces } from '../testing/describe-sampler.ts';
import { choice } from './choice.ts';
import { drawParams } from './draw.ts';
import { float } from './float.ts';
import { int } from './int.ts';
import { oneOf } from './one-of.ts';
import { ordinal } from './ordinal.ts';
import { isActive, optionCount, parametersOf, paramsAt, pointOf } from './parameters.ts';

const space = {
  rate: float(1e-4, 1, { scale: 'log' }),
  size: ordinal('small', 'large'),
  widths: choice([64], [64, 32]),
  optimizer: oneOf({
    adam: {},
    sgd: { momentum: float(0, 1), schedule: oneOf({ flat: {}, step: { every: int(1, 4) } }) },
  }),
};
const parameters = parametersOf(space);

describe('parametersOf', () => {
  it('lists the parameters, each branch behind the one that chooses it', () => {
    expect(parameters.map(({ path }) => path.join('.'))).toEqual([
      'rate',
      'size',
      'widths',
      'optimizer',
      'optimizer.sgd.momentum',
      'optimizer.sgd.schedule',
      'optimizer.sgd.schedule.step.every',
    ]);
    expect(parameters[4]!.inside).toEqual({ parameter: 3, option: 1 });
    expect(parameters[6]!.inside).toEqual({ parameter: 5, option: 1 });
    expect(parameters.map(({ dimension }) => optionCount(dimension))).toEqual([0, 2, 2, 2, 0, 2, 0]);
  });
});

describe('pointOf and paramsAt', () => {
  it('give coordinates, NaN for what lies in other branches', () => {
    const params = { rate: 1, size: 'large', widths: [64, 32], optimizer: { kind: 'adam' } };
    const point = pointOf(parameters, params);
    expect([...point]).toEqual([1, 1, 1, 0, NaN, NaN, NaN]);
    expect(paramsAt(parameters, point)).toEqual(params);
    expect(parameters.map((parameter) => isActive(parameters, point, parameter))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each(Object.entries(nastySpaces))('are each other’s inverse in %s', (_, nasty) => {
    const axes = parametersOf(nasty);
    for (let seed = 0; seed < 50; seed++) {
      const drawn = pointOf(axes, drawParams(nasty, rng(seed)));
      const params = paramsAt(axes, drawn);
      // What it lacks, it lacks before and after; the rest may be off by rounding.
      const again = pointOf(axes, params).map((coordinate) => Math.round(coordinate * 1e9));
      expect(again).toEqual(drawn.map((coordinate) => Math.round(coordinate * 1e9)));
    }
  });

  it('have no coordinate for what an earlier form of the space had otherwise', () => {
    const earlier = { rate: 5, size: 'medium', optimizer: { kind: 'lion', momentum: 0.5 }, gone: 1 };
    expect([...pointOf(parameters, earlier)]).toEqual(Array(7).fill(NaN));
    const kindless = { optimizer: null, widths: 64 };
    expect([...pointOf(parameters, kindless)]).toEqual(Array(7).fill(NaN));
  });
});
