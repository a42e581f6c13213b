import { exp, log, normalCdf } from '@foldwise/core';
import { numberAt } from '../../search/draw.ts';
import { latticeSize } from '../../search/lattice.ts';
import { optionCount } from '../../search/parameters.ts';
import type { Dimension, Float, Int } from '../../search/space.ts';

/** Cells that a number's range is counted in, at most. */
const mostCells = 50;

/** How many cells a parameter has: one an option, or as many as its values call for. */
export function cellsOf(dimension: Dimension): number {
  if (dimension.kind !== 'float' && dimension.kind !== 'int') return optionCount(dimension);
  if (dimension.low === dimension.high) return 1;
  if (dimension.step === undefined) return mostCells;
  const values = latticeSize(dimension);
  if (dimension.scale === 'linear') return Math.min(values, mostCells);
  return Math.min(Math.ceil(log(values) / log(2)) + 1, mostCells);
}

function cellOf(dimension: Float | Int, coordinate: number, cells: number): number {
  const value = numberAt(dimension, coordinate);
  const { low, high, scale } = dimension;
  const share =
    scale === 'log' ? (log(value) - log(low)) / (log(high) - log(low)) : (value - low) / (high - low);
  return Math.min(cells - 1, Math.max(0, Math.ceil(share * (cells - 1) - 0.5)));
}

/** Trials by the cell that they are in. */
function countsOf(dimension: Dimension, coordinates: readonly number[]): Float64Array {
  const counts = new Float64Array(cellsOf(dimension));
  for (const coordinate of coordinates) {
    const isNumber = dimension.kind === 'float' || dimension.kind === 'int';
    counts[isNumber ? cellOf(dimension, coordinate, counts.length) : coordinate]! += 1;
  }
  return counts;
}

/**
 * Scott's rule for how wide a kernel is, in cells, with the range between quartiles where outliers widen the deviation; at least 0.5/1.64,
 * so that 90 % of a kernel can lie within its cell.
 */
function widthOf(cells: readonly number[], counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = cells.reduce((sum, cell) => sum + cell * counts[cell]!, 0) / total;
  const squares = cells.reduce((sum, cell) => sum + (cell - mean) ** 2 * counts[cell]!, 0);
  const deviation = Math.sqrt(squares / Math.max(1, total - 1));
  const cellAt = (isPast: (count: number) => boolean): number => {
    let sum = 0;
    return cells.find((cell) => isPast((sum += counts[cell]!))) ?? cells.at(-1)!;
  };
  const [lower, upper] = [Math.floor(total / 4), Math.floor((total * 3) / 4)];
  const quartiles = cellAt((count) => count > upper) - cellAt((count) => count >= lower);
  const scott = 1.059 * Math.min(quartiles / 1.34, deviation) * exp(-0.2 * log(total));
  return Math.max(scott, 0.5 / 1.64);
}

/** What a normal deviate around the center, cut off outside the cells, falls into each of them with. */
function addNormal(density: Float64Array, center: number, width: number, weight: number): void {
  const below = (edge: number): number => normalCdf((edge - center) / width);
  const all = below(density.length - 0.5) - below(-0.5);
  for (let cell = 0; cell < density.length; cell++)
    density[cell]! += (weight * (below(cell + 0.5) - below(cell - 0.5))) / all;
}

/**
 * How likely each cell of a parameter is, estimated from where trials were: a kernel on each cell that holds some, weighted by how many,
 * and one over the whole range that counts as one trial. Watanabe et al. (2023), with the details of Optuna 5.
 */
export function parzenOnGrid(dimension: Dimension, coordinates: readonly number[]): Float64Array {
  const counts = countsOf(dimension, coordinates);
  const cells = Array.from(counts.keys()).filter((cell) => counts[cell]! > 0);
  const total = coordinates.length + 1;
  const density = new Float64Array(counts.length);
  if (dimension.kind === 'choice' || dimension.kind === 'oneOf') {
    // Each kernel says its option, and a little of all: one count shared among the kernels.
    const kernels = cells.length + 1;
    const sum = 1 + density.length / kernels;
    return density.map(
      (_, option) =>
        ((coordinates.length * (1 / kernels)) / sum + counts[option]! / sum + 1 / density.length) / total,
    );
  }
  const width = widthOf(cells, counts);
  for (const cell of cells) addNormal(density, cell, width, counts[cell]! / total);
  addNormal(density, (density.length - 1) / 2, density.length, 1 / total);
  return density;
}
