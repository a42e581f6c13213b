import { add, greater, reshape } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { checkFlag, checkOptions } from '../../check-option.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { activation, type ActivationFunction, type ActivationName } from '../layers/activation.ts';
import { sequencesOf, stepsFirst, stepsOf } from '../layers/steps.ts';
import { located } from '../located.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { within } from './within.ts';

/** The layers of a recurrence. */
export interface RecurrentOfOptions<I extends Layer, H extends Layer> {
  /** From a step of the sequence to the shape of the state. */
  readonly input: I;
  /** From the state before to the state. */
  readonly hidden: H;
  /** What their sum goes through; `'tanh'` by default (Lasagne: a rectifier). */
  readonly activation?: ActivationName | ActivationFunction;
  /** Give the state after every step; false by default, for the last one. */
  readonly sequences?: boolean;
  /** From the last step to the first; states stay at the places of their steps. False by default. */
  readonly backwards?: boolean;
}

/** Weights of a recurrence of layers. */
export type RecurrentOfWeights<I extends Layer, H extends Layer> = {
  readonly input: WeightsOf<I>;
  readonly hidden: WeightsOf<H>;
};

/**
 * A state that layers of one's own carry along a sequence, h[t] = f(input(x[t]) + hidden(h[t − 1])), h = 0 at first; `[steps, …]` → the
 * shape of the state, or `[steps, …state]`.
 *
 * With convolutions the steps may be images. `input` is applied to all steps at once, as to one batch; `hidden` draws the same random
 * numbers in every step (dropout of the state as in Gal & Ghahramani 2016). As Lasagne's `CustomRecurrentLayer`.
 *
 * @example
 * const film = recurrentOf({
 *   input: conv2d({ filters: 4, kernelSize: 3, padding: 'same' }),
 *   hidden: conv2d({ filters: 4, kernelSize: 3, padding: 'same', bias: false }),
 * });
 * film.outputShape([10, 28, 28, 1]); // [28, 28, 4]
 */
export function recurrentOf<I extends Layer, H extends Layer>(
  options: RecurrentOfOptions<I, H>,
): Layer<RecurrentOfWeights<I, H>> {
  const kind = 'recurrentOf';
  const known = ['input', 'hidden', 'activation', 'sequences', 'backwards'] as const;
  const { input, hidden, sequences = false, backwards = false } = checkOptions(kind, options, known);
  checkLayers(kind, [input, hidden]);
  checkFlag(kind, 'sequences', sequences);
  checkFlag(kind, 'backwards', backwards);
  const f = activation(options.activation ?? 'tanh');

  const stateOf = (sequence: Shape): Shape => {
    const [steps = 0, ...row] = sequence;
    if (steps === 0) throw shapeError(kind, 'sequences [steps, …]', sequence);
    const state = located(`${kind}.input`, () => input.outputShape(row));
    const next = located(`${kind}.hidden`, () => hidden.outputShape(state));
    if (sameShape(state, next)) return state;
    throw shapeError(kind, `hidden to give the state that input gives, ${showShape(state)}`, next);
  };

  return Object.freeze({
    spec: Object.freeze({
      kind,
      input: input.spec,
      hidden: hidden.spec,
      f: f.spec['f']!,
      sequences,
      backwards,
    }),
    outputShape(sequence: Shape): Shape {
      const state = stateOf(sequence);
      return sequences ? [sequence[0]!, ...state] : state;
    },
    init(sequence: Shape, rng: Rng): RecurrentOfWeights<I, H> {
      const state = stateOf(sequence);
      const drawn: { readonly input: Tree; readonly hidden: Tree } = {
        input: located(`${kind}.input`, () => input.init(sequence.slice(1), rng.split('input'))),
        hidden: located(`${kind}.hidden`, () => hidden.init(state, rng.split('hidden'))),
      };
      // What layers of types I and H make are their weights; the bounds have forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return drawn as RecurrentOfWeights<I, H>;
    },
    apply(weights: ValuesOf<RecurrentOfWeights<I, H>>, x: Value, context: Context): Value {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const own = weights as { readonly input: Tree<Value>; readonly hidden: Tree<Value> };
      const [batch, steps, ...row] = x.shape;
      const shape = stateOf(x.shape.slice(1));
      const lines = reshape(stepsFirst(x), [steps! * batch!, ...row]);
      const made = applyPart(`${kind}.input`, input, own.input, lines, within(context, 'input'));
      const shares = stepsOf(reshape(made, [steps!, batch!, ...shape]));

      const moment = within(context, 'hidden');
      // Zeros made of the input, so that what `hidden` draws belongs to the step that is traced.
      let state: Value = greater(shares[0]!, Infinity);
      const states = (backwards ? shares.toReversed() : shares).map((share) => {
        const before = applyPart(`${kind}.hidden`, hidden, own.hidden, state, moment);
        state = f.apply(noWeights, add(share, before), context);
        return state;
      });
      return sequences ? sequencesOf(backwards ? states.toReversed() : states) : state;
    },
    parts: (sequence: Shape): readonly Part[] => [
      { key: 'input', layer: input, input: sequence.slice(1) },
      { key: 'hidden', layer: hidden, input: stateOf(sequence) },
    ],
  });
}
