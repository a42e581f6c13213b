import { add, divide, multiply, subtract } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkShareOrSchedule } from '../../optim/check-hyper.ts';
import type { Clock, Schedule } from '../../optim/rule.ts';
import { checkOptions } from '../../check-option.ts';

/** How sure a loss lets a network become. */
export interface LabelSmoothingOptions {
  /**
   * The share of each row's truth that is spread evenly over all classes, in [0, 1); 0 by default. Szegedy et al. 2016,
   * "Rethinking the Inception Architecture for Computer Vision", section 7, uses 0.1. A schedule changes it over the run.
   */
  readonly labelSmoothing?: Schedule | number;
}

/** The smoothing asked for, 0 where none is. */
export function smoothingOf(loss: string, options: LabelSmoothingOptions): Schedule | number {
  const { labelSmoothing = 0 } = checkOptions(loss, options, ['labelSmoothing']);
  return checkShareOrSchedule(loss, 'labelSmoothing', labelSmoothing);
}

/** The truth with a share ε of it spread over the classes, t(1 − ε) + ε/classes. */
export function smoothed(
  loss: string,
  truth: Value,
  share: Schedule | number,
  classes: number,
  clock: Clock | undefined,
): Value {
  if (share === 0) return truth;
  if (typeof share === 'number') return add(multiply(truth, 1 - share), share / classes);
  if (clock === undefined) {
    throw new FoldwiseError('expected a clock to tell the scheduled labelSmoothing by, got none', {
      code: 'input',
      where: loss,
      hint: 'apply it with a clock, as its fourth argument, or pass a number as labelSmoothing',
    });
  }
  const epsilon = clock.at(share);
  return add(multiply(truth, subtract(1, epsilon)), divide(epsilon, classes));
}
