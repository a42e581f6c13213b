import type { Metric } from '@foldwise/core';
import type { Task } from '../competition/task.ts';
import type { Blender } from './blender.ts';
import { arithmeticMean } from './blenders/arithmetic-mean.ts';
import { bestSingle } from './blenders/best-single.ts';
import { caruana } from './blenders/caruana.ts';
import { geometricMean } from './blenders/geometric-mean.ts';
import { hillClimbing } from './blenders/hill-climbing.ts';
import { logisticStacking } from './blenders/logistic-stacking.ts';
import { nonNegativeStacking } from './blenders/non-negative-stacking.ts';
import { rankMean } from './blenders/rank-mean.ts';
import { ridgeStacking } from './blenders/ridge-stacking.ts';
import { isOfOrder } from './post/asks-of-metric.ts';

/**
 * Every method that suits a task and its metric, the steadiest first: those that learn nothing, those that average what they choose, those
 * that learn weights freely. The best run alone is one of them, but late: the best of many on some rows is often another on others, so that
 * it is taken only where it is clearly better than what averages.
 *
 * @example
 * autoBlenders(regression(), rmse()).map(({ spec }) => spec.kind); // arithmeticMean, caruana, nonNegativeStacking, …
 */
export function autoBlenders(task: Task, metric: Metric): readonly Blender[] {
  const isRegression = task.kind === 'regression';
  return [
    arithmeticMean(),
    ...(isRegression ? [] : [geometricMean()]),
    ...(!isRegression && metric.needs === 'probability' && isOfOrder(task, metric) ? [rankMean()] : []),
    caruana(),
    nonNegativeStacking(),
    isRegression ? ridgeStacking() : logisticStacking(),
    bestSingle(),
    hillClimbing(),
  ];
}
