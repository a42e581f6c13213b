import type { Rng } from '@foldwise/core';
import type { Parameter, Point } from '../../search/parameters.ts';
import { type Leaf, placesOf, regressionTree, shareOfExtent } from './regression-tree.ts';

/** A leaf's value less the mean of the space, and the share of the space that it fills. */
interface Part {
  readonly leaf: Leaf;
  readonly deviation: number;
  readonly share: number;
}

/** The `oneOf`s that a parameter lies in, and the branch that it lies in of each. */
function branchesOf(
  parameters: readonly Parameter[],
  index: number,
): readonly NonNullable<Parameter['inside']>[] {
  const around: NonNullable<Parameter['inside']>[] = [];
  for (
    let { inside } = parameters[index]!;
    inside !== undefined;
    inside = parameters[inside.parameter]!.inside
  )
    around.push(inside);
  return around;
}

/** The parts within the branches, with their share of these. */
function within(
  parts: readonly Part[],
  branches: readonly NonNullable<Parameter['inside']>[],
): readonly Part[] {
  return parts.flatMap((part) => {
    let { share } = part;
    for (const { parameter, option } of branches) {
      const extent = part.leaf.extents[parameter]!;
      if (!('of' in extent) || !extent.options.includes(option)) return [];
      share /= shareOfExtent(extent);
    }
    return [{ ...part, share }];
  });
}

/** The variance of a function of one parameter: of the mean over all others, exact since it is a step function. */
function marginalVariance(parts: readonly Part[], parameter: number): number {
  // How much each leaf adds to the function, and where it begins and ends to.
  const edges: { readonly at: number; readonly change: number }[] = [];
  const heights: number[] = [];
  let options = 0;
  for (const { leaf, deviation, share } of parts) {
    const extent = leaf.extents[parameter]!;
    const height = (deviation * share) / shareOfExtent(extent);
    if ('of' in extent) {
      options = extent.of;
      for (const option of extent.options) heights[option] = (heights[option] ?? 0) + height;
    } else {
      edges.push({ at: extent.from, change: height }, { at: extent.to, change: -height });
    }
  }
  const steps = options > 0 ? heights.map((height) => [height, 1 / options] as const) : stepsOf(edges);
  const mean = steps.reduce((sum, [height, width]) => sum + height * width, 0);
  return steps.reduce((sum, [height, width]) => sum + (height - mean) ** 2 * width, 0);
}

function stepsOf(
  edges: readonly { readonly at: number; readonly change: number }[],
): readonly (readonly [height: number, width: number])[] {
  let height = 0;
  const sorted = edges.toSorted((a, b) => a.at - b.at);
  return sorted.slice(0, -1).map(({ at, change }, i) => {
    height += change;
    return [height, sorted[i + 1]!.at - at] as const;
  });
}

/**
 * The share of the loss's variance over the space that each parameter explains by itself: functional analysis of variance of a random
 * forest (Hutter, Hoos & Leyton-Brown 2014). What is missing to 1 is explained by parameters together.
 *
 * Each tree says the loss everywhere; the variance of its mean over all other parameters is worked out exactly from its leaves, on the
 * scale that is searched (Optuna takes a log scale as linear). A parameter of a branch is judged within its branch, and counts by how
 * much of the space that is, so that shares still sum to at most 1; options and branches are equally likely.
 *
 * All 0 where no tree finds anything to explain.
 *
 * @param points of trials that have all parameters of their branches.
 * @param trees default 64, as in Optuna.
 */
export function fanova(
  parameters: readonly Parameter[],
  points: readonly Point[],
  losses: Float64Array,
  rng: Rng,
  trees = 64,
): readonly number[] {
  const places = points.map((point) => placesOf(parameters, point));
  const sums = new Float64Array(parameters.length);
  let explained = 0;
  for (let tree = 0; tree < trees; tree++) {
    const random = rng.split(`tree ${tree}`);
    const rows = Array.from(points, () => random.below(points.length));
    const parts = partsOf(regressionTree(parameters, places, losses, rows));
    const variance = parts.reduce((sum, { deviation, share }) => sum + deviation ** 2 * share, 0);
    if (variance === 0) continue;
    explained++;
    for (const index of parameters.keys()) {
      const branches = branchesOf(parameters, index);
      const likely = branches.reduce((p, { parameter }) => {
        const extent = parts[0]!.leaf.extents[parameter]!;
        return 'of' in extent ? p / extent.of : p;
      }, 1);
      sums[index]! += (likely * marginalVariance(within(parts, branches), index)) / variance;
    }
  }
  return Array.from(sums, (sum) => (explained === 0 ? 0 : sum / explained));
}

function partsOf(leaves: readonly Leaf[]): readonly Part[] {
  const shares = leaves.map(({ extents }) =>
    extents.reduce((product, extent) => product * shareOfExtent(extent), 1),
  );
  const mean = leaves.reduce((sum, { value }, i) => sum + value * shares[i]!, 0);
  return leaves.map((leaf, i) => ({ leaf, deviation: leaf.value - mean, share: shares[i]! }));
}
