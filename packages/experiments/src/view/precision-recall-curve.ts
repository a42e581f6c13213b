import { type BinaryRows, rankedCuts } from './ranked-cuts.ts';
import { thinned } from './thinned.ts';

/** How right what is called positive is, for how many positives are found. */
export interface PrecisionRecallCurve {
  /** From none called positive to all. */
  readonly points: readonly {
    /** The share of the positives that is called so. */
    readonly recall: number;
    /** The share of what is called positive that is; 1 where nothing is. */
    readonly precision: number;
    /** Rows of this score and above are called positive; null where none are. */
    readonly threshold: number | null;
  }[];
  /** Σ (rₙ − rₙ₋₁)·pₙ over all cuts: average precision. */
  readonly average: number;
  /** The share of positives: the precision of calling all so. */
  readonly base: number;
}

/**
 * Precision and recall at each score. Between points it runs in steps: precision is that of the lower threshold. Of many points those too close to be
 * told apart in a picture are left out. Undefined where there is no positive row.
 *
 * @example
 * precisionRecallCurve({ truth: [0, 1, 1], scores: [0.5, 0.4, 0.9] })?.average; // 0.8333…
 */
export function precisionRecallCurve(rows: BinaryRows): PrecisionRecallCurve | undefined {
  const cuts = rankedCuts(rows);
  const all = cuts.at(-1);
  if (all === undefined || all.hits === 0) return undefined;
  const points = [
    { recall: 0, precision: 1, threshold: null },
    ...cuts.map(({ threshold, hits, falseAlarms }) => ({
      recall: hits / all.hits,
      precision: hits / (hits + falseAlarms),
      threshold,
    })),
  ];
  let average = 0;
  for (let i = 1; i < points.length; i++)
    average += (points[i]!.recall - points[i - 1]!.recall) * points[i]!.precision;
  return {
    points: thinned(points, ({ recall, precision }) => [recall, precision]),
    average,
    base: all.hits / (all.hits + all.falseAlarms),
  };
}
