import type { Fold } from '../split/splitter.ts';

/** The share of validation rows that stand in the file next to a row their fold is trained on. */
export function besideTraining(folds: readonly Fold[], rows: number): number {
  const shares = folds.map(({ train, validation }) => {
    const trained = new Uint8Array(rows + 2);
    for (const row of train) trained[row + 1] = 1;
    return (
      validation.reduce((sum, row) => sum + Math.max(trained[row]!, trained[row + 2]!), 0) / validation.length
    );
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
