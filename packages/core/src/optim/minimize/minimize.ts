import { type Tracked, valueAndGradient } from '../../autodiff/gradient.ts';
import { isTraced, type Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { numberOf } from '../../tensor/make.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { checkHyper } from '../check-hyper.ts';
import { filled, numbersOf } from './as-numbers.ts';
import { lbfgs } from './lbfgs.ts';
import { type LinePoint, lineSearch } from './line-search.ts';
import type { MinimizeMethod } from './method.ts';
import { dot, largest, moved } from './vectors.ts';

/** How a minimum is looked for, and when it is near enough. */
export interface MinimizeOptions {
  /** `lbfgs()` unless given. */
  readonly method?: MinimizeMethod;
  /** The minimum is found where no number of the gradient is larger; 10⁻⁵, as in SciPy. */
  readonly tolerance?: number;
  /** Most steps, each of one evaluation or a few; 1000. */
  readonly steps?: number;
  /** Told of every step. */
  readonly onStep?: (record: MinimizeStep) => void;
}

/** Where a step arrived. */
export interface MinimizeStep {
  /** Counted from 1. */
  readonly step: number;
  readonly value: number;
  /** The largest number of the gradient. */
  readonly gradient: number;
}

/** What came of it. */
export interface Minimum<T> {
  /** The lowest point that was found. */
  readonly at: T;
  readonly value: number;
  /** The largest number of the gradient there. */
  readonly gradient: number;
  readonly steps: number;
  /** How often the function and its gradient were worked out. */
  readonly evaluations: number;
  /** Within the tolerance; no lower point on the way, where rounding hides what is left; or no step left. */
  readonly state: 'converged' | 'stalled' | 'out-of-steps';
}

/** A point among all numbers that are sought. */
interface Point {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Looks for the next point along a direction; undefined where none is lower. */
function along(
  evaluate: (at: Float64Array) => Point,
  from: Point,
  direction: Float64Array,
  first: number,
): Point | undefined {
  const onLine = (t: number, point: Point): Point & LinePoint => {
    return { ...point, t, slope: dot(point.gradient, direction) };
  };
  const start = onLine(0, from);
  if (!(start.slope < 0)) return undefined;
  return lineSearch((t) => onLine(t, evaluate(moved(from.at, t, direction))), start, first);
}

/** Looks straight down, by a step of about the size of the numbers. */
function steepest(evaluate: (at: Float64Array) => Point, from: Point): Point | undefined {
  const down = from.gradient.map((number) => -number);
  return along(evaluate, from, down, Math.min(1, 1 / Math.sqrt(dot(down, down))));
}

/** A function and its gradient, both at a point of plain numbers. */
export type NumbersFunction = (at: Float64Array) => {
  readonly value: number;
  readonly gradient: Float64Array;
};

/**
 * The lowest point of a smooth function of plain numbers that knows its own gradient: what `minimize` does, for a function that is not
 * made of ops.
 *
 * @throws FoldwiseError `input` for options that make no sense, or where the function is not finite at the start.
 * @example
 * minimizeNumbers(([x]) => ({ value: (x! - 3) ** 2, gradient: Float64Array.of(2 * (x! - 3)) }), Float64Array.of(0)).at; // [3]
 */
export function minimizeNumbers(
  f: NumbersFunction,
  start: Float64Array,
  options: MinimizeOptions = {},
): Minimum<Float64Array> {
  const { method = lbfgs(), tolerance = 1e-5, steps = 1000, onStep } = options;
  checkHyper('minimize', 'tolerance', tolerance);
  checkHyper('minimize', 'steps', steps, 1);
  let evaluations = 0;
  const evaluate = (at: Float64Array): Point => {
    evaluations += 1;
    return { at, ...f(at) };
  };

  let here = evaluate(start);
  if (!Number.isFinite(here.value) || !Number.isFinite(largest(here.gradient))) {
    throw new FoldwiseError(`expected a finite value and gradient at the start, got ${here.value}`, {
      code: 'input',
      where: 'minimize',
      hint: 'start from smaller weights, or scale the features',
    });
  }
  let curvature = method.curvature(here.at.length);
  const result = (state: Minimum<Float64Array>['state'], taken: number): Minimum<Float64Array> => ({
    at: here.at,
    value: here.value,
    gradient: largest(here.gradient),
    steps: taken,
    evaluations,
    state,
  });

  for (let step = 1; step <= steps; step++) {
    if (largest(here.gradient) <= tolerance) return result('converged', step - 1);
    let next = step > 1 ? along(evaluate, here, curvature.direction(here.gradient), 1) : undefined;
    if (next === undefined) {
      // Nothing is known yet, or what is known leads nowhere.
      curvature = method.curvature(here.at.length);
      next = steepest(evaluate, here);
    }
    if (next === undefined) return result('stalled', step - 1);
    const way = moved(next.at, -1, here.at);
    const change = moved(next.gradient, -1, here.gradient);
    if (dot(way, change) > 0) curvature.learn(way, change);
    here = next;
    onStep?.({ step, value: here.value, gradient: largest(here.gradient) });
  }
  return result(largest(here.gradient) <= tolerance ? 'converged' : 'out-of-steps', steps);
}

/**
 * The lowest point of a smooth function of a tree of tensors, such as the loss of a network on all rows as a function of its weights.
 *
 * Each step looks along a direction that the method gives until the strong Wolfe conditions hold, with the function and its gradient
 * in float64. It is for functions that are the same at every call: batches and dropout are for `train`. Statistics stay as they are.
 * A lowest point need not be the lowest of all.
 *
 * @throws FoldwiseError `input` for options that make no sense, or where the function is not finite at the start.
 * @example
 * const { at } = minimize((x) => ops.sum(ops.square(ops.subtract(x, 3))), tensor([0, 1])); // [3, 3]
 */
export function minimize<T extends Tree>(
  f: (at: Tracked<T>) => Value,
  start: T,
  options: MinimizeOptions = {},
): Minimum<T> {
  const evaluate: NumbersFunction = (at) => {
    const { value, gradient } = valueAndGradient<T>(f, filled(start, at));
    if (isTraced(value)) throw new TypeError('a function of tensors gave a traced value');
    return { value: numberOf(value), gradient: numbersOf(gradient) };
  };
  const minimum = minimizeNumbers(evaluate, numbersOf(start), options);
  return { ...minimum, at: filled(start, minimum.at) };
}
