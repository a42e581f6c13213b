import { type BinaryRows, rankedCuts } from './ranked-cuts.ts';
import { thinned } from './thinned.ts';

/** How many positives are found for how many false alarms. */
export interface RocCurve {
  /** From none called positive to all. */
  readonly points: readonly {
    /** The share of the negatives that is called positive. */
    readonly falsePositive: number;
    /** The share of the positives that is. */
    readonly truePositive: number;
    /** Rows of this score and above are; null where none are. */
    readonly threshold: number | null;
  }[];
  /** Under the curve, by the trapezoidal rule over all cuts. */
  readonly area: number;
}

/**
 * The receiver operating characteristic. Points on a straight line between others are left out, as scikit-learn does, and of many those too close to be
 * told apart in a picture. Undefined where one of the classes is missing.
 *
 * @example
 * rocCurve({ truth: [0, 1, 1], scores: [0.1, 0.4, 0.9] })?.area; // 1
 */
export function rocCurve(rows: BinaryRows): RocCurve | undefined {
  const cuts = rankedCuts(rows);
  const all = cuts.at(-1);
  if (all === undefined || all.hits === 0 || all.falseAlarms === 0) return undefined;
  const points = [
    { falsePositive: 0, truePositive: 0, threshold: null },
    ...cuts.map(({ threshold, hits, falseAlarms }) => ({
      falsePositive: falseAlarms / all.falseAlarms,
      truePositive: hits / all.hits,
      threshold,
    })),
  ];
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    area += ((b.falsePositive - a.falsePositive) * (a.truePositive + b.truePositive)) / 2;
  }
  const bends = points.filter((_, i) => {
    const [before, here, after] = [cuts[i - 2], cuts[i - 1], cuts[i]];
    if (before === undefined || here === undefined || after === undefined) return true;
    // Equal steps, not only equal slopes: what scikit-learn leaves out.
    const isEven = (key: 'hits' | 'falseAlarms') => after[key] - here[key] === here[key] - before[key];
    return !(isEven('hits') && isEven('falseAlarms'));
  });
  return { points: thinned(bends, ({ falsePositive, truePositive }) => [falsePositive, truePositive]), area };
}
