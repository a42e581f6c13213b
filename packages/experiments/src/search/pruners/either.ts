import { FoldwiseError } from '@foldwise/core';
import type { PruneContext, Pruner } from '../pruner.ts';

/**
 * Prunes where one of several pruners does, and gives the reason of the first: say one that looks at epochs and one that looks at folds.
 *
 * @throws FoldwiseError (`input`) where there is no pruner.
 * @example
 * const pruner = eitherPruner(medianPruner(), pairedPruner());
 */
export function eitherPruner(...pruners: readonly Pruner[]): Pruner {
  if (pruners.length === 0) {
    throw new FoldwiseError('expected one pruner or more, got none', {
      code: 'input',
      where: 'eitherPruner',
      hint: 'pass them: eitherPruner(medianPruner(), pairedPruner())',
    });
  }
  const asked = Object.freeze([...pruners]);
  return Object.freeze({
    spec: Object.freeze({ kind: 'either', pruners: asked.map(({ spec }) => spec) }),
    prune: (context: PruneContext) => {
      for (const pruner of asked) {
        const reason = pruner.prune(context);
        if (reason !== undefined) return reason;
      }
      return undefined;
    },
  });
}
