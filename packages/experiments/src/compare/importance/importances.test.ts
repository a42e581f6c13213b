import { readFileSync } from 'node:fs';
import { type Json, rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from '../../search/choice.ts';
import { drawParams } from '../../search/draw.ts';
import { float } from '../../search/float.ts';
import { int } from '../../search/int.ts';
import { oneOf } from '../../search/one-of.ts';
import { ordinal } from '../../search/ordinal.ts';
import { parametersOf, pointOf } from '../../search/parameters.ts';
import type { SearchSpace } from '../../search/space.ts';
import type { Trial } from '../../search/trial.ts';
import { fanova } from './fanova.ts';
import { parameterImportances } from './parameter-importances.ts';
import { pedAnova } from './ped-anova.ts';

type Params = Readonly<Record<string, Json>>;
interface Recorded {
  readonly params: Params;
  readonly value: number;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(readFileSync(new URL('fixtures/importances.json', import.meta.url), 'utf8')) as {
  readonly ped: readonly {
    readonly space: 'mixed' | 'conditional';
    readonly goal: 'minimize' | 'maximize';
    readonly trials: readonly Recorded[];
    readonly importances: Readonly<Record<string, number>>;
  }[];
  readonly fanova: {
    readonly trials: readonly Recorded[];
    readonly mean: Readonly<Record<'x' | 'y' | 'z', number>>;
    readonly sd: Readonly<Record<'x' | 'y' | 'z', number>>;
  };
};

const unit = float(0, 1);
const spaces = {
  mixed: {
    a: float(-1, 3),
    b: float(1e-4, 1e-1, { scale: 'log' }),
    c: int(1, 9),
    d: choice('x', 'y', 'z'),
    e: int(4, 600, { scale: 'log' }),
    f: float(0, 2, { step: 0.25 }),
  },
  conditional: { rate: unit, optimizer: oneOf({ adam: { beta: unit }, sgd: { momentum: unit } }) },
};

/** Optuna's flat parameters as ours, with what belongs to a branch in it. */
function nested({ rate, optimizer, ...inside }: Params): Params {
  return { rate: rate!, optimizer: { kind: optimizer!, ...inside } };
}

function pointsOf(space: SearchSpace, params: readonly Params[]) {
  const parameters = parametersOf(space);
  return { parameters, points: params.map((each) => pointOf(parameters, each)) };
}

describe('PED-ANOVA', () => {
  it.each(recorded.ped)('of $space parameters, to $goal, is what Optuna 5.0.0 says', (of) => {
    const params = of.trials.map((trial) => (of.space === 'mixed' ? trial.params : nested(trial.params)));
    const { parameters, points } = pointsOf(spaces[of.space], params);
    const losses = Float64Array.from(of.trials, ({ value }) => (of.goal === 'minimize' ? value : -value));
    const importances = pedAnova(parameters, points, losses);
    for (const [i, { path }] of parameters.entries()) {
      const expected = of.importances[path.at(-1)!]!;
      expect(Math.abs(importances[i]! / expected - 1)).toBeLessThan(1e-8);
    }
  });
});

/** Each point of a lattice as often as told, so that a bootstrap sample lacks none. */
function lattice(space: SearchSpace, params: readonly Params[], lossOf: (params: Params) => number) {
  const many = Array.from({ length: 12 }, () => params).flat();
  return { ...pointsOf(space, many), losses: Float64Array.from(many, lossOf) };
}

describe('fANOVA', () => {
  it('is exact where trees can say the function: of two steps, and of what they do together', () => {
    const params = [0.25, 0.75].flatMap((x) => ['a', 'b', 'c', 'd'].map((option) => ({ x, option })));
    const { parameters, points, losses } = lattice(
      { x: unit, option: choice('a', 'b', 'c', 'd') },
      params,
      ({ x, option }) => 2 * Number(Number(x) > 0.5) + Number(option === 'b' || option === 'd'),
    );
    // Variances 1 and 1/4.
    const [x, option] = fanova(parameters, points, losses, rng(0));
    expect([x, option]).toEqual([expect.closeTo(0.8, 12), expect.closeTo(0.2, 12)]);
    // A product of signs: nothing alone, all together.
    const product = Float64Array.from(points, (point) => (point[0]! > 0.5 === point[1]! < 2 ? 1 : -1));
    for (const share of fanova(parameters, points, product, rng(0))) expect(share).toBeCloseTo(0, 12);
  });

  it('counts a parameter of a branch by how much of the space has it', () => {
    const space = { method: oneOf({ with: { x: unit }, without: {} }) };
    const params = [0.25, 0.75].map((x) => ({ method: { kind: 'with', x } }));
    const { parameters, points, losses } = lattice(
      space,
      [...params, { method: { kind: 'without' } }, { method: { kind: 'without' } }] as readonly Params[],
      ({ method }) => {
        const { kind, x } = method as { readonly kind: string; readonly x?: number };
        return kind === 'without' ? 5 : x! < 0.5 ? 0 : 2;
      },
    );
    // Between branches ((5 − 1)/2)² = 4; in the one, which is half of the space, 1.
    expect(fanova(parameters, points, losses, rng(0))).toEqual([
      expect.closeTo(4 / 4.5, 12),
      expect.closeTo(0.5 / 4.5, 12),
    ]);
  });

  it('takes options in an order as a scale', () => {
    const space = { size: ordinal(8, 16, 32, 64) };
    const { parameters, points, losses } = lattice(
      space,
      [8, 16, 32, 64].map((size) => ({ size })),
      ({ size }) => Number(size),
    );
    expect(fanova(parameters, points, losses, rng(0))).toEqual([expect.closeTo(1, 12)]);
  });

  it.each([
    ['x + 2y', ([x, y]: number[]) => x! + 2 * y!, [0.2, 0.8, 0]],
    // Of a variance of 7/144 each explains 1/48 alone, and both together the rest.
    ['xy', ([x, y]: number[]) => x! * y!, [3 / 7, 3 / 7, 0]],
  ] as const)('comes near the known decomposition of %s', (_name, lossOf, expected) => {
    const space = { x: unit, y: unit, z: unit };
    const params = Array.from({ length: 1000 }, (__, i) => drawParams(space, rng(7).split(`${i}`)));
    const { parameters, points } = pointsOf(space, params);
    const losses = Float64Array.from(points, (point) => lossOf(Array.from(point)));
    const shares = fanova(parameters, points, losses, rng(0), 8);
    for (const [i, share] of expected.entries()) expect(Math.abs(shares[i]! - share)).toBeLessThan(0.02);
  });

  it('differs from Optuna’s by no more than its trees do from seed to seed', () => {
    const { trials, mean, sd } = recorded.fanova;
    const { parameters, points } = pointsOf(
      { x: unit, y: unit, z: unit },
      trials.map(({ params }) => params),
    );
    const shares = fanova(
      parameters,
      points,
      Float64Array.from(trials, ({ value }) => value),
      rng(0),
    );
    for (const [i, name] of (['x', 'y', 'z'] as const).entries())
      expect(Math.abs(shares[i]! - mean[name])).toBeLessThan(4 * sd[name] * Math.sqrt(1 + 1 / 20));
  });

  it('is 0 where nothing differs', () => {
    const { parameters, points } = pointsOf({ x: unit }, [{ x: 0.1 }, { x: 0.9 }]);
    expect(fanova(parameters, points, Float64Array.of(3, 3), rng(0))).toEqual([0]);
  });
});

describe('the importances of parameters', () => {
  const space = spaces.conditional;
  const trials: readonly Trial[] = recorded.ped
    .find((each) => each.space === 'conditional')!
    .trials.map(({ params, value }, number) => ({
      number,
      params: nested(params),
      state: 'complete',
      score: -value,
      foldScores: [],
    }));
  const options = { space, trials, goal: 'maximize', rng: rng(0), trees: 16 } as const;

  it('name every parameter, and say how many trials have it', () => {
    const rows = parameterImportances(options);
    expect(rows.map(({ name, trials: having }) => [name, having])).toEqual([
      ['rate', 100],
      ['optimizer', 100],
      ['optimizer.adam.beta', trials.filter(({ params }) => JSON.stringify(params).includes('adam')).length],
      [
        'optimizer.sgd.momentum',
        trials.filter(({ params }) => JSON.stringify(params).includes('sgd')).length,
      ],
    ]);
    expect(rows.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1);
    expect(rows.reduce((sum, { variance }) => sum + variance, 0)).toBeLessThanOrEqual(1 + 1e-12);
    expect(parameterImportances(options)).toEqual(rows);
  });

  it('leave out trials that failed or lie outside the space', () => {
    const others: readonly Trial[] = [
      { number: 100, params: {}, state: 'failed', reason: 'told to' },
      { number: 101, params: { rate: 0.1 }, state: 'complete', score: 9, foldScores: [] },
      {
        number: 102,
        params: { rate: 7, optimizer: { kind: 'adam', beta: 0 } },
        state: 'complete',
        score: 9,
        foldScores: [],
      },
      { number: 103, params: trials[0]!.params, state: 'complete', score: NaN, foldScores: [] },
    ];
    expect(parameterImportances({ ...options, trials: [...trials, ...others] })).toEqual(
      parameterImportances(options),
    );
  });

  it('say what is missing', () => {
    expect(() => parameterImportances({ ...options, trials: trials.slice(0, 1) })).toThrow(
      'expected two complete trials or more inside the search space, got 1 of 1',
    );
    const same = trials.map((trial) => ({ ...trial, score: 1 }) as Trial);
    expect(() => parameterImportances({ ...options, trials: same })).toThrow('expected scores that differ');
    expect(() => parameterImportances({ ...options, quantile: 1 })).toThrow('a quantile between 0 and 1');
  });
});
