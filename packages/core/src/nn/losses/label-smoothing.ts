import { checkNumber, checkOptions } from '../check-option.ts';

/** How sure a loss lets a network become. */
export interface LabelSmoothingOptions {
  /**
   * The share of each row's truth that is spread evenly over all classes, in [0, 1); 0 by default. Szegedy et al. 2016,
   * "Rethinking the Inception Architecture for Computer Vision", section 7, uses 0.1.
   */
  readonly labelSmoothing?: number;
}

/** The smoothing asked for, 0 where none is. */
export function smoothingOf(loss: string, options: LabelSmoothingOptions): number {
  return checkNumber(
    loss,
    'labelSmoothing',
    checkOptions(loss, options, ['labelSmoothing']).labelSmoothing ?? 0,
    'a number of at least 0 and below 1',
    (value) => value >= 0 && value < 1,
  );
}
