import { valueAndGradient } from '../autodiff/gradient.ts';
import { multiply, sum } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Layer } from '../nn/layer.ts';
import { evaluation } from '../nn/evaluation.ts';
import { rng } from '../random/rng.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import { computed } from './computed.ts';
import { lcg } from './lcg.ts';

/** What another library made of a batch of two rows; input, weights and what the output is pulled by are drawn from `lcg`, in this order. */
export interface RecordedLayer {
  readonly seed: number;
  /** The shape of a row. */
  readonly input: Shape;
  /** Paths and shapes of the weights, in the order they are drawn in. */
  readonly weights: readonly (readonly [path: string, shape: Shape])[];
  readonly outputShape: Shape;
  readonly output: readonly number[];
  readonly inputGradient: readonly number[];
  /** By path. */
  readonly gradients: { readonly [path: string]: readonly number[] | undefined };
}

/** The largest difference from what was recorded, of output and gradients; Infinity where a shape is another one or a weight is missing. */
export function farthestFromRecorded(layer: Layer, known: RecordedLayer): number {
  const random = lcg(known.seed);
  const next = (shape: Shape): Tensor => random.tensor(shape, 0, 1);
  const input = next([2, ...known.input]);
  const drawn = new Map(known.weights.map(([path, shape]) => [path, next(shape)]));
  const pull = next([2, ...known.outputShape]);

  const fresh = layer.init(known.input, rng(0)) as Tree;
  const isWhole = leavesOf(fresh).every(({ path, leaf }) =>
    sameShape(drawn.get(path)?.shape ?? [-1], leaf.shape),
  );
  if (!isWhole || leavesOf(fresh).length !== drawn.size) return Infinity;
  const weights = mapLeaves(fresh, (_, path) => drawn.get(path)!);
  const output = computed(layer.apply(weights, input, evaluation));
  if (!sameShape(output.shape, pull.shape) || !sameShape(layer.outputShape(known.input), known.outputShape)) {
    return Infinity;
  }
  const byWeights = valueAndGradient(
    (at) => sum(multiply(layer.apply(at, input, evaluation), pull)),
    weights,
  );
  const byInput = valueAndGradient(
    (at: Value) => sum(multiply(layer.apply(weights, at, evaluation), pull)),
    input,
  );
  return Math.max(
    gap(output, known.output),
    gap(byInput.gradient, known.inputGradient),
    ...leavesOf(byWeights.gradient).map(({ path, leaf }) => gap(leaf, known.gradients[path])),
  );
}

function gap({ data }: Tensor, known: readonly number[] = []): number {
  if (data.length !== known.length || known.length === 0) return Infinity;
  return Math.max(...known.map((number, i) => Math.abs(number - data[i]!)));
}
