import { FoldwiseError } from '@foldwise/core';
import type { Rng } from '@foldwise/core';
import type { BlendData, Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import type { BlendWeights } from '../mixture.ts';
import type { Scoring } from '../scoring.ts';
import { scoringOf } from '../scoring.ts';

/** How {@link caruana} selects. */
export interface CaruanaOptions {
  /** How many members are taken, the same ones several times included; 50. */
  readonly steps?: number;
  /** How many selections, each among a random part of the members, are averaged; 1, among all. */
  readonly bags?: number;
  /** The part of the members that a bag selects among; 0.5, as in the paper. Has no say where there is one bag. */
  readonly share?: number;
  /** On how many rows a step is scored at most, evenly spread; 10,000, which tell a few weights as well as more would. */
  readonly rows?: number;
}

/** How often each member is taken, up to where the score was best. */
function greedy(
  { columns, score, isBetter }: Scoring,
  among: Iterable<number> & ArrayLike<number>,
  steps: number,
): readonly number[] {
  const size = columns[0]!.length;
  const sum = new Float64Array(size);
  const tried = new Float64Array(size);
  const taken: number[] = [];
  let [bestLength, bestScore] = [1, NaN];
  for (let step = 1; step <= steps; step++) {
    let [choice, choiceScore] = [among[0]!, NaN];
    for (const m of among) {
      const column = columns[m]!;
      for (let i = 0; i < size; i++) tried[i] = (sum[i]! + column[i]!) / step;
      const found = score(tried);
      if (isBetter(found, choiceScore)) [choice, choiceScore] = [m, found];
    }
    for (let i = 0; i < size; i++) sum[i]! += columns[choice]![i]!;
    taken.push(choice);
    if (isBetter(choiceScore, bestScore)) [bestLength, bestScore] = [step, choiceScore];
  }
  const counts = columns.map(() => 0);
  for (const m of taken.slice(0, bestLength)) counts[m]! += 1;
  return counts.map((count) => count / bestLength);
}

function selected(
  data: BlendData,
  { steps, bags, share, rows }: Required<CaruanaOptions>,
  rng: Rng,
): BlendWeights {
  const scoring = scoringOf(data, rows);
  const count = data.predictions.length;
  const all = data.predictions.map((_, m) => m);
  if (bags === 1) return { members: greedy(scoring, all, steps) };
  const members = all.map(() => 0);
  for (let bag = 0; bag < bags; bag++) {
    const part = rng
      .split(`bag ${bag}`)
      .permutation(count)
      .slice(0, Math.ceil(share * count));
    // In their order, so that of equals the first is taken.
    const weights = greedy(scoring, part.toSorted(), steps);
    for (const m of all) members[m]! += weights[m]! / bags;
  }
  return { members };
}

function checkOptions({ steps, bags, share, rows }: Required<CaruanaOptions>): void {
  const refuse = (message: string): never => {
    throw new FoldwiseError(message, { code: 'input', where: 'caruana' });
  };
  for (const [name, value] of Object.entries({ steps, bags, rows })) {
    if (!Number.isInteger(value) || value < 1) {
      refuse(`expected ${name} as a whole number of at least 1, got ${value}`);
    }
  }
  if (!(share > 0 && share <= 1)) refuse(`expected a share above 0 and up to 1, got ${share}`);
}

/**
 * Ensemble selection (Caruana et al. 2004): begins with the best member and takes at each step the one that makes the mean of all taken
 * best, the same one again as often as it helps; weights are how often each was taken, up to the step with the best score.
 *
 * Works on the metric itself, whatever it is. Weights are ≥ 0 and add up to 1.
 *
 * @throws FoldwiseError `input` for options that make no sense.
 * @example
 * const weights = caruana({ bags: 20 }).fit({ task, metric, truth, predictions }, rng(0));
 */
export function caruana({ steps = 50, bags = 1, share = 0.5, rows = 10_000 }: CaruanaOptions = {}): Blender {
  const options = { steps, bags, share, rows };
  checkOptions(options);
  return defineBlender({ kind: 'caruana', options, fit: (data, rng) => selected(data, options, rng) });
}
