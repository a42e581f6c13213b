import type { Plot } from './plot.ts';

/** What was measured epoch after epoch. */
export interface Curve {
  readonly name: string;
  /** The value after each epoch, from epoch 1; what is not finite is left out. */
  readonly values: readonly number[];
}

/** What curves are of. */
export interface CurvesOptions {
  readonly title?: string;
  /** What the values measure. */
  readonly y?: string;
  /** By their powers of ten: losses that fall by much. */
  readonly logarithmic?: boolean;
}

/**
 * How training went, a line for each curve over the epochs.
 *
 * @example
 * const { history } = await train(options);
 * learningCurves([{ name: 'loss', values: history.map(({ loss }) => loss) }]);
 */
export function learningCurves(curves: readonly Curve[], options: CurvesOptions = {}): Plot {
  const { title = 'learning curves', y = 'loss', logarithmic = false } = options;
  return {
    title,
    x: 'epoch',
    counts: true,
    y,
    logarithmic,
    series: curves.map(({ name, values }) => ({
      name,
      kind: 'line',
      points: values.map((value, i) => [i + 1, value] as const),
    })),
  };
}
