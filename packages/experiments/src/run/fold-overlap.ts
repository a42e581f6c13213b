import { foldsOfHash } from '../journal/folds.ts';
import type { CompetitionHome } from './home.ts';
import { runsDirectory } from './places.ts';
import type { RunRow } from './run-row.ts';

/**
 * Validation rows / training rows of the folds that a run was scored on, all folds together: what `compareFolds` allows for the overlap of
 * training rows by. Read from the registry of folds; where it has them no more, 1/(k − 1), as for k folds.
 *
 * @example
 * compareFolds(a.foldScores, b.foldScores, { goal: a.goal, overlap: foldOverlap(home, a) });
 */
export function foldOverlap(
  home: CompetitionHome,
  { foldsHash, foldScores }: Pick<RunRow, 'foldsHash' | 'foldScores'>,
): number {
  const folds = foldsOfHash(runsDirectory(home), foldsHash);
  if (folds === undefined) return 1 / Math.max(1, foldScores.length - 1);
  const rows = (of: 'train' | 'validation') => folds.reduce((sum, fold) => sum + fold[of].length, 0);
  return rows('validation') / rows('train');
}
