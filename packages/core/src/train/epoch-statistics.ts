import { pathOf } from '../autodiff/place.ts';
import { isTraced, type Value } from '../autodiff/primitive.ts';
import { rowsOfBatch, takeData } from '../executor/batch-of.ts';
import { differentiate, trainingContext } from '../executor/differentiate.ts';
import type { Pass, Program } from '../executor/executor.ts';
import { momentOf } from '../executor/moment-of.ts';
import { applyNetwork } from '../nn/apply-part.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';

/** What the outputs of a layer are like, over all numbers of a batch. */
export interface ActivationStatistics {
  /** The path to the layer, as errors name it: `sequential[2] > dense`. */
  readonly path: string;
  readonly mean: number;
  /** Standard deviation, √(Σ(x − mean)² / n). */
  readonly deviation: number;
  /** The share of numbers that are 0. */
  readonly zeros: number;
  /** The largest |x|. */
  readonly largest: number;
}

/** What a trained weight is like; ‖·‖ is the root of the sum of squares. */
export interface WeightStatistics {
  /** Where it lies in the tree: `2/kernel`. */
  readonly path: string;
  /** ‖∂loss/∂w‖ on the batch. */
  readonly gradient: number;
  /** ‖w‖. */
  readonly norm: number;
  /** How far the epoch moved it, ‖w − w before‖ / ‖w‖; 0 where it stands still. */
  readonly moved: number;
}

/** What a network is like after an epoch, seen on the first of its batches. */
export interface EpochStatistics {
  /** In the order they are computed; a layer that hands on what it gets, or what its last part gives, has no line. */
  readonly activations: readonly ActivationStatistics[];
  readonly weights: readonly WeightStatistics[];
}

function tensorOf(value: Value): Tensor {
  if (isTraced(value)) throw new TypeError('a value of a tracer reached the statistics');
  return value;
}

function normOf(data: Float64Array): number {
  return Math.sqrt(data.reduce((sum, number) => sum + number * number, 0));
}

function activationOf(path: string, { data }: Tensor): ActivationStatistics {
  const mean = data.reduce((sum, number) => sum + number, 0) / data.length;
  const squares = data.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  return {
    path,
    mean,
    deviation: Math.sqrt(squares / data.length),
    zeros: data.reduce((count, number) => (number === 0 ? count + 1 : count), 0) / data.length,
    largest: data.reduce((most, number) => Math.max(most, Math.abs(number)), 0),
  };
}

function weightOf(path: string, now: Tensor, before: Tensor, gradient: Tensor): WeightStatistics {
  const norm = normOf(now.data);
  const way = normOf(now.data.map((number, i) => number - before.data[i]!));
  return { path, gradient: normOf(gradient.data), norm, moved: way === 0 ? 0 : way / norm };
}

/**
 * The statistics of an epoch: its first batch is shown to the network once more, as in training (masks of dropout included), with the
 * weights after the epoch. Computed op by op in float64, whoever trained.
 */
export function epochStatistics(
  program: Omit<Program, 'optimizer'>,
  pass: Pass,
  before: Tree,
  now: Tree,
): EpochStatistics {
  const batch = takeData(pass.data, rowsOfBatch(pass, 0));
  const moment = momentOf(pass, 0, program.totalSteps);
  const outputs = new Map<Value, string>();
  const context = trainingContext(moment, new Map<Value, Value>());
  applyNetwork(program.network, now, batch.features, context, (place, output) => {
    if (output !== batch.features && !outputs.has(output)) outputs.set(output, pathOf(place));
  });
  const { gradient } = differentiate(program, now, batch, moment);
  const gradients = leavesOf<Value>(gradient);
  const others = leavesOf(before);
  return {
    activations: [...outputs].map(([output, path]) => activationOf(path, tensorOf(output))),
    weights: leavesOf(now).flatMap(({ path, leaf }, i) =>
      leaf.role === 'statistic' ? [] : [weightOf(path, leaf, others[i]!.leaf, tensorOf(gradients[i]!.leaf))],
    ),
  };
}
