import { FoldwiseError, log } from '@foldwise/core/base';
import { likeliestPower } from '../../statistics/likeliest-power.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { powerOf, powerSlope } from '../../statistics/power-of.ts';
import { presentValues } from '../../statistics/present.ts';
import type { Column } from '../../table/column.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { mostExponent } from './most-exponent.ts';
import type { PowerOptions } from './power-step.ts';
import { powerStep } from './power-step.ts';

/**
 * Makes positive numbers as normal as a power can: `(xᵏ − 1) / k`, and `log x` for k = 0, with the k under which the training rows are
 * likeliest to be normal (Box & Cox 1964).
 *
 * As scikit-learn's `PowerTransformer('box-cox')`. A cell of new rows that is not above 0 is taken for the least training cell. A
 * constant column becomes 0, one without any cell is left as it is. Missing cells stay missing: impute first.
 *
 * @throws FoldwiseError `data` where a training cell is 0 or below: `yeoJohnson()` takes any number.
 * @example
 * onColumns(named('Price'), boxCox());
 */
export function boxCox(options: PowerOptions = {}): ColumnTransformer {
  const step = powerStep('boxCox', options, (present) => {
    const least = present.reduce((a, b) => Math.min(a, b));
    const lambda = likeliest(present.map((value) => log(value)));
    return (value) => powerOf(log(value > 0 ? value : least), lambda);
  });
  return Object.freeze({
    spec: step.spec,
    fit(train: Column): FittedColumnTransformer {
      refuseNonPositive(train);
      return step.fit(train);
    },
  });
}

function likeliest(logs: Float64Array): number {
  if (momentsOf(logs).deviation === 0) return 1;
  const most = mostExponent(logs);
  let sum = 0;
  for (const u of logs) sum += u;
  return likeliestPower(
    (lambda) => ({
      values: logs.map((u) => powerOf(u, lambda)),
      slopes: logs.map((u) => powerSlope(u, lambda)),
    }),
    sum,
    [-most, most],
  );
}

function refuseNonPositive(train: Column): void {
  const odd = presentValues(expectNumber('boxCox', train)).find((value) => value <= 0);
  if (odd === undefined) return;
  throw new FoldwiseError(`expected numbers above 0, got ${odd} in "${train.name}"`, {
    code: 'data',
    where: 'boxCox',
    hint: 'use yeoJohnson(), which takes any number',
  });
}
