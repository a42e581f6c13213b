import { exp, log } from '@foldwise/core';

/** A row of inputs; where a model has a bias, the first of them is 1. */
export type Row = readonly number[];

/** θ·x: each input times its weight, added up. */
export function net(weights: readonly number[], row: Row): number {
  return row.reduce((sum, input, j) => sum + input * weights[j]!, 0);
}

/** Any number, bent into the range from 0 to 1. */
export function sigmoid(z: number): number {
  return 1 / (1 + exp(-z));
}

/** How sure the model is that a row's answer is yes. */
export function probability(weights: readonly number[], row: Row): number {
  return sigmoid(net(weights, row));
}

/** The mean of −log p, where p is what the model gave the right answer; with λ, and λ/(2m)·Σ θⱼ² without the bias. */
export function cost(
  weights: readonly number[],
  rows: readonly Row[],
  answers: readonly number[],
  lambda = 0,
): number {
  const surprise = rows.reduce((sum, row, i) => {
    const z = net(weights, row);
    return sum - log(sigmoid(answers[i] === 1 ? z : -z));
  }, 0);
  const size = weights.slice(1).reduce((sum, weight) => sum + weight * weight, 0);
  return (surprise + (lambda / 2) * size) / rows.length;
}

/** How steeply the cost rises along each weight: the mean of (p − y)·xⱼ, and λ/m·θⱼ but for the bias. */
export function gradient(
  weights: readonly number[],
  rows: readonly Row[],
  answers: readonly number[],
  lambda = 0,
): readonly number[] {
  const slopes = weights.map((weight, j) => (j === 0 ? 0 : lambda * weight));
  rows.forEach((row, i) => {
    const error = probability(weights, row) - answers[i]!;
    row.forEach((input, j) => (slopes[j]! += error * input));
  });
  return slopes.map((slope) => slope / rows.length);
}

/** One step down: each weight minus the learning rate times its slope. */
export function step(
  weights: readonly number[],
  slopes: readonly number[],
  learningRate: number,
): readonly number[] {
  return weights.map((weight, j) => weight - learningRate * slopes[j]!);
}

/** The share of rows for which the likelier answer is right. */
export function accuracy(
  weights: readonly number[],
  rows: readonly Row[],
  answers: readonly number[],
): number {
  const right = rows.filter((row, i) => (probability(weights, row) >= 0.5 ? 1 : 0) === answers[i]);
  return right.length / rows.length;
}
