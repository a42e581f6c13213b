import { describe, expect, test } from 'vitest';
import type { Pruner } from '../search/pruner.ts';
import { prunerChecks } from './pruner-checks.ts';

/**
 * Examines what makes a pruner one: a pure function of what has been reported, that spares the first trial and the best one, whichever way
 * is better and whatever the numbers are.
 *
 * @example
 * describePruner(medianPruner());
 */
export function describePruner(pruner: Pruner): void {
  describe(`${pruner.spec.kind} as a pruner`, () => {
    test('is described by frozen plain data', () => {
      expect(Object.isFrozen(pruner)).toBe(true);
      expect(JSON.parse(JSON.stringify(pruner.spec))).toStrictEqual(pruner.spec);
    });

    test.each(Object.entries(prunerChecks))('%s', (_sentence, check) => {
      expect(() => check(pruner)).not.toThrow();
    });
  });
}
