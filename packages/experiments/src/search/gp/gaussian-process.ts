import { solveLower, solveUpper } from './cholesky.ts';
import { type Axes, squaredAlong } from './distance.ts';
import { distancesOf, factorise, type Hyper, likeliest, weigh } from './hyper-parameters.ts';
import { matern } from './matern.ts';

/** A distribution over functions, after some of their values were seen. */
export interface GaussianProcess {
  /** What it expects at a place, and how sure it is: mean and variance of the function there, noise left out. */
  at(place: Float64Array): { readonly mean: number; readonly variance: number };
  /** The same process after it has seen more values. */
  given(places: readonly Float64Array[], values: readonly number[]): GaussianProcess;
}

/**
 * A Gaussian process with a Matérn 5/2 kernel that has a length of its own along each axis, fitted to values by their posterior: what is
 * likeliest of lengths, variance and noise.
 *
 * Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", algorithm 2.1 and section 5.4.1.
 *
 * @param places of the values, as `axes.place` gives them.
 * @param values standardised, of at least one place.
 */
export function gaussianProcess(
  axes: Axes,
  places: readonly Float64Array[],
  values: Float64Array,
): GaussianProcess {
  return conditioned(axes, places, values, likeliest(axes, places, values));
}

/** What a process with these hyper-parameters expects after it has seen values. */
export function conditioned(
  axes: Axes,
  places: readonly Float64Array[],
  values: Float64Array,
  hyper: Hyper,
): GaussianProcess {
  const n = places.length;
  const { relevances, variance } = hyper;
  const sums = new Float64Array((n * (n - 1)) / 2);
  weigh(distancesOf(axes, places), relevances, sums);
  const factor = new Float64Array(n * n);
  if (!factorise(sums.map(matern), hyper, factor, n))
    throw new RangeError('a covariance with noise was not positive definite');
  const alpha = solveUpper(factor, n, solveLower(factor, n, values.slice()));
  const covariances = new Float64Array(n);
  return {
    given: (morePlaces, moreValues) =>
      conditioned(axes, [...places, ...morePlaces], Float64Array.of(...values, ...moreValues), hyper),
    at(place) {
      let mean = 0;
      for (let row = 0; row < n; row++) {
        const other = places[row]!;
        let distance = 0;
        for (let axis = 0; axis < relevances.length; axis++)
          distance += relevances[axis]! * squaredAlong(axes.isNominal[axis]!, place[axis]!, other[axis]!);
        const covariance = variance * matern(distance);
        covariances[row] = covariance;
        mean += covariance * alpha[row]!;
      }
      solveLower(factor, n, covariances);
      let explained = 0;
      for (const each of covariances) explained += each * each;
      return { mean, variance: Math.max(1e-12, variance - explained) };
    },
  };
}
