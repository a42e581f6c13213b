import { FoldwiseError } from '@foldwise/core';
import type { BlendData, Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import type { BlendWeights } from '../mixture.ts';
import { bestColumn, only, scoringOf } from '../scoring.ts';

/** How {@link hillClimbing} climbs. */
export interface HillClimbingOptions {
  /** Weights are multiples of it; 0.01. */
  readonly step?: number;
  /** The largest weight that a member is given at once, to either side of 0; 0.5. */
  readonly most?: number;
  /** By which part of the score a step must better it; 10⁻⁴. */
  readonly gain?: number;
  /** Most steps; 25, of which the first gain most. */
  readonly steps?: number;
  /** On how many rows a step is scored at most, evenly spread; 10,000, which tell a few weights as well as more would. */
  readonly rows?: number;
}

/** 3, 10, 30, … or the last. */
function coarse(last: number): readonly number[] {
  const multiples: number[] = [];
  for (let ten = 1; ten <= last; ten *= 10) multiples.push(3 * ten, 10 * ten);
  const inside = multiples.filter((multiple) => multiple <= last);
  return inside.length === 0 ? [last] : inside;
}

function climbed(
  data: BlendData,
  { step, most, gain, steps, rows }: Required<HillClimbingOptions>,
): BlendWeights {
  const scoring = scoringOf(data, rows);
  const { columns, score, isBetter } = scoring;
  const last = Math.round(most / step);
  const near = coarse(last).flatMap((multiple) => [multiple * step, -multiple * step]);
  const all = Array.from({ length: last }, (_, i) => [(i + 1) * step, -(i + 1) * step]).flat();
  const start = bestColumn(scoring);
  let members = only(start, columns.length);
  let current = columns[start]!.slice();
  let best = score(current);
  const tried = new Float64Array(current.length);
  const mix = (m: number, weight: number): Float64Array => {
    const column = columns[m]!;
    for (let i = 0; i < tried.length; i++) tried[i] = (1 - weight) * current[i]! + weight * column[i]!;
    return tried;
  };
  for (let climb = 0; climb < steps; climb++) {
    let found = { m: -1, weight: 0, score: best };
    const look = (m: number, weights: readonly number[]): void => {
      for (const weight of weights) {
        const here = score(mix(m, weight));
        if (isBetter(here, found.score)) found = { m, weight, score: here };
      }
    };
    for (const m of columns.keys()) look(m, near);
    // The member is found with few weights, its weight among all.
    if (found.m >= 0) look(found.m, all);
    if (found.m < 0 || Math.abs(found.score - best) <= gain * Math.abs(best)) break;
    const { m, weight } = found;
    current = mix(m, weight).slice();
    members = members.map((old, other) => (1 - weight) * old + (other === m ? weight : 0));
    best = found.score;
  }
  return { members };
}

function checkOptions({ step, most, gain, steps, rows }: Required<HillClimbingOptions>): void {
  const fits =
    step > 0 &&
    most >= step &&
    most <= 1 &&
    gain >= 0 &&
    [steps, rows].every((count) => Number.isInteger(count) && count >= 1);
  if (fits) return;
  throw new FoldwiseError(
    `expected 0 < step ≤ most ≤ 1, a gain of at least 0, steps and rows of at least 1, got ${step}, ${most}, ${gain}, ${steps}, ${rows}`,
    { code: 'input', where: 'hillClimbing' },
  );
}

/**
 * Climbs from the best member: at each step the member m and the weight w for which (1 − w)·blend + w·pₘ scores best, until no step
 * betters the score by enough. Weights may be negative, so that what members get wrong alike can be taken away; they add up to 1.
 *
 * Each member is tried at a few weights to either side of 0, and the best of them at all multiples of `step` up to `most`.
 *
 * @throws FoldwiseError `input` for options that make no sense.
 * @example
 * const weights = hillClimbing().fit({ task, metric, truth, predictions }, rng(0)); // { members: [1.2, -0.2] }
 */
export function hillClimbing({
  step = 0.01,
  most = 0.5,
  gain = 1e-4,
  steps = 25,
  rows = 10_000,
}: HillClimbingOptions = {}): Blender {
  const options = { step, most, gain, steps, rows };
  checkOptions(options);
  return defineBlender({ kind: 'hillClimbing', options, fit: (data) => climbed(data, options) });
}
