import type { Goal } from '@foldwise/core/base';
import { SCALE_COLOURS } from '../svg/chart-style.ts';

/** How good scores are among each other: the class of a colour from `q0`, the worst, to `q9`, the best. */
export interface ScoreScale {
  /** What the first and the last colour stand for; scores outside have the colour of the nearest. */
  readonly worst: number;
  readonly best: number;
  readonly colourOf: (score: number) => string;
}

/** Colours for scores between the usual ones. */
export function scoreScale(usual: readonly [least: number, most: number] | null, goal: Goal): ScoreScale {
  const [least, most] = usual ?? [NaN, NaN];
  const [worst, best] = goal === 'maximize' ? [least, most] : [most, least];
  return {
    worst,
    best,
    colourOf: (score) => {
      // All scores are the same: the best there are.
      const share = worst === best ? 1 : (score - worst) / (best - worst);
      return `q${Math.min(SCALE_COLOURS - 1, Math.max(0, Math.floor(share * SCALE_COLOURS)))}`;
    },
  };
}
