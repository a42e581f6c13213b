import { add, broadcastTo, matmul, reshape, slice, where } from '../../autodiff/ops/index.ts';
import { asOne, type NamedValues, type Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Json } from '../../spec.ts';
import { zeros } from '../../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { checkCount, checkFlag } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { orthogonal } from '../initializers/orthogonal.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
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
  /**
   * The last feature of a step says whether it counts: where it is 0, the state stays as it was. False by default. For sequences of several
   * lengths, filled up at the end or at the beginning.
   */
  readonly masked?: boolean;
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
  /** Whether that says it all: false where it does something of the user's own. */
  readonly isDescribed: boolean;
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
  const masked = checkFlag(kind, 'masked', options.masked ?? false);
  const kernelInit = checkInitializer(kind, 'kernelInit', options.kernelInit ?? glorotUniform());
  const recurrentInit = checkInitializer(kind, 'recurrentInit', options.recurrentInit ?? orthogonal());

  const outputShape = (input: Shape): Shape => {
    if (input.length !== 2 || input.includes(0)) {
      const hint = input.length === 1 ? 'give them a last axis of length 1' : 'reshape them first';
      throw shapeError(kind, 'sequences [steps, features]', input, hint);
    }
    if (masked && input[1] === 1) throw shapeError(kind, 'features before the last one, the mask', input);
    return sequences ? [input[0]!, units] : [units];
  };
  const spec = Object.freeze({
    kind,
    units,
    sequences,
    backwards,
    ...cell.how,
    kernelInit: kernelInit.spec,
    recurrentInit: recurrentInit.spec,
    learnStart,
    masked,
  });
  const readsOf = (input: Shape): number => input[1]! - (masked ? 1 : 0);
  return Object.freeze({
    spec,
    outputShape,
    init(input: Shape, rng: Rng): W {
      outputShape(input);
      return cell.complete({
        kernel: kernelInit.draw([readsOf(input), gates * units], rng.split('kernel')),
        recurrent: recurrentInit.draw([units, gates * units], rng.split('recurrent')),
        ...(learnStart ? { start: zeros([cell.memories, units]) } : {}),
      });
    },
    apply(weights: ValuesOf<W>, x: Value): Value {
      outputShape(x.shape.slice(1));
      // W holds them; the mapped type does not show it.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { kernel, bias, start } = weights as Tree<Value> as ValuesOf<RecurrentWeights>;
      const [batch, steps, width] = x.shape;
      const features = readsOf(x.shape.slice(1));
      if (features !== kernel.shape[0]) {
        const wanted = kernel.shape[0]! + (masked ? 1 : 0);
        throw shapeError(kind, `steps of ${wanted} features, which its weights were made for`, [
          steps!,
          width!,
        ]);
      }
      const states = (): Value => {
        const ordered = stepsFirst(x);
        // The input's share of all steps at once: one product instead of many.
        const lines = reshape(slice(ordered, 2, 0, features), [steps! * batch!, features]);
        const sums = stepsOf(reshape(add(matmul(lines, kernel), bias), [steps!, batch!, gates * units]));
        const counts = masked ? stepsOf(slice(ordered, 2, features)) : [];

        const memoryAt = (i: number): Value =>
          start === undefined
            ? zeros([batch!, units])
            : broadcastTo(slice(start, 0, i, i + 1), [batch!, units]);
        const memories = Array.from({ length: cell.memories }, (_, i) => memoryAt(i));
        const order = sums.map((_, i) => (backwards ? steps! - 1 - i : i));
        const all = walked(order, counts, memories, (step, before) =>
          cell.step(sums[step]!, before, weights),
        );
        return sequences ? sequencesOf(all) : all[order.at(-1)!]!;
      };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const named = weights as Tree<Value> as NamedValues;
      return cell.isDescribed && !masked ? asOne(spec, { x, ...named }, states) : states();
    },
  });
}

/** The state after each step, in the steps' places; a step whose count is 0 leaves the memories as they were. */
function walked(
  order: readonly number[],
  counts: readonly Value[],
  start: readonly Value[],
  next: (step: number, memories: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const states: Value[] = [];
  let memories = start;
  for (const step of order) {
    const before = memories;
    const count = counts[step];
    const after = next(step, before);
    memories = count === undefined ? after : after.map((memory, i) => where(count, memory, before[i]!));
    states[step] = memories[0]!;
  }
  return states;
}
