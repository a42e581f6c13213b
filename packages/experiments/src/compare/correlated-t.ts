import { FoldwiseError, studentTail } from '@foldwise/core';
import { studentQuantile } from './student-quantile.ts';

/** What the differences of folds say of the true mean difference: Student's t distribution, moved and stretched. */
export interface CorrelatedT {
  readonly mean: number;
  /** Standard error of the mean, for folds whose training rows overlap; 0 where all differences are the same. */
  readonly standardError: number;
  /** Degrees of freedom: folds − 1. */
  readonly freedom: number;
}

/**
 * The corrected resampled t of differences by fold: mean d̄, standard error √((1/n + r)·s²) with n − 1 degrees of freedom, where r is
 * validation rows / training rows of a fold.
 *
 * Models of different folds are trained on much the same rows, so that their scores hang together and s²/n is too small; r makes up for
 * it (Nadeau & Bengio 2003, "Inference for the Generalization Error"). For k folds, repeated or not, r is 1/(k − 1), with all k·repeats
 * differences counted in n (Bouckaert & Frank 2004). With a flat prior it is also the posterior of the Bayesian correlated t-test, whose
 * correlation is ρ = r/(1 + r) (Corani & Benavoli 2015).
 *
 * @param differences of at least two folds.
 * @param overlap r.
 * @throws FoldwiseError `input` for fewer than two differences, one that is no finite number, or an r below 0.
 * @example
 * correlatedT([0.01, 0.02, 0.00, 0.02, 0.01], 1 / 4).standardError; // 0.0056…
 */
export function correlatedT(differences: readonly number[], overlap: number): CorrelatedT {
  const n = differences.length;
  if (n < 2 || !differences.every(Number.isFinite) || !(overlap >= 0 && overlap < Infinity)) {
    throw new FoldwiseError(
      `expected at least two finite differences and an overlap of at least 0, got [${differences.join(', ')}] and ${overlap}`,
      { code: 'input', where: 'correlatedT', hint: 'leave out folds on which a score is undefined' },
    );
  }
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  // Where all are the same, rounding of the mean must not look like a spread.
  const isSame = differences.every((value) => value === differences[0]);
  const squares = isSame ? 0 : differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = squares / (n - 1);
  return {
    mean: isSame ? differences[0]! : mean,
    standardError: Math.sqrt((1 / n + overlap) * variance),
    freedom: n - 1,
  };
}

/** The middle part of the distribution that holds the true mean difference with this confidence: mean ± t·standard error. */
export function intervalOf(t: CorrelatedT, confidence: number): readonly [low: number, high: number] {
  if (!(confidence > 0 && confidence < 1)) {
    throw new FoldwiseError(`expected a confidence between 0 and 1, got ${confidence}`, {
      code: 'input',
      where: 'intervalOf',
      hint: 'pass 0.95',
    });
  }
  const half = t.standardError === 0 ? 0 : t.standardError * studentQuantile((1 - confidence) / 2, t.freedom);
  return [t.mean - half, t.mean + half];
}

/** The probability that the true mean difference is above a number; ½ where all differences are that number. */
export function probabilityAbove({ mean, standardError, freedom }: CorrelatedT, threshold: number): number {
  if (standardError === 0) return mean === threshold ? 0.5 : Number(mean > threshold);
  return studentTail((threshold - mean) / standardError, freedom);
}
