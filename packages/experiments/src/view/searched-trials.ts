import type { Goal, Json } from '@foldwise/core';
import { paramLeaves } from '../run/param-leaves.ts';
import type { RunRow } from '../run/run-row.ts';
import { type Parameter, parametersOf } from '../search/parameters.ts';
import type { SearchSpace } from '../search/space.ts';
import { usualScores } from './usual-scores.ts';

/** A number that a search decides. */
export interface NumberParameter {
  readonly kind: 'number';
  /** `rate`; of a branch `optimizer.sgd.momentum`. */
  readonly name: string;
  readonly scale: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
  /** Whether it has whole values alone. */
  readonly whole: boolean;
}

/** One of several options, or which branch, that a search decides. */
export interface OptionsParameter {
  readonly kind: 'options';
  readonly name: string;
  readonly options: readonly string[];
}

/** A trial, with its parameters taken apart. */
export interface TrialValues {
  readonly run: string;
  readonly trial: number;
  readonly state: RunRow['state'];
  /** Null unless complete. */
  readonly score: number | null;
  /** In the order of the parameters: a number, or the index of an option; null where the trial does not have it. */
  readonly values: readonly (number | null)[];
}

/** The trials of a search, and what it decided: what slices, contours and parallel coordinates are drawn of. */
export interface SearchedTrials {
  readonly metric: string;
  readonly goal: Goal;
  /** Between what the scores lie but for outliers: see `usualScores`. */
  readonly usual: readonly [least: number, most: number] | null;
  readonly parameters: readonly (NumberParameter | OptionsParameter)[];
  readonly trials: readonly TrialValues[];
}

/**
 * Takes the parameters of trials apart, those of branches included, along the axes of their search space; a value outside the space, as of an
 * earlier form of it, widens the axis. Without a space the axes are what the trials have: numbers are linear from the least to the largest, all
 * else options.
 *
 * @param rows at least one, all of the same metric.
 * @example
 * searchedTrials(rows, { rate: float(1e-4, 1, { scale: 'log' }) }).parameters[0]?.name; // 'rate'
 */
export function searchedTrials(rows: readonly RunRow[], space?: SearchSpace): SearchedTrials {
  const { metric, goal } = rows[0]!;
  const flat = rows.map(({ params }) => paramLeaves(params));
  const known = space === undefined ? [] : parametersOf(space).map(parameterOf);
  const names = new Set(known.map(({ name }) => name));
  const others = [...new Set(flat.flatMap((values) => [...values.keys()]))].filter(
    (name) => !names.has(name),
  );
  const parameters = [
    ...known.map((parameter) =>
      widened(
        parameter,
        flat.map((values) => values.get(parameter.name)),
      ),
    ),
    ...others.map((name) =>
      seen(
        name,
        flat.map((values) => values.get(name)),
      ),
    ),
  ];
  return {
    metric,
    goal,
    usual: usualScores(
      rows.flatMap(({ score }) => score ?? []),
      goal,
    ),
    parameters,
    trials: rows.map(({ id, trial, state, score }, i) => ({
      run: id,
      trial,
      state,
      score,
      values: parameters.map((parameter) => valueOf(parameter, flat[i]!.get(parameter.name))),
    })),
  };
}

function parameterOf({ path, dimension }: Parameter): NumberParameter | OptionsParameter {
  const name = path.join('.');
  switch (dimension.kind) {
    case 'float':
    case 'int': {
      const { low, high, scale, kind } = dimension;
      return { kind: 'number', name, scale, low, high, whole: kind === 'int' };
    }
    case 'oneOf':
      return { kind: 'options', name, options: Object.keys(dimension.branches) };
    default:
      return { kind: 'options', name, options: dimension.options.map(optionText) };
  }
}

function optionText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The axis, with room for all values that there are. */
function widened(
  parameter: NumberParameter | OptionsParameter,
  values: readonly (Json | undefined)[],
): NumberParameter | OptionsParameter {
  const there = values.filter((value) => value !== undefined);
  if (parameter.kind === 'options') {
    return { ...parameter, options: [...new Set([...parameter.options, ...there.map(optionText)])] };
  }
  const numbers = there.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[];
  const positive = parameter.scale === 'log' ? numbers.filter((value) => value > 0) : numbers;
  return {
    ...parameter,
    low: positive.reduce((least, value) => Math.min(least, value), parameter.low),
    high: positive.reduce((most, value) => Math.max(most, value), parameter.high),
  };
}

/** An axis of what was tried, where no space says what could have been. */
function seen(name: string, values: readonly (Json | undefined)[]): NumberParameter | OptionsParameter {
  const there = values.filter((value) => value !== undefined);
  const numbers = there.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[];
  if (numbers.length < there.length) return widened({ kind: 'options', name, options: [] }, there);
  const whole = numbers.every(Number.isInteger);
  return widened(
    { kind: 'number', name, scale: 'linear', low: numbers[0]!, high: numbers[0]!, whole },
    numbers,
  );
}

function valueOf(parameter: NumberParameter | OptionsParameter, value: Json | undefined): number | null {
  if (value === undefined) return null;
  if (parameter.kind === 'options') return parameter.options.indexOf(optionText(value));
  const isOn = typeof value === 'number' && value >= parameter.low && value <= parameter.high;
  return isOn ? value : null;
}
