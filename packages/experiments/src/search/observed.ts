import { pointOf, type Parameter, type Point } from './parameters.ts';
import type { SearchSpace } from './space.ts';
import type { PendingTrial } from './trial.ts';

/** By space and trial: both are frozen facts, and a sampler asks for the coordinates of every trial anew at each suggestion. */
const known = new WeakMap<SearchSpace, WeakMap<PendingTrial, Point>>();

/** The coordinates of trials in a space whose parameters are these; worked out once for each. */
export function pointsOfTrials(
  space: SearchSpace,
  parameters: readonly Parameter[],
  trials: readonly PendingTrial[],
): readonly Point[] {
  const points = known.get(space) ?? new WeakMap<PendingTrial, Point>();
  known.set(space, points);
  return trials.map((trial) => {
    const there = points.get(trial);
    if (there !== undefined) return there;
    const point = pointOf(parameters, trial.params);
    points.set(trial, point);
    return point;
  });
}
