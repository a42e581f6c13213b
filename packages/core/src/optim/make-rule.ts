import type { Value } from '../autodiff/primitive.ts';
import type { Spec } from '../spec.ts';
import { zeros } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Rule, StepContext } from './rule.ts';

/**
 * A rule that remembers nothing.
 *
 * @example
 * const flipSign = () => statelessRule({ kind: 'flipSign' }, (updates) => updates.map((update) => ops.negate(update)));
 */
export function statelessRule(
  spec: Spec,
  rewrite: (updates: readonly Value[], weights: readonly Value[], context: StepContext) => readonly Value[],
): Rule {
  return Object.freeze({
    spec: Object.freeze(spec),
    init: (weights: readonly Tensor[]) => weights.map(() => ({})),
    update: (updates, slots, weights, context) => ({ updates: rewrite(updates, weights, context), slots }),
  } satisfies Rule);
}

/** What a rule makes of the update of one weight, and of what it remembers of that weight. */
export interface Remembered<Slot extends string> {
  readonly update: Value;
  readonly slots: Readonly<Record<Slot, Value>>;
}

/** How the update of one weight is rewritten. */
export type Rewrite<Slot extends string> = (
  update: Value,
  slots: Readonly<Record<Slot, Value>>,
) => Remembered<Slot>;

/**
 * A rule that treats every weight by itself and remembers tensors of the weight's shape, zeros at first.
 *
 * `inStep` is called once a step; what it returns, once a weight.
 *
 * @example
 * const accumulate = () =>
 *   slottedRule({ kind: 'accumulate' }, ['sum'], () => (update, slots) => {
 *     const sum = ops.add(slots.sum, update);
 *     return { update: sum, slots: { sum } };
 *   });
 */
export function slottedRule<Slot extends string>(
  spec: Spec,
  names: readonly Slot[],
  inStep: (context: StepContext) => Rewrite<Slot>,
): Rule {
  return Object.freeze({
    spec: Object.freeze(spec),
    init: (weights: readonly Tensor[]) =>
      weights.map(({ shape }) => Object.fromEntries(names.map((name) => [name, zeros(shape)]))),
    update: (updates, slots, _, context) => {
      const rewrite = inStep(context);
      const remembered = updates.map((update, i) => rewrite(update, slots[i] as Record<Slot, Value>));
      return {
        updates: remembered.map(({ update }) => update),
        slots: remembered.map((each) => each.slots),
      };
    },
  } satisfies Rule);
}
