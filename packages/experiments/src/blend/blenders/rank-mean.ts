import type { Tensor } from '@foldwise/core';
import type { Task } from '../../competition/task.ts';
import type { Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import { mixture, rowsOfOne } from '../mixture.ts';
import type { BlendWeights } from '../mixture.ts';

function ascending(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).toSorted((a, b) => values[a]! - values[b]! || a - b);
}

/** Calls `each` with the rows of every group of equal values, lowest first, and where in the order it stands. */
function groupsOfEqual(
  values: Float64Array,
  each: (rows: Uint32Array, from: number, to: number) => void,
): void {
  const order = ascending(values);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    each(order.subarray(from, to), from, to);
    from = to;
  }
}

/** Adds the rank of each value, from 1; equals share the mean of theirs. */
function addRanks(values: Float64Array, sums: Float64Array): void {
  groupsOfEqual(values, (rows, from, to) => {
    for (const row of rows) sums[row]! += (from + 1 + to) / 2;
  });
}

/** The values, handed out in the order of the ranks; rows of equal rank share the mean of theirs. */
function inOrderOf(ranks: Float64Array, values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  const given = new Float64Array(values.length);
  groupsOfEqual(ranks, (rows, from, to) => {
    const sum = sorted.subarray(from, to).reduce((total, value) => total + value, 0);
    for (const row of rows) given[row] = sum / (to - from);
  });
  return given;
}

function column({ shape, data }: Tensor, k: number): Float64Array {
  return Float64Array.from({ length: shape[0]! }, (_, row) => data[row * shape[1]! + k]!);
}

function byRank(weights: BlendWeights, predictions: readonly Tensor[], task: Task): Tensor {
  const [rows, outputs] = predictions[0]!.shape as readonly [number, number];
  const mean = mixture(weights, predictions, task);
  const used = predictions.filter((_, m) => weights.members[m] !== 0);
  const data = new Float64Array(rows * outputs);
  for (let k = 0; k < outputs; k++) {
    const ranks = new Float64Array(rows);
    for (const prediction of used) addRanks(column(prediction, k), ranks);
    const given = inOrderOf(ranks, column(mean, k));
    for (let row = 0; row < rows; row++) data[row * outputs + k] = given[row]!;
  }
  return { shape: mean.shape, data: task.kind === 'multiclass' ? rowsOfOne(outputs, data) : data };
}

/**
 * Orders the rows by the mean of their ranks among the members, and gives them the values of the arithmetic mean in that order: for
 * metrics of the order alone (the area under the curve), to which a member that is off in level is as good as any. Equal ranks share a
 * value. Of several classes, each is ranked by itself and the rows are divided by their sums.
 *
 * A row's blend depends on the rows that it is ranked among.
 *
 * @example
 * const blend = rankMean().apply({ members: [0.5, 0.5] }, [first, second], task);
 */
export function rankMean(): Blender {
  return defineBlender({
    kind: 'rankMean',
    fit: ({ predictions }) => ({ members: predictions.map(() => 1 / predictions.length) }),
    apply: byRank,
  });
}
