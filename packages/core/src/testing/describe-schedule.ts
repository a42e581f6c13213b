import { describe, expect, it } from 'vitest';
import type { Schedule } from '../optim/rule.ts';

/** The values of a schedule at all steps of a run, known from elsewhere. */
export interface GoldenSchedule {
  /** Another library, a paper, by hand. */
  readonly from: string;
  /** One a step; as many as the run has. */
  readonly values: readonly number[];
}

/**
 * The examination of a schedule: what passes it can be a learning rate.
 *
 * @example
 * describeSchedule(cosine({ start: 1 }), { from: 'hand', values: [1, 0.5] });
 */
export function describeSchedule(schedule: Schedule, golden: GoldenSchedule): void {
  const valuesOf = (totalSteps: number) =>
    Array.from({ length: totalSteps }, (_, step) => schedule.at(step, totalSteps));

  describe(`${schedule.spec.kind} is a schedule`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(schedule)).toBe(true);
      expect(JSON.parse(JSON.stringify(schedule.spec))).toEqual(schedule.spec);
    });

    it('has a finite value of at least 0 at every step of short and long runs, and after', () => {
      for (const totalSteps of [1, 2, 3, 10, 1000]) {
        const values = [...valuesOf(totalSteps), schedule.at(totalSteps, totalSteps)];
        expect(values.filter((value) => !Number.isFinite(value) || value < 0)).toEqual([]);
      }
    });

    it('has the same values again', () => {
      expect(valuesOf(25)).toEqual(valuesOf(25));
    });

    it(`agrees with ${golden.from}`, () => {
      const values = valuesOf(golden.values.length);
      const largest = Math.max(...golden.values);
      values.forEach((value, step) => {
        expect(Math.abs(value - golden.values[step]!)).toBeLessThanOrEqual(1e-14 * largest);
      });
    });
  });
}
