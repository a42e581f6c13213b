import { add, broadcastTo, matmul, reshape, slice } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Json } from '../../spec.ts';
import { zeros } from '../../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { checkCount, checkFlag } from '../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { orthogonal } from '../initializers/orthogonal.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { checkFeatures } from './features.ts';
import { sequencesOf, stepsFirst, stepsOf } from './steps.ts';

/** What all recurrent layers are made of. */
export interface RecurrentOptions {
  /** How many numbers the state has. */
  readonly units: number;
  /** Give the state after every step, `[steps, units]`; false by default, for the last one, `[units]` (Lasagne: all of them). */
  readonly sequences?: boolean;
  /** From the last step to the first; states stay at the places of their steps. False by default. */
  readonly backwards?: boolean;
  /** How the weights of the input start; `glorotUniform()` by default (Lasagne: uniform or normal of 0.01 to 0.1). */
  readonly kernelInit?: Initializer;
  /** How the weights of the state start; `orthogonal()` by default (Saxe et al. 2014), as in Keras. */
  readonly recurrentInit?: Initializer;
  /** Learn what the state is before the first step; false by default, for zeros. */
  readonly learnStart?: boolean;
}

/** What a recurrent layer draws: `kernel` is `[features, gates·units]`, `recurrent` `[units, gates·units]`. */
interface Drawn {
  readonly kernel: Tensor;
  readonly recurrent: Tensor;
  readonly start?: Tensor;
}

/**
 * Weights of a recurrent layer: `kernel` is `[features, gates·units]`, `recurrent` `[units, gates·units]`, `bias` `[gates·units]`, and
 * `start`, where it is learned, what is handed to the first step, `[1, units]` (of an LSTM state and cell, `[2, units]`).
 */
export type RecurrentWeights = {
  readonly kernel: Tensor;
  readonly recurrent: Tensor;
  readonly bias: Tensor;
  readonly start?: Tensor;
};

/** What one kind of recurrent layer does in a step. */
export interface Cell<W extends RecurrentWeights> {
  readonly kind: string;
  /** What the spec holds beside what all of them have, checked. */
  readonly how: { readonly [option: string]: Json };
  /** How many weighted sums each unit takes. */
  readonly gates: number;
  /** How many values of `[batch, units]` are handed from step to step; the first is the state. */
  readonly memories: number;
  /** The weights, from those that are drawn. */
  complete(drawn: Drawn): W;
  /** The next memories, from the sums of the input, bias included, and the memories. */
  step(sums: Value, memories: readonly Value[], weights: ValuesOf<W>): readonly Value[];
}

/** A layer that goes through a sequence with a state, unrolled: a step of the sequence is a step of the graph. */
export function recurring<W extends RecurrentWeights>(options: RecurrentOptions, cell: Cell<W>): Layer<W> {
  const { kind, gates } = cell;
  const units = checkCount(kind, 'units', options.units);
  const sequences = checkFlag(kind, 'sequences', options.sequences ?? false);
  const backwards = checkFlag(kind, 'backwards', options.backwards ?? false);
  const learnStart = checkFlag(kind, 'learnStart', options.learnStart ?? false);
  const kernelInit = checkInitializer(kind, 'kernelInit', options.kernelInit ?? glorotUniform());
  const recurrentInit = checkInitializer(kind, 'recurrentInit', options.recurrentInit ?? orthogonal());

  const outputShape = (input: Shape): Shape => {
    if (input.length !== 2 || input.includes(0)) {
      const hint = input.length === 1 ? 'give them a last axis of length 1' : 'reshape them first';
      throw shapeError(kind, 'sequences [steps, features]', input, hint);
    }
    return sequences ? [input[0]!, units] : [units];
  };
  return Object.freeze({
    spec: Object.freeze({
      kind,
      units,
      sequences,
      backwards,
      ...cell.how,
      kernelInit: kernelInit.spec,
      recurrentInit: recurrentInit.spec,
      learnStart,
    }),
    outputShape,
    init(input: Shape, rng: Rng): W {
      outputShape(input);
      return cell.complete({
        kernel: kernelInit.draw([input[1]!, gates * units], rng.split('kernel')),
        recurrent: recurrentInit.draw([units, gates * units], rng.split('recurrent')),
        ...(learnStart ? { start: zeros([cell.memories, units]) } : {}),
      });
    },
    apply(weights: ValuesOf<W>, x: Value): Value {
      outputShape(x.shape.slice(1));
      // W holds them; the mapped type does not show it.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { kernel, bias, start } = weights as Tree<Value> as ValuesOf<RecurrentWeights>;
      checkFeatures(kind, kernel.shape[0]!, x);
      const [batch, steps, features] = x.shape;
      // The input's share of all steps at once: one product instead of many.
      const lines = reshape(stepsFirst(x), [steps! * batch!, features!]);
      const sums = stepsOf(reshape(add(matmul(lines, kernel), bias), [steps!, batch!, gates * units]));

      const memoryAt = (i: number): Value =>
        start === undefined
          ? zeros([batch!, units])
          : broadcastTo(slice(start, 0, i, i + 1), [batch!, units]);
      let memories: readonly Value[] = Array.from({ length: cell.memories }, (_, i) => memoryAt(i));
      const states = (backwards ? sums.toReversed() : sums).map((sum) => {
        memories = cell.step(sum, memories, weights);
        return memories[0]!;
      });
      return sequences ? sequencesOf(backwards ? states.toReversed() : states) : states.at(-1)!;
    },
  });
}
