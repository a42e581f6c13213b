import type { Tensor } from '@foldwise/core';
import { rowsOfOne } from '../mixture.ts';
import { targetsOf } from '../targets.ts';
import type { PostData, PostProcessor, Tuned } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

/** A curve that never falls: where its corners are. */
interface Steps {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Block {
  sum: number;
  rows: number;
  readonly low: number;
  high: number;
}

/** Pools neighbours that fall until none does; equal x are one. */
function pooled(x: Float64Array, y: Float64Array): readonly Block[] {
  const order = Uint32Array.from(x.keys()).toSorted((a, b) => x[a]! - x[b]! || a - b);
  const blocks: Block[] = [];
  for (const row of order) {
    const last = blocks.at(-1);
    if (last !== undefined && last.low === x[row] && last.high === x[row]) {
      last.sum += y[row]!;
      last.rows += 1;
    } else blocks.push({ sum: y[row]!, rows: 1, low: x[row]!, high: x[row]! });
  }
  const rising: Block[] = [];
  for (const block of blocks) {
    const top = { ...block };
    rising.push(top);
    while (rising.length > 1) {
      const [before, after] = rising.slice(-2) as [Block, Block];
      if (before.sum * after.rows < after.sum * before.rows) break;
      rising.pop();
      before.sum += after.sum;
      before.rows += after.rows;
      before.high = after.high;
    }
  }
  return rising;
}

function curveOf(x: Float64Array, y: Float64Array): Steps {
  // That none of n rows was of a class does not say that never one is.
  const least = 0.5 / (x.length + 1);
  const corners = pooled(x, y).flatMap(({ sum, rows, low, high }) => {
    const mean = Math.min(1 - least, Math.max(least, sum / rows));
    return low === high ? [[low, mean] as const] : [[low, mean] as const, [high, mean] as const];
  });
  return { x: corners.map(([corner]) => corner), y: corners.map(([, mean]) => mean) };
}

/** Straight between the corners, level outside of them. */
function at({ x, y }: Steps, value: number): number {
  if (value <= x[0]!) return y[0]!;
  if (value >= x.at(-1)!) return y.at(-1)!;
  let [low, high] = [0, x.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= value) low = middle;
    else high = middle;
  }
  const share = (value - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}

function column({ shape, data }: Tensor, k: number): Float64Array {
  return Float64Array.from({ length: shape[0]! }, (_, row) => data[row * shape[1]! + k]!);
}

function tuned({ task, truth, prediction }: PostData): Tuned {
  const outputs = prediction.shape[1]!;
  const targets: Tensor = { shape: prediction.shape, data: targetsOf(task, truth) };
  return Object.fromEntries(
    Array.from({ length: outputs }, (_, k) => {
      const { x, y } = curveOf(column(prediction, k), column(targets, k));
      return [[`x${k}`, x] as const, [`y${k}`, y] as const];
    }).flat(),
  );
}

function calibrated(learned: Tuned, { shape, data }: Tensor): Tensor {
  const outputs = shape[1]!;
  const curves = Array.from({ length: outputs }, (_, k) => ({ x: learned[`x${k}`]!, y: learned[`y${k}`]! }));
  const found = data.map((p, i) => at(curves[i % outputs]!, p));
  return { shape, data: outputs === 1 ? found : rowsOfOne(outputs, found) };
}

/**
 * Probabilities made right by a curve that never falls (Zadrozny & Elkan 2002): for each class the non-decreasing function of its
 * probability with the least squared error, by pooling adjacent violators, straight between its corners and never nearer to 0 and 1 than
 * half a row in n + 1; each row is divided by its sum after. Bends to what it sees, and so wants many rows.
 *
 * @example
 * const curve = isotonicCalibration().fit({ task, metric: logLoss(), truth, prediction });
 */
export function isotonicCalibration(): PostProcessor {
  return postProcessor('isotonicCalibration', tuned, calibrated);
}
