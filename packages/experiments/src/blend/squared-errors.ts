import { log1p } from '@foldwise/core';
import type { Metric } from '@foldwise/core';

/** A metric that squares errors: on which scale, and what it makes of their mean. */
export interface SquaredErrors {
  readonly scale: 'linear' | 'log1p';
  /** A prediction or a true value on that scale. */
  readonly on: (value: number) => number;
  readonly meanOf: (score: number) => number;
  readonly scoreOf: (mean: number) => number;
}

const linear = { scale: 'linear', on: (value: number) => value } as const;
const root = { meanOf: (score: number) => score ** 2, scoreOf: Math.sqrt };

const metrics: { readonly [metric: string]: SquaredErrors } = {
  mse: { ...linear, meanOf: (score) => score, scoreOf: (mean) => mean },
  rmse: { ...linear, ...root },
  rmsle: { scale: 'log1p', on: (value) => log1p(Math.max(value, 0)), ...root },
};

/** How a metric squares errors; undefined where it does something else. */
export function squaredErrorsOf({ spec }: Metric): SquaredErrors | undefined {
  return metrics[spec.kind];
}
