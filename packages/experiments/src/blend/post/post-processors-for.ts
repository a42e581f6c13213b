import type { Metric, Tensor } from '@foldwise/core';
import type { Task } from '../../competition/task.ts';
import { outputsOf } from '../../competition/task.ts';
import { classWeights } from './class-weights.ts';
import { cutPoints } from './cut-points.ts';
import { decisionThreshold } from './decision-threshold.ts';
import { isOfOrder, isOfRatings } from './asks-of-metric.ts';
import { isotonicCalibration } from './isotonic-calibration.ts';
import { plattScaling } from './platt-scaling.ts';
import type { PostProcessor } from './post-processor.ts';
import { probabilityClip } from './probability-clip.ts';
import { temperatureScaling } from './temperature-scaling.ts';
import { wholeNumbers } from './whole-numbers.ts';

/**
 * What may suit a task, its metric and its target; whether it does is for a nested estimate to say.
 *
 * - labels of two classes: a threshold; of several: class weights, and cut points where it matters how far off a label is
 * - ratings by a regression: cut points
 * - probabilities: a floor, a temperature, Platt's sigmoid (two classes), an isotonic curve; nothing where only the order counts
 * - whole numbers by a regression: rounding
 *
 * @example
 * postProcessorsFor(binary({ positive: 'yes', negative: 'no' }), f1(), truth); // [decisionThreshold()]
 */
export function postProcessorsFor(task: Task, metric: Metric, truth: Tensor): readonly PostProcessor[] {
  if (task.kind === 'regression') {
    if (metric.needs === 'label') return outputsOf(task) === 1 ? [cutPoints()] : [];
    return truth.data.every(Number.isInteger) ? [wholeNumbers()] : [];
  }
  if (metric.needs === 'label') {
    if (task.kind === 'binary') return [decisionThreshold()];
    return isOfRatings(task, metric) ? [cutPoints(), classWeights()] : [classWeights()];
  }
  if (isOfOrder(task, metric)) return [];
  const sigmoid = task.kind === 'binary' ? [plattScaling()] : [];
  return [probabilityClip(), temperatureScaling(), ...sigmoid, isotonicCalibration()];
}
