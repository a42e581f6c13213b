import type { Goal } from '@foldwise/core/base';
import { type Axis, axisFor, axisOfNames } from '../chart/axis.ts';

/** A number that a search decides. */
export interface NumberAxis {
  readonly kind: 'number';
  /** `rate`; of a branch `optimizer.sgd.momentum`. */
  readonly name: string;
  readonly scale: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
  /** Whether it has whole values alone. */
  readonly whole: boolean;
}

/** One of several options that a search decides. */
export interface OptionsAxis {
  readonly kind: 'options';
  readonly name: string;
  readonly options: readonly string[];
}

/** What a search decides. */
export type SearchedParameter = NumberAxis | OptionsAxis;

/** A trial of a search. */
export interface SearchedTrial {
  /** `<study>/<trial>`. */
  readonly run: string;
  readonly trial: number;
  readonly state: string;
  /** Null where it has none. */
  readonly score: number | null;
  /** In the order of the parameters: a number, or the index of an option; null where the trial does not have it. */
  readonly values: readonly (number | null)[];
}

/** The trials of a search, and what it decided. */
export interface SearchedTrials {
  readonly metric: string;
  readonly goal: Goal;
  /** Between what the scores lie but for outliers, which stand at the edge; null of none. */
  readonly usual: readonly [least: number, most: number] | null;
  readonly parameters: readonly SearchedParameter[];
  readonly trials: readonly SearchedTrial[];
}

/** The axis that a parameter lies along. */
export function axisOfParameter(parameter: SearchedParameter): Axis {
  if (parameter.kind === 'options') return axisOfNames(parameter.options);
  const { low, high, scale, whole } = parameter;
  return axisFor([low, high], scale === 'log', whole ? 1 : 0);
}

/** The ends of a parameter's axis, without the margin that is drawn around them. */
export function endsOf(parameter: SearchedParameter): readonly [low: number, high: number] {
  return parameter.kind === 'options'
    ? [-0.5, parameter.options.length - 0.5]
    : [parameter.low, parameter.high];
}

/** A value of a parameter as charts say it. */
export function showValue(parameter: SearchedParameter, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (parameter.kind === 'options') return parameter.options[value] ?? '–';
  return String(Number(value.toPrecision(4)));
}
