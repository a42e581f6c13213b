import { exp, log, minimizeNumbers } from '@foldwise/core';
import { choleskyInPlace, invertFactor, solveLower, solveUpper } from './cholesky.ts';
import { type Axes, squaredAlong } from './distance.ts';
import { maternAndSlopes } from './matern.ts';

/** What is learned from the data, all positive: inverse squared length of each axis, variance of the function, variance of the noise. */
export interface Hyper {
  readonly relevances: Float64Array;
  readonly variance: number;
  readonly noise: number;
}

/** The least noise, below which matrices are no longer positive definite in float64. */
const leastNoise = 1e-6;
/** A likelihood is flat near its maximum: more steps cost more than they find. */
const mostSteps = 25;

export function hyperOf(logs: Float64Array): Hyper {
  const axes = logs.length - 2;
  // Beyond these bounds a kernel is the same to all digits, and exponentials overflow.
  const bounded = logs.map((value) => exp(Math.min(12, Math.max(-14, value))));
  return {
    relevances: bounded.subarray(0, axes),
    variance: bounded[axes]!,
    noise: leastNoise + bounded[axes + 1]!,
  };
}

/** Squared distances along each axis, of the pairs below the diagonal. */
export function distancesOf({ isNominal }: Axes, places: readonly Float64Array[]): readonly Float64Array[] {
  const n = places.length;
  return isNominal.map((nominal, axis) => {
    const distances = new Float64Array((n * (n - 1)) / 2);
    let pair = 0;
    for (let row = 1; row < n; row++)
      for (let column = 0; column < row; column++)
        distances[pair++] = squaredAlong(nominal, places[row]![axis]!, places[column]![axis]!);
    return distances;
  });
}

/** Squared distances with the axes' relevances. */
export function weigh(
  distances: readonly Float64Array[],
  relevances: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (const [axis, along] of distances.entries()) {
    const relevance = relevances[axis]!;
    for (let pair = 0; pair < sums.length; pair++) sums[pair]! += relevance * along[pair]!;
  }
}

/** The covariance of observations from the correlations of their pairs, replaced by its Cholesky factor; false where rounding makes it none. */
export function factorise(
  correlations: Float64Array,
  { variance, noise }: Hyper,
  factor: Float64Array,
  n: number,
): boolean {
  let pair = 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < row; column++) factor[row * n + column] = variance * correlations[pair++]!;
    factor[row * n + row] = variance + noise;
  }
  return choleskyInPlace(factor, n);
}

/**
 * How unlikely hyper-parameters are beforehand, up to a constant, and the derivatives with respect to their logarithms: lengths near the
 * range, a variance near that of the standardised values, little noise. As in Optuna's Gaussian process: −log p is 0.1/w + 0.1w of an
 * inverse squared length w; Gamma(2, 1) of the variance; Gamma(1.1, 30) of the noise.
 */
function priorOf({ relevances, variance, noise }: Hyper, gradient: Float64Array): number {
  const axes = relevances.length;
  let value = 0;
  for (const [axis, relevance] of relevances.entries()) {
    value += 0.1 / relevance + 0.1 * relevance;
    gradient[axis]! += -0.1 / relevance + 0.1 * relevance;
  }
  gradient[axes]! += variance - 1;
  gradient[axes + 1]! += (30 - 0.1 / noise) * (noise - leastNoise);
  return value + variance - log(variance) + 30 * noise - 0.1 * log(noise);
}

/** Observations, and room to work in: a fit looks at them many times. */
export class Fit {
  readonly #distances: readonly Float64Array[];
  readonly #values: Float64Array;
  readonly #pairs: readonly [sums: Float64Array, correlations: Float64Array, slopes: Float64Array];
  readonly #matrices: readonly [factor: Float64Array, inverse: Float64Array, scratch: Float64Array];

  constructor(distances: readonly Float64Array[], values: Float64Array) {
    this.#distances = distances;
    this.#values = values;
    const n = values.length;
    const pair = (): Float64Array => new Float64Array((n * (n - 1)) / 2);
    const matrix = (): Float64Array => new Float64Array(n * n);
    this.#pairs = [pair(), pair(), pair()];
    this.#matrices = [matrix(), matrix(), matrix()];
  }

  /** The negative logarithm of the posterior of hyper-parameters, given by their logarithms, and its gradient. */
  at(logs: Float64Array): { readonly value: number; readonly gradient: Float64Array } {
    const [sums, correlations, slopes] = this.#pairs;
    const [factor, inverse, scratch] = this.#matrices;
    const n = this.#values.length;
    const hyper = hyperOf(logs);
    const gradient = new Float64Array(logs.length);
    weigh(this.#distances, hyper.relevances, sums);
    maternAndSlopes(sums, correlations, slopes);
    if (!factorise(correlations, hyper, factor, n)) return { value: Infinity, gradient };
    const half = solveLower(factor, n, this.#values.slice());
    let value = priorOf(hyper, gradient);
    for (let row = 0; row < n; row++) value += 0.5 * half[row]! * half[row]! + log(factor[row * n + row]!);
    const alpha = solveUpper(factor, n, half);
    invertFactor(factor, n, inverse, scratch);
    this.#addGradient(hyper, alpha, gradient);
    return { value, gradient };
  }

  /** ½ tr((K⁻¹ − αα') dK), for each of the logarithms; a pair off the diagonal counts twice. */
  #addGradient({ relevances, variance, noise }: Hyper, alpha: Float64Array, gradient: Float64Array): void {
    const [, correlations, slopes] = this.#pairs;
    const inverse = this.#matrices[1];
    const n = alpha.length;
    let [ofVariance, ofNoise, pair] = [0, 0, 0];
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < row; column++, pair++) {
        const weight = variance * (inverse[row * n + column]! - alpha[row]! * alpha[column]!);
        ofVariance += weight * correlations[pair]!;
        slopes[pair]! *= weight;
      }
      const weight = 0.5 * (inverse[row * n + row]! - alpha[row]! * alpha[row]!);
      ofVariance += weight * variance;
      ofNoise += weight;
    }
    for (const [axis, along] of this.#distances.entries()) {
      let sum = 0;
      for (let each = 0; each < slopes.length; each++) sum += slopes[each]! * along[each]!;
      gradient[axis]! += relevances[axis]! * sum;
    }
    gradient[relevances.length]! += ofVariance;
    gradient[relevances.length + 1]! += ofNoise * (noise - leastNoise);
  }
}

/** A kernel is as well known from so many values as from all of them, and the work grows with the cube of their number. */
const mostFitted = 64;

/** The likeliest hyper-parameters, looked for from where they usually are, by the lowest values and the latest. */
export function likeliest(axes: Axes, places: readonly Float64Array[], values: Float64Array): Hyper {
  const order = Array.from(values, (_, i) => i).toSorted((a, b) => values[a]! - values[b]!);
  const low = new Set(order.slice(0, mostFitted >> 1));
  const late = Array.from(values, (_, i) => i).filter((i) => !low.has(i));
  const rows = [...low, ...late.slice(-(mostFitted - low.size))];
  const fit = new Fit(
    distancesOf(
      axes,
      rows.map((row) => places[row]!),
    ),
    Float64Array.from(rows, (row) => values[row]!),
  );
  const start = new Float64Array(axes.isNominal.length + 2);
  start[start.length - 1] = log(1e-4);
  return hyperOf(minimizeNumbers((logs) => fit.at(logs), start, { steps: mostSteps, tolerance: 1e-2 }).at);
}
