import { exp, type Rng } from '@foldwise/core';
import { symmetricEigen } from '@foldwise/data';
import type { Strategy } from './strategy.ts';

/** The principal axes of a covariance: its eigenvectors and the square roots of their eigenvalues. */
export interface Axes {
  readonly directions: readonly Float64Array[];
  readonly lengths: Float64Array;
}

/** What a generation is drawn from: N(mean, σ²·C), and the paths that the next one is worked out with. */
export interface Distribution {
  /** How many generations it has learnt from. */
  readonly generation: number;
  readonly mean: Float64Array;
  readonly sigma: number;
  /** C, `[n, n]`, row by row. */
  readonly covariance: Float64Array;
  readonly axes: Axes;
  /** p_σ and p_c */
  readonly stepPath: Float64Array;
  readonly covariancePath: Float64Array;
}

/** Eigenvalues that rounding makes negative count as this. */
const leastValue = 1e-8;
/** Beyond this, float64 has no digits left for what a step should tell apart. */
const mostSigma = 1e32;

function axesOf(covariance: Float64Array, n: number): Axes {
  const { values, vectors } = symmetricEigen(covariance, n);
  return {
    directions: vectors,
    lengths: values.map((value) => Math.sqrt(value > 0 ? value : leastValue)),
  };
}

/** The distribution that a search begins with: deviations σ along each axis, times a scale of its own where there is one. */
export function distributionAt(
  mean: Float64Array,
  sigma: number,
  covariance: Float64Array = identity(mean.length),
): Distribution {
  const n = mean.length;
  return {
    generation: 0,
    mean,
    sigma,
    covariance,
    axes: axesOf(covariance, n),
    stepPath: new Float64Array(n),
    covariancePath: new Float64Array(n),
  };
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** x ~ N(m, σ²·C): m + σ·B·D·z. */
export function drawFrom({ mean, sigma, axes }: Distribution, rng: Rng): Float64Array {
  const x = mean.slice();
  for (const [k, direction] of axes.directions.entries()) {
    const along = sigma * axes.lengths[k]! * rng.normal();
    for (let i = 0; i < x.length; i++) x[i]! += along * direction[i]!;
  }
  return x;
}

/** C^(−½)·y = B·D⁻¹·Bᵀ·y: what a move would be where the distribution is a ball. */
function whitened({ directions, lengths }: Axes, y: Float64Array): Float64Array {
  const white = new Float64Array(y.length);
  for (const [k, direction] of directions.entries()) {
    const along = dot(direction, y) / lengths[k]!;
    for (let i = 0; i < y.length; i++) white[i]! += along * direction[i]!;
  }
  return white;
}

function moveTo({ mean, sigma }: Distribution, x: Float64Array): Float64Array {
  return x.map((value, i) => (value - mean[i]!) / sigma);
}

/**
 * A point that the distribution did not draw, drawn near enough to learn from: no farther than √n + 2n / (n + 2) deviations.
 *
 * Hansen (2011), "Injecting External Solutions Into CMA-ES".
 */
export function broughtNear(distribution: Distribution, x: Float64Array): Float64Array {
  const { axes, mean, sigma } = distribution;
  const move = moveTo(distribution, x);
  const n = x.length;
  const share = Math.min(1, (Math.sqrt(n) + (2 * n) / (n + 2)) / lengthOf(whitened(axes, move)));
  return share < 1 ? move.map((step, i) => mean[i]! + sigma * share * step) : x;
}

/**
 * The distribution after a generation: the mean goes to the weighted mean of the better half; the step grows where recent moves go the
 * same way, and shrinks where they undo each other; the covariance turns to the moves that did well, and away from those that did not.
 *
 * @param ranked the points of the generation, the best first, `[population][n]`.
 */
export function updated(
  distribution: Distribution,
  strategy: Strategy,
  ranked: readonly Float64Array[],
): Distribution {
  const { mean, sigma, axes } = distribution;
  const { weights, parents, selectionMass: mass, covarianceRate, stepRate, usualLength } = strategy;
  const n = mean.length;
  const generation = distribution.generation + 1;
  const moves = ranked.map((x) => moveTo(distribution, x));
  const step = new Float64Array(n);
  for (let k = 0; k < parents; k++) for (let i = 0; i < n; i++) step[i]! += weights[k]! * moves[k]![i]!;

  const push = Math.sqrt(stepRate * (2 - stepRate) * mass);
  const whiteStep = whitened(axes, step);
  const stepPath = distribution.stepPath.map((old, i) => (1 - stepRate) * old + push * whiteStep[i]!);
  const length = lengthOf(stepPath);

  // h_σ: a step that is growing fast is no direction to stretch in.
  let remembered = 1;
  for (let i = 0; i < 2 * generation; i++) remembered *= 1 - stepRate;
  const isSteady = length / Math.sqrt(1 - remembered) < (1.4 + 2 / (n + 1)) * usualLength;
  const pull = isSteady ? Math.sqrt(covarianceRate * (2 - covarianceRate) * mass) : 0;
  const covariancePath = distribution.covariancePath.map(
    (old, i) => (1 - covarianceRate) * old + pull * step[i]!,
  );

  const covariance = nextCovariance(distribution, strategy, { moves, path: covariancePath, isSteady });
  return {
    generation,
    mean: mean.map((old, i) => old + sigma * step[i]!),
    sigma: Math.min(mostSigma, sigma * exp((stepRate / strategy.stepDamping) * (length / usualLength - 1))),
    covariance,
    axes: axesOf(covariance, n),
    stepPath,
    covariancePath,
  };
}

interface Learnt {
  readonly moves: readonly Float64Array[];
  readonly path: Float64Array;
  readonly isSteady: boolean;
}

/** Equations 46 and 47. */
function nextCovariance(
  { covariance, axes }: Distribution,
  { weights, rankOneRate, rankMuRate, covarianceRate }: Strategy,
  { moves, path, isSteady }: Learnt,
): Float64Array {
  const n = path.length;
  const unsteady = isSteady ? 0 : covarianceRate * (2 - covarianceRate);
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const kept = 1 + rankOneRate * unsteady - rankOneRate - rankMuRate * weightSum;
  // Bad moves count by their direction alone, so that a far one does not make the covariance negative.
  const shares = moves.map((move, k) => {
    if (weights[k]! >= 0) return weights[k]!;
    const white = whitened(axes, move);
    return (weights[k]! * n) / (dot(white, white) + 1e-8);
  });
  const next = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rankMu = 0;
      for (let k = 0; k < moves.length; k++) rankMu += shares[k]! * moves[k]![i]! * moves[k]![j]!;
      const entry = kept * covariance[i * n + j]! + rankOneRate * path[i]! * path[j]! + rankMuRate * rankMu;
      next[i * n + j] = entry;
      next[j * n + i] = entry;
    }
  }
  return next;
}
