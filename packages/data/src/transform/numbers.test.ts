import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { numberColumn } from '../table/column.ts';
import { binned } from './column/binned.ts';
import { boxCox } from './column/box-cox.ts';
import { quantileUniform } from './column/quantile-uniform.ts';
import { rankGauss } from './column/rank-gauss.ts';
import { roundTo } from './column/round-to.ts';
import { sqrtScale } from './column/sqrt-scale.ts';
import { yeoJohnson } from './column/yeo-johnson.ts';
import type { ColumnTransformer } from './transformer.ts';

// Made by fixtures/record-numbers.py with numpy, pandas, scikit-learn, scipy and mpmath.
type Numbers = readonly number[];
interface Both {
  readonly train: Numbers;
  readonly fresh: Numbers;
}
interface Power extends Both {
  readonly lambda: number;
  readonly plain: Numbers;
}
interface Recorded {
  readonly train: Numbers;
  readonly yeoJohnson: Power;
  readonly boxCox?: Power;
  readonly quantileUniform: Both;
  readonly rankGauss: Numbers;
  readonly 'binned by quantile': Both;
  readonly 'binned by width': Both;
  readonly 'cut at 0, 1, 5': Numbers;
  readonly 'round 1': Numbers;
  readonly 'round 0': Numbers;
  readonly 'round -1': Numbers;
  readonly anscombe: Numbers;
}
const recorded: { readonly fresh: Numbers; readonly numbers: Readonly<Record<string, Recorded>> } =
  JSON.parse(readFileSync(new URL('fixtures/numbers.json', import.meta.url), 'utf8'));

function through(step: ColumnTransformer, train: Numbers, cells: Numbers): Numbers {
  const [column] = step.fit(numberColumn('x', train)).transform(numberColumn('x', cells));
  return column!.kind === 'number' ? [...column!.values] : [];
}

/** The rows that differ by more than 1e-9 of what was recorded. */
function different(got: Numbers, want: Numbers): readonly string[] {
  const rows = want.map((value, row) => `${row}: ${got[row]} for ${value}`);
  return rows.filter(
    (_, row) => !(Math.abs(got[row]! - want[row]!) <= 1e-9 * Math.max(1, Math.abs(want[row]!))),
  );
}

describe.each(Object.entries(recorded.numbers))('on numbers that are %s', (_, numbers) => {
  const { train } = numbers;

  const same: readonly (readonly [string, ColumnTransformer, Both | undefined])[] = [
    ["PowerTransformer('yeo-johnson')", yeoJohnson(), numbers.yeoJohnson],
    ["PowerTransformer('box-cox')", boxCox(), numbers.boxCox],
    ['QuantileTransformer', quantileUniform({ quantiles: 10 }), numbers.quantileUniform],
    ["KBinsDiscretizer('quantile')", binned({ bins: 5 }), numbers['binned by quantile']],
    ["KBinsDiscretizer('uniform')", binned({ bins: 5, by: 'width' }), numbers['binned by width']],
  ];
  // Box-Cox is of positive numbers alone.
  test.for(same.filter(([, , want]) => want))('does what %s does', ([, step, want]) => {
    expect(different(through(step, train, train), want!.train)).toStrictEqual([]);
    expect(different(through(step, train, recorded.fresh), want!.fresh)).toStrictEqual([]);
  });

  const plain = { standardize: false };
  const powers = [
    ['yeojohnson', yeoJohnson(plain), numbers.yeoJohnson],
    ['boxcox', boxCox(plain), numbers.boxCox],
  ] as const;
  test.for(powers.filter(([, , want]) => want))('has the powers of scipy.stats.%s', ([, step, want]) => {
    expect(different(through(step, train, train), want!.plain)).toStrictEqual([]);
  });

  test('ranks as scipy, cuts as pandas, rounds as numpy', () => {
    expect(different(through(rankGauss(), train, train), numbers.rankGauss)).toStrictEqual([]);
    const cut = through(binned({ edges: [0, 1, 5] }), train, train);
    expect(cut).toStrictEqual(numbers['cut at 0, 1, 5']);
    for (const decimals of [1, -1] as const) {
      expect(through(roundTo(decimals), [], train)).toStrictEqual(numbers[`round ${decimals}`]);
    }
    const twice = train.map((value) => value * 2);
    expect(through(roundTo(0), [], twice)).toStrictEqual(numbers['round 0']);
  });

  test("evens out variances by Anscombe's root", () => {
    const sizes = train.map(Math.abs);
    expect(different(through(sqrtScale({ offset: 3 / 8 }), [], sizes), numbers.anscombe)).toStrictEqual([]);
  });
});
