import type { LabelPart } from '../labels.ts';

/**
 * The thresholds of a regression tree on one number, ascending: where the target changes most.
 *
 * Of the leaves so far, the one whose best cut takes away most of the squared error (for classes, of the Gini impurity, which is the sum of
 * the squared errors of their indicators) is cut in two, until there are `most` or nothing is gained; a leaf keeps `leastRows`. As
 * scikit-learn's `DecisionTreeRegressor` with `max_leaf_nodes`. A threshold is half way between two numbers.
 */
export function treeEdges(
  values: Float64Array,
  labels: readonly LabelPart[],
  most: number,
  leastRows: number,
): readonly number[] {
  const order = Uint32Array.from(values.keys()).toSorted((a, b) => values[a]! - values[b]! || a - b);
  const ascending = Float64Array.from(order, (row) => values[row]!);
  const sums = labels.map((part) => runningSums(part.values, order));
  const cutOf = (from: number, to: number): Cut => bestCut(ascending, sums, leastRows, from, to);
  const leaves = [cutOf(0, ascending.length)];
  const edges: number[] = [];
  while (edges.length < most - 1) {
    const next = leaves.reduce((best, leaf) => (leaf.gain > best.gain ? leaf : best));
    if (!(next.gain > 0)) break;
    edges.push(ascending[next.at - 1]! / 2 + ascending[next.at]! / 2);
    leaves.splice(leaves.indexOf(next), 1, cutOf(next.from, next.at), cutOf(next.at, next.to));
  }
  return edges.toSorted((a, b) => a - b);
}

/** The rows `from` … `to` in order of their numbers, and where cutting them gains most; 0 is gained where they cannot be cut. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly gain: number;
}

/** Σ y of the first rows in order, measured from the mean, which keeps digits. */
function runningSums(values: Float64Array, order: Uint32Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const sums = new Float64Array(order.length + 1);
  order.forEach((row, i) => (sums[i + 1] = sums[i]! + values[row]! - mean));
  return sums;
}

/** What a cut takes from the squared error: n₁·n₂/n · (mean₁ − mean₂)², summed over the parts of the target. */
function bestCut(
  ascending: Float64Array,
  sums: readonly Float64Array[],
  leastRows: number,
  from: number,
  to: number,
): Cut {
  let best: Cut = { from, to, at: to, gain: 0 };
  for (let at = from + leastRows; at <= to - leastRows; at++) {
    if (ascending[at] === ascending[at - 1]) continue;
    const [left, right] = [at - from, to - at];
    let gain = 0;
    for (const sum of sums) {
      const difference = (sum[at]! - sum[from]!) / left - (sum[to]! - sum[at]!) / right;
      gain += ((left * right) / (left + right)) * difference * difference;
    }
    // What rounding alone gains is none.
    if (gain > best.gain && gain > 1e-12) best = { from, to, at, gain };
  }
  return best;
}
