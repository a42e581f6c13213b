import { FoldwiseError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Optimizer, Rule, Slots } from './rule.ts';

/** The slots of each weight that belong to one rule of a chain: those whose name starts with its place. */
function slotsOf(place: number, slots: Slots): Slots {
  const prefix = `${place}.`;
  return slots.map((all) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, slot]) => [name.slice(prefix.length), slot]),
    ),
  );
}

/** The slots of each weight of all rules together, named `0.mean`, `0.square`, `2.velocity`. */
function joined<Slot>(
  weights: number,
  ofRules: readonly (readonly { readonly [slot: string]: Slot }[])[],
): { readonly [slot: string]: Slot }[] {
  return Array.from({ length: weights }, (_, weight) =>
    Object.fromEntries(
      ofRules.flatMap((slots, place) =>
        Object.entries(slots[weight]!).map(([name, slot]) => [`${place}.${name}`, slot] as const),
      ),
    ),
  );
}

/**
 * An optimiser of rules: each is handed what the one before made of the gradients, and the last one's result is added to the
 * weights.
 *
 * @throws FoldwiseError `input` where there is no rule.
 * @example
 * const optimizer = chain(clipByGlobalNorm(1), scaleByAdam(), scaleByLearningRate(1e-3));
 */
export function chain(...rules: readonly Rule[]): Optimizer {
  if (rules.length === 0) {
    throw new FoldwiseError('expected at least one rule, got none', {
      code: 'input',
      where: 'chain',
      hint: 'end it with scaleByLearningRate(…)',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'chain', rules: rules.map((rule) => rule.spec) }),
    init: (weights: readonly Tensor[]) =>
      joined<Tensor>(
        weights.length,
        rules.map((rule) => rule.init(weights)),
      ),
    update: (gradients, slots, weights, context) => {
      let updates = gradients;
      const next = rules.map((rule, place) => {
        const updated = rule.update(updates, slotsOf(place, slots), weights, context);
        updates = updated.updates;
        return updated.slots;
      });
      return { updates, slots: joined(weights.length, next) };
    },
  } satisfies Rule);
}
