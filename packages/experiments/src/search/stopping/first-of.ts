import { FoldwiseError } from '@foldwise/core';
import type { StopContext, StoppingRule } from '../stopping-rule.ts';

/**
 * Ends a search where one of several rules does.
 *
 * @throws FoldwiseError (`input`) where there is no rule.
 * @example
 * const stop = firstOf(noImprovement(50), regretBound());
 */
export function firstOf(...rules: readonly StoppingRule[]): StoppingRule {
  if (rules.length === 0) {
    throw new FoldwiseError('expected one rule or more, got none', {
      code: 'input',
      where: 'firstOf',
      hint: 'pass them: firstOf(noImprovement(50), regretBound())',
    });
  }
  const asked = Object.freeze([...rules]);
  return Object.freeze({
    spec: Object.freeze({ kind: 'firstOf', rules: asked.map(({ spec }) => spec) }),
    servesSeveralGoals: asked.every((rule) => rule.servesSeveralGoals === true),
    stop: (context: StopContext) => {
      for (const rule of asked) {
        const reason = rule.stop(context);
        if (reason !== undefined) return reason;
      }
      return undefined;
    },
  });
}
