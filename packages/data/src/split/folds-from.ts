import type { Fold } from './splitter.ts';

/**
 * The folds of an assignment: row `i` is a validation row of fold `foldOf[i]` and a training row of all others; −1 is never held out.
 *
 * Rows come out ascending, since they are met in that order.
 */
export function foldsFrom(foldOf: Int32Array, folds: number): readonly Fold[] {
  const sizes = new Uint32Array(folds);
  for (const fold of foldOf) if (fold >= 0) sizes[fold]!++;
  return Array.from({ length: folds }, (_, fold) => {
    const validation = new Uint32Array(sizes[fold]!);
    const train = new Uint32Array(foldOf.length - sizes[fold]!);
    let held = 0;
    let kept = 0;
    for (let row = 0; row < foldOf.length; row++) {
      if (foldOf[row] === fold) validation[held++] = row;
      else train[kept++] = row;
    }
    return Object.freeze({ train, validation });
  });
}
