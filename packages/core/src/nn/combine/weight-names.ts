import { didYouMean, FoldwiseError } from '../../errors.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';

/** The last part of the path of a weight. */
export function weightName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A list of names of weights. */
export function checkNames(where: string, of: readonly string[]): readonly string[] {
  if (Array.isArray(of) && of.length > 0 && of.every((name) => typeof name === 'string')) {
    return Object.freeze([...of]);
  }
  throw new FoldwiseError("expected of to be a list of names of weights, such as ['bias']", {
    code: 'input',
    where,
  });
}

/** Throws where no weight has one of the names. */
export function checkFound(where: string, of: readonly string[], weights: Tree): void {
  const names = new Set(leavesOf(weights).map(({ path }) => weightName(path)));
  const missing = of.find((name) => !names.has(name));
  if (missing === undefined) return;
  throw new FoldwiseError(`expected the name of a weight of the layer, got "${missing}"`, {
    code: 'input',
    where,
    hint: didYouMean(missing, [...names]),
  });
}
