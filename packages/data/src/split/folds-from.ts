import type { Fold } from './splitter.ts';

/**
 * The folds of an assignment: row `i` is a validation row of fold `foldOf[i]` and a training row of all others; −1 is never held out.
 *
 * Rows come out ascending, since they are met in that order.
 */
export function foldsFrom(foldOf: Int32Array, folds: number): readonly Fold[] {
  const rows = foldOf.length;
  const [train, validation] = [new Uint32Array(rows + 1), new Uint32Array(rows + 1)];
  return Array.from({ length: folds }, (_, fold) => {
    let held = 0;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      // Written to both, since a branch that is taken at random costs more: what is not meant stands where the next goes.
      // 1 where the numbers differ, 0 where they do not: of x and −x one has its sign bit set, unless x is 0.
      const difference = foldOf[row]! ^ fold;
      const isKept = (difference | -difference) >>> 31;
      validation[held] = row;
      train[kept] = row;
      held += isKept ^ 1;
      kept += isKept;
    }
    return Object.freeze({ train: train.slice(0, kept), validation: validation.slice(0, held) });
  });
}
