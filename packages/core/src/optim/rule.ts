import type { Value } from '../autodiff/primitive.ts';
import type { Described } from '../spec.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A hyper-parameter over time: the value at a step, counted from 0, of a run of `totalSteps`. */
export interface Schedule extends Described {
  at(step: number, totalSteps: number): number;
}

/** Who knows the step of the run: what layers, losses and rules ask for the values of schedules. */
export interface Clock {
  /** The value of a schedule (or a plain number) at this step, as a scalar value, so that a compiled step can be fed new ones. */
  at(schedule: Schedule | number): Value;
}

/** What a rule is told about the step it is applied in. */
export interface StepContext extends Clock {
  /** 1 at the first step; a scalar. */
  readonly step: Value;
}

/** What a rule remembers for each weight: momentum, second moments. */
export type Slots = readonly { readonly [slot: string]: Value }[];

/** What a rule makes of the updates it is handed, and what it remembers for the next step. */
export interface Updated {
  readonly updates: readonly Value[];
  readonly slots: Slots;
}

/**
 * One link of an optimiser: rewrites the updates of all trained weights, in terms of ops.
 *
 * The first rule of a chain is handed the gradients, each next one what the one before made of them; what the last one returns is
 * added to the weights. Life: `init` once per fit, `update` once per step with the slots it returned the step before.
 */
export interface Rule extends Described {
  /**
   * The slots of each weight before the first step; an empty object where there are none. A rule that heeds a weight's factors reads
   * them here and remembers them in a slot, so that whoever carries out the steps need not know of them.
   */
  init(weights: readonly Tensor[]): readonly { readonly [slot: string]: Tensor }[];
  update(updates: readonly Value[], slots: Slots, weights: readonly Value[], context: StepContext): Updated;
}

/** An optimiser is a rule whose result is added to the weights: `chain(scaleByAdam(), scaleByLearningRate(1e-3))`. */
export type Optimizer = Rule;
