import { FoldwiseError } from '@foldwise/core';
import type { LayerLine } from '@foldwise/core';
import type { Objective, TrialOutcome } from './objective.ts';

function ofNetwork(name: string, of: (whole: LayerLine) => number): Objective {
  return Object.freeze({
    spec: Object.freeze({ kind: name }),
    name,
    goal: 'minimize',
    of: ({ layers }: TrialOutcome) => {
      const whole = layers?.[0];
      if (whole !== undefined) return of(whole);
      throw new FoldwiseError('expected a network, got a model without layers', {
        code: 'input',
        where: `objective ${name}`,
        hint: 'search networks, or leave the objective out',
      });
    },
  });
}

/**
 * How many weights the network of a trial has, the fewer the better: what a small network is.
 *
 * @example
 * const sweep = { objectives: [weightCount()] };
 */
export function weightCount(): Objective {
  return ofNetwork('weights', ({ parameters }) => parameters);
}

/**
 * Multiplications and additions of the network's matrix products for one row, the fewer the better: what a prediction costs, whatever
 * the machine.
 *
 * @example
 * const sweep = { objectives: [flopCount()] };
 */
export function flopCount(): Objective {
  return ofNetwork('flops', ({ flops }) => flops);
}
