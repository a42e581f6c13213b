import type { Spec } from '../../spec.ts';
import type { Schedule } from '../rule.ts';

/** A number that a rule knows from the step alone, counted from 1: worked out in float64 by whoever executes, once a step. */
export function byStep(kind: string, of: (step: number) => number): Schedule {
  const spec: Spec = Object.freeze({ kind });
  return Object.freeze({ spec, at: (step: number) => of(step + 1) });
}
