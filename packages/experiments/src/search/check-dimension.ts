import { isDeepStrictEqual } from 'node:util';
import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Choice, Float, Int, OneOf, Ordinal } from './space.ts';

function wrong(where: string, message: string, hint: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'input', where, hint });
}

function checkBounds({ low, high, scale }: Float | Int, where: string): void {
  for (const [name, value] of Object.entries({ low, high })) {
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw wrong(
      where,
      `expected ${name} as a finite number, got ${String(value)}`,
      'pass two numbers: float(0, 0.5)',
    );
  }
  if (low > high) {
    throw wrong(
      where,
      `expected low ≤ high, got low ${low} and high ${high}`,
      `swap them: (${high}, ${low})`,
    );
  }
  if (scale !== 'linear' && scale !== 'log') {
    const hint = didYouMean(String(scale), ['linear', 'log']);
    throw wrong(where, `expected scale "linear" or "log", got "${String(scale)}"`, hint);
  }
  if (scale === 'log' && low <= 0) {
    throw wrong(
      where,
      `expected low above 0 on a log scale, got ${low}`,
      'raise low, or leave the scale out',
    );
  }
}

function checkStep(dimension: Float | Int, step: number, where: string): void {
  const { low, high } = dimension;
  if (typeof step !== 'number' || !Number.isFinite(step) || step <= 0) {
    throw wrong(
      where,
      `expected step as a number above 0, got ${String(step)}`,
      'leave it out, or pass one such as 0.1',
    );
  }
  const steps = Math.round((high - low) / step);
  if (low < high && (low + step === low || high - step === high)) {
    const message = `expected a step that float64 can tell apart between ${low} and ${high}, got ${step}`;
    throw wrong(where, message, 'pass a larger step');
  }
  if (steps > 2 ** 40) {
    throw wrong(
      where,
      `expected at most 2^40 steps from ${low} to ${high}, got steps of ${step}`,
      'pass a larger step',
    );
  }
  // Decimal steps are not exact in binary: 0.3 / 0.1 is 2.9999999999999996.
  if (Math.abs((high - low) / step - steps) > 1e-9 * Math.max(1, steps)) {
    const reached = low + Math.floor((high - low) / step) * step;
    throw wrong(
      where,
      `expected steps of ${step} that lead from ${low} to ${high}, got a rest`,
      `pass high ${Number(reached.toPrecision(12))}, or another step`,
    );
  }
}

function checkPrior({ low, high, prior }: Float | Int, where: string): void {
  if (prior === undefined) return;
  const { center, spread } = prior;
  if (!(center >= low && center <= high)) {
    throw wrong(
      where,
      `expected the prior's center between ${low} and ${high}, got ${String(center)}`,
      'pass the value that you would try first',
    );
  }
  if (!(spread > 0 && spread < Infinity)) {
    throw wrong(
      where,
      `expected the prior's spread as a number above 0, got ${String(spread)}`,
      'pass a share of the way from low to high, such as 0.2',
    );
  }
}

/** Throws unless the bounds, the scale, the step and the prior fit together. */
export function checkFloat(dimension: Float, where: string): void {
  checkBounds(dimension, where);
  if (dimension.step !== undefined) checkStep(dimension, dimension.step, where);
  checkPrior(dimension, where);
}

/** Throws unless the bounds and the step are whole numbers that fit together. */
export function checkInt(dimension: Int, where: string): void {
  checkBounds(dimension, where);
  for (const [name, value] of Object.entries({
    low: dimension.low,
    high: dimension.high,
    step: dimension.step,
  })) {
    if (Number.isSafeInteger(value)) continue;
    throw wrong(
      where,
      `expected ${name} as a whole number, got ${String(value)}`,
      'use float for numbers with a fraction',
    );
  }
  checkStep(dimension, dimension.step, where);
  checkPrior(dimension, where);
}

/** Throws unless every option or branch has a weight above 0, where there are weights. */
export function checkWeights(dimension: Choice | Ordinal | OneOf, where: string): void {
  const { weights } = dimension;
  if (weights === undefined) return;
  const count =
    dimension.kind === 'oneOf' ? Object.keys(dimension.branches).length : dimension.options.length;
  const what = dimension.kind === 'oneOf' ? 'branch' : 'option';
  if (!Array.isArray(weights) || weights.length !== count) {
    throw wrong(
      where,
      `expected ${count} weights, one for each ${what}, got ${JSON.stringify(weights)}`,
      'pass as many, in their order',
    );
  }
  const odd = weights.find((weight) => !(weight > 0 && weight < Infinity));
  if (odd !== undefined) {
    throw wrong(
      where,
      `expected weights above 0, got ${String(odd)}`,
      `leave out the ${what} that is never wanted`,
    );
  }
}

function isJson(value: unknown): boolean {
  try {
    // A function or undefined gives undefined, which is no text.
    return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  } catch {
    return false;
  }
}

/** Throws unless there are options, all different, that JSON can hold. */
export function checkChoice(dimension: Choice | Ordinal, where: string): void {
  const { kind, options } = dimension;
  if (!Array.isArray(options) || options.length === 0) {
    throw wrong(
      where,
      'expected one option or more, got none',
      `pass them one by one: ${kind}("relu", "gelu")`,
    );
  }
  for (const [i, option] of options.entries()) {
    if (!isJson(option)) {
      throw wrong(
        where,
        `expected options that JSON can hold, got ${String(option)} as option ${i + 1}`,
        'name the options, and look the things up in the model function',
      );
    }
    if (options.findIndex((other) => isDeepStrictEqual(other, option)) < i) {
      throw wrong(
        where,
        `expected options that differ, got ${JSON.stringify(option)} twice`,
        'leave one of them out',
      );
    }
  }
  checkWeights(dimension, where);
}

/** Throws unless there are branches, and none of their parameters takes the name that says which branch it is. */
export function checkBranches(dimension: OneOf, where: string): void {
  const { branches } = dimension;
  const isObject = typeof branches === 'object' && branches !== null && !Array.isArray(branches);
  if (!isObject || Object.keys(branches).length === 0) {
    throw wrong(
      where,
      'expected one branch or more, got none',
      'pass them by name: oneOf({ adam: {}, sgd: { momentum: float(0, 0.9) } })',
    );
  }
  for (const [name, branch] of Object.entries(branches)) {
    if (typeof branch === 'object' && branch !== null && Object.hasOwn(branch, 'kind')) {
      throw wrong(
        `${where}, branch "${name}"`,
        'expected parameters by other names than "kind", which says the branch',
        'rename it, for instance to "type"; a single dimension needs a name: { rate: float(0, 1) }',
      );
    }
  }
  checkWeights(dimension, where);
}
