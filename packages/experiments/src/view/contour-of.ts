import { exp, type Goal, log } from '@foldwise/core';
import type { NumberParameter, OptionsParameter, SearchedTrials } from './searched-trials.ts';

/** How the field between trials is made out. */
export interface ContourOptions {
  /** Cells along an axis of numbers; default 32. */
  readonly cells?: number;
  /** One standard deviation of the weights, as a share of an axis; default 0.08. */
  readonly width?: number;
}

/** The score over two parameters, made out between the trials. */
export interface Contour {
  readonly metric: string;
  readonly goal: Goal;
  readonly usual: readonly [least: number, most: number] | null;
  readonly x: NumberParameter | OptionsParameter;
  readonly y: NumberParameter | OptionsParameter;
  /** Cells across and upwards, each the same share of its axis; options have a cell each. */
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the least of `y` on; null where no trial is near. */
  readonly cells: readonly (number | null)[];
  /** How they were made out, in a sentence. */
  readonly method: string;
  readonly trials: readonly {
    readonly run: string;
    readonly x: number;
    readonly y: number;
    readonly score: number;
  }[];
}

/**
 * The score over two parameters of a search. Each cell is the mean of the trials' scores, weighted by a normal density of how far they are on
 * the axes (Nadaraya & Watson 1964), logarithms where an axis is one; of options the trials of the same option alone count. A score that is an
 * outlier counts as the worst one that is none. Where no trial is within two standard deviations there is none: nothing is made up. It looks
 * at two parameters and averages over all others, as far as the trials do.
 *
 * Undefined where there is no parameter of that name.
 *
 * @example
 * contourOf(searchedTrials(rows, space), 'rate', 'units')?.cells;
 */
export function contourOf(
  { metric, goal, usual, parameters, trials: all }: SearchedTrials,
  xName: string,
  yName: string,
  { cells: fineness = 32, width = 0.08 }: ContourOptions = {},
): Contour | undefined {
  const [i, j] = [xName, yName].map((name) =>
    parameters.findIndex((parameter) => parameter.name === name),
  ) as [number, number];
  const [x, y] = [parameters[i], parameters[j]];
  if (x === undefined || y === undefined) return undefined;
  const trials = all.flatMap(({ run, score, values }) => {
    const [at, up] = [values[i], values[j]];
    return score === null || typeof at !== 'number' || typeof up !== 'number'
      ? []
      : [{ run, x: at, y: up, score }];
  });
  const [columns, rows] = [cellsOf(x, fineness), cellsOf(y, fineness)];
  const near = trials.map((trial) => ({
    x: placeOf(x, trial.x),
    y: placeOf(y, trial.y),
    score: usual === null ? trial.score : Math.min(usual[1], Math.max(usual[0], trial.score)),
  }));
  const cells = Array.from({ length: columns * rows }, (_, cell) => {
    const [across, up] = [((cell % columns) + 0.5) / columns, (Math.floor(cell / columns) + 0.5) / rows];
    let [weights, sum, nearest] = [0, 0, Infinity];
    for (const trial of near) {
      const square = distance(x, across - trial.x, columns) + distance(y, up - trial.y, rows);
      // Farther ones count less than what rounding takes away, and in large studies they are most.
      if (square > 64 * width * width) continue;
      const weight = exp(-square / (2 * width * width));
      weights += weight;
      sum += weight * trial.score;
      nearest = Math.min(nearest, square);
    }
    return nearest <= 4 * width * width ? sum / weights : null;
  });
  const percent = Math.round(100 * width);
  const method = `the mean of the trials' scores, weighted by a normal density of their distance (standard deviation ${percent} % of an axis); blank where no trial is within two of them.`;
  return { metric, goal, usual, x, y, columns, rows, cells, method, trials };
}

function cellsOf(parameter: NumberParameter | OptionsParameter, fineness: number): number {
  if (parameter.kind === 'options') return parameter.options.length;
  return parameter.low === parameter.high ? 1 : fineness;
}

/** Where a value stands on its axis, from 0 to 1; an option in the middle of its cell. */
function placeOf(parameter: NumberParameter | OptionsParameter, value: number): number {
  if (parameter.kind === 'options') return (value + 0.5) / parameter.options.length;
  const { low, high, scale } = parameter;
  if (low === high) return 0.5;
  return scale === 'log' ? log(value / low) / log(high / low) : (value - low) / (high - low);
}

/** The square of a distance on an axis; options are as far from each other as can be. */
function distance(parameter: NumberParameter | OptionsParameter, difference: number, cells: number): number {
  if (parameter.kind === 'number') return difference * difference;
  return Math.abs(difference) < 0.5 / cells ? 0 : Infinity;
}
