import { describe, expect, it } from 'vitest';
import { FoldwiseError } from '../errors.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** One truth, a number a row or one a target, and one predicted row for each of its rows: a number, or one a class or target. */
export interface MetricExample {
  readonly truth: readonly (number | readonly number[])[];
  readonly prediction: readonly (number | readonly number[])[];
  /** How much each row counts; default: all the same. */
  readonly weights?: readonly number[];
}

/** What a metric is examined with. */
export interface MetricExamples {
  /** A prediction that cannot be bettered, and the score it gets. */
  readonly perfect: MetricExample & { readonly score: number };
  /** A prediction of the same rows that is as wrong as can be. */
  readonly worst: MetricExample;
  /** Predictions whose scores are known from elsewhere: another library, a paper, by hand. */
  readonly golden?: readonly (MetricExample & { readonly from: string; readonly score: number })[];
}

function matrixOf(rows: readonly (number | readonly number[])[]): Tensor {
  const width = typeof rows[0] === 'object' ? rows[0].length : 1;
  return { shape: [rows.length, width], data: Float64Array.from(rows.flat()) };
}

/** The two tensors that a metric scores. */
export function tensorsOf({ truth, prediction }: MetricExample): readonly [Tensor, Tensor] {
  const expected = matrixOf(truth);
  const shape = typeof truth[0] === 'object' ? expected.shape : [truth.length];
  return [{ ...expected, shape }, matrixOf(prediction)];
}

function weightsOf({ weights }: MetricExample): Tensor | undefined {
  return weights && { shape: [weights.length], data: Float64Array.from(weights) };
}

function scoreOf(metric: Metric, example: MetricExample): number {
  return metric.score(...tensorsOf(example), weightsOf(example));
}

function rotated<T>(rows: readonly T[], by: number): readonly T[] {
  return rows.map((_, i) => rows[(i + by) % rows.length]!);
}

/** The message a metric refuses to score an example with. */
function refusalOf(metric: Metric, example: MetricExample): string {
  try {
    return `scored ${scoreOf(metric, example)}`;
  } catch (error) {
    if (error instanceof FoldwiseError) return error.message;
    throw error;
  }
}

/**
 * The examination of a metric: what passes it can be the metric of a competition.
 *
 * @example
 * describeMetric(mae(), {
 *   perfect: { truth: [1, 2], prediction: [1, 2], score: 0 },
 *   worst: { truth: [1, 2], prediction: [9, -9] },
 * });
 */
export function describeMetric(metric: Metric, { perfect, worst, golden = [] }: MetricExamples): void {
  describe(`${metric.name} is a metric`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(metric)).toBe(true);
      expect(metric.name).not.toBe('');
      expect(metric.spec.kind).toBe(metric.name);
      expect(JSON.parse(JSON.stringify(metric.spec))).toEqual(metric.spec);
    });

    it('gives a perfect prediction its best score', () => {
      expect(scoreOf(metric, perfect)).toBeCloseTo(perfect.score, 12);
    });

    it('calls the perfect prediction better than the worst, in the direction of its goal', () => {
      const sign = metric.goal === 'minimize' ? 1 : -1;
      expect(sign * scoreOf(metric, perfect)).toBeLessThan(sign * scoreOf(metric, worst));
    });

    it('does not look at the order of the rows', () => {
      for (const example of [perfect, worst, ...golden]) {
        const expected = scoreOf(metric, example);
        for (let by = 1; by < Math.min(5, example.truth.length); by++) {
          const moved = {
            truth: rotated(example.truth, by),
            prediction: rotated(example.prediction, by),
            ...(example.weights && { weights: rotated(example.weights, by) }),
          };
          const difference = Math.abs(scoreOf(metric, moved) - expected);
          expect(difference).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
        }
      }
    });

    it('leaves what it scores as it was, and scores it the same again', () => {
      const [truth, prediction] = tensorsOf(worst);
      const first = metric.score(truth, prediction);
      expect(metric.score(truth, prediction)).toBe(first);
      expect([truth, prediction]).toEqual(tensorsOf(worst));
    });

    it('takes a prediction of shape [rows] as one column', () => {
      const [truth, prediction] = tensorsOf(worst);
      if (prediction.shape[1] !== 1) return;
      const flat = { shape: [truth.data.length], data: prediction.data };
      expect(metric.score(truth, flat)).toBe(metric.score(truth, prediction));
    });

    it('refuses rows that do not fit, no rows, and NaN', () => {
      const { truth, prediction } = perfect;
      const said = (example: MetricExample) => refusalOf(metric, example);
      const start = `${metric.name}: expected`;
      const { length } = truth;
      expect(said({ truth: truth.slice(1), prediction })).toContain(
        `${start} as many predictions as truths, got ${length} and ${length - 1}`,
      );
      expect(said({ truth: [], prediction: [] })).toContain(`${start} at least one row`);
      const broken = prediction.map((row, i) => {
        if (i > 0) return row;
        return typeof row === 'number' ? NaN : row.map(() => NaN);
      });
      expect(said({ truth, prediction: broken })).toContain(`${start} finite numbers, got NaN in row 0`);
      const unknown = truth.map((row, i) => {
        if (i > 0) return row;
        return typeof row === 'number' ? NaN : row.map(() => NaN);
      });
      expect(said({ truth: unknown, prediction })).toContain('got NaN in row 0 of the truth');
    });

    it('counts equal weights as none and a weight of 2 as two rows, or refuses weights', () => {
      const equal = { ...worst, weights: worst.truth.map(() => 3) };
      if (refusalOf(metric, equal).includes('expected no row weights')) return;
      const rest = worst.truth.slice(1).map(() => 1);
      const twice = {
        truth: [worst.truth[0]!, ...worst.truth],
        prediction: [worst.prediction[0]!, ...worst.prediction],
      };
      const near = (a: number, b: number) =>
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(b)));
      near(scoreOf(metric, equal), scoreOf(metric, worst));
      near(scoreOf(metric, { ...worst, weights: [2, ...rest] }), scoreOf(metric, twice));
      expect(refusalOf(metric, { ...worst, weights: [-1, ...rest] })).toContain('got -1 in row 0');
      expect(refusalOf(metric, { ...worst, weights: [] })).toContain(
        `expected ${worst.truth.length} row weights`,
      );
    });

    for (const { from, score, ...example } of golden) {
      it(`agrees with ${from}`, () => {
        const difference = Math.abs(scoreOf(metric, example) - score);
        expect(difference).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(score)));
      });
    }
  });
}
