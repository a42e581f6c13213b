import type { Parameter, Point } from '../../search/parameters.ts';
import { optionCount } from '../../search/parameters.ts';

/** What of a parameter a part of the space holds: a stretch of its scale, or some of its options. */
export type Extent =
  | { readonly from: number; readonly to: number }
  | { readonly options: readonly number[]; readonly of: number };

/** A part of the space in which a tree says the same everywhere, by parameter. */
export interface Leaf {
  readonly value: number;
  readonly extents: readonly Extent[];
}

/** A parameter's whole scale. An order of options is a scale that each has its share of. */
function wholeOf({ dimension }: Parameter): Extent {
  const of = optionCount(dimension);
  if (of === 0 || dimension.kind === 'ordinal') return { from: 0, to: 1 };
  return { options: Array.from({ length: of }, (_, option) => option), of };
}

/** How much of its parameter an extent holds, from 0 to 1. */
export function shareOfExtent(extent: Extent): number {
  return 'of' in extent ? extent.options.length / extent.of : extent.to - extent.from;
}

/** Coordinates as the tree cuts them: options in an order stand in the middle of their share. */
export function placesOf(parameters: readonly Parameter[], point: Point): Point {
  return point.map((coordinate, i) => {
    const { dimension } = parameters[i]!;
    return dimension.kind === 'ordinal' ? (coordinate + 0.5) / dimension.options.length : coordinate;
  });
}

interface Split {
  readonly parameter: number;
  readonly left: Extent;
  readonly right: Extent;
  readonly goesLeft: (place: number) => boolean;
  /** Σ² / n of the left and of the right: the larger, the less is left of the squared error. */
  readonly gain: number;
}

/** Whether all of a region has the parameter: it lies in the one branch that is left of each `oneOf` around it. */
function isInAll(
  parameters: readonly Parameter[],
  extents: readonly Extent[],
  parameter: Parameter,
): boolean {
  for (let { inside } = parameter; inside !== undefined; inside = parameters[inside.parameter]!.inside) {
    const extent = extents[inside.parameter]!;
    if (!('of' in extent && extent.options.length === 1 && extent.options[0] === inside.option)) return false;
  }
  return true;
}

/** The cut between two values that leaves the least squared error. */
function cutOf(
  parameter: number,
  extent: Extract<Extent, { readonly from: number }>,
  rows: readonly number[],
  places: (row: number) => number,
  losses: Float64Array,
): Split | undefined {
  const sorted = rows.toSorted((a, b) => places(a) - places(b));
  const total = rows.reduce((sum, row) => sum + losses[row]!, 0);
  let [sum, best, cut] = [0, -Infinity, NaN];
  for (let i = 1; i < sorted.length; i++) {
    sum += losses[sorted[i - 1]!]!;
    const [before, after] = [places(sorted[i - 1]!), places(sorted[i]!)];
    if (before === after) continue;
    const gain = (sum * sum) / i + ((total - sum) * (total - sum)) / (sorted.length - i);
    const middle = (before + after) / 2;
    // Of neighbouring numbers the middle is one of them.
    if (gain > best) [best, cut] = [gain, middle > before ? middle : after];
  }
  if (Number.isNaN(cut)) return undefined;
  return {
    parameter,
    left: { from: extent.from, to: cut },
    right: { from: cut, to: extent.to },
    goesLeft: (place) => place < cut,
    gain: best,
  };
}

/** Options ordered by their mean: of all ways to part them, the best is a cut of that order (Breiman et al. 1984, section 9.4). */
function partOf(
  parameter: number,
  { options, of }: Extract<Extent, { readonly of: number }>,
  rows: readonly number[],
  places: (row: number) => number,
  losses: Float64Array,
): Split | undefined {
  const [sums, counts] = [new Float64Array(of), new Float64Array(of)];
  for (const row of rows) {
    sums[places(row)]! += losses[row]!;
    counts[places(row)]! += 1;
  }
  const seen = options.filter((option) => counts[option]! > 0);
  const ordered = seen.toSorted((a, b) => sums[a]! / counts[a]! - sums[b]! / counts[b]! || a - b);
  const total = sums.reduce((all, sum) => all + sum, 0);
  let [sum, count, best, size] = [0, 0, -Infinity, 0];
  for (let i = 1; i < ordered.length; i++) {
    sum += sums[ordered[i - 1]!]!;
    count += counts[ordered[i - 1]!]!;
    const gain = (sum * sum) / count + ((total - sum) * (total - sum)) / (rows.length - count);
    if (gain > best) [best, size] = [gain, i];
  }
  if (size === 0) return undefined;
  const lower = new Set(ordered.slice(0, size));
  const inLower = ordered.slice(0, size).reduce((all, option) => all + counts[option]!, 0);
  // What no trial has is taken to be like most.
  if (inLower * 2 >= rows.length) for (const option of options) if (counts[option] === 0) lower.add(option);
  return {
    parameter,
    left: { options: options.filter((option) => lower.has(option)), of },
    right: { options: options.filter((option) => !lower.has(option)), of },
    goesLeft: (place) => lower.has(place),
    gain: best,
  };
}

/** As deep as Optuna's trees, which is deeper than any of these get. */
const deepest = 64;

/**
 * Grows a regression tree (Breiman et al. 1984) until each leaf has trials of one loss, and gives its leaves, which fill the space. A
 * parameter of a branch is cut only where the branch is all that is left, so that each leaf is a box.
 *
 * @param points of trials that have all parameters of their branches, as `placesOf` gives them.
 * @param rows the trials to grow it on, some perhaps several times.
 */
export function regressionTree(
  parameters: readonly Parameter[],
  points: readonly Point[],
  losses: Float64Array,
  rows: readonly number[],
): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const splitOf = (
    extents: readonly Extent[],
    here: readonly number[],
    parameter: number,
  ): Split | undefined => {
    if (!isInAll(parameters, extents, parameters[parameter]!)) return undefined;
    const extent = extents[parameter]!;
    const places = (row: number): number => points[row]![parameter]!;
    return 'of' in extent
      ? partOf(parameter, extent, here, places, losses)
      : cutOf(parameter, extent, here, places, losses);
  };
  const grow = (extents: readonly Extent[], here: readonly number[], depth: number): void => {
    const isSame = here.every((row) => losses[row] === losses[here[0]!]);
    const splits =
      isSame || depth === deepest
        ? []
        : parameters.flatMap((_, parameter) => splitOf(extents, here, parameter) ?? []);
    const best = splits.reduce<Split | undefined>(
      (most, split) => (most === undefined || split.gain > most.gain ? split : most),
      undefined,
    );
    if (best === undefined) {
      leaves.push({ value: here.reduce((sum, row) => sum + losses[row]!, 0) / here.length, extents });
      return;
    }
    const isLeft = (row: number): boolean => best.goesLeft(points[row]![best.parameter]!);
    grow(extents.with(best.parameter, best.left), here.filter(isLeft), depth + 1);
    grow(
      extents.with(best.parameter, best.right),
      here.filter((row) => !isLeft(row)),
      depth + 1,
    );
  };
  grow(parameters.map(wholeOf), rows, 0);
  return leaves;
}
