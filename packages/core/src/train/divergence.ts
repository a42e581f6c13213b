import { rowsOfBatch, takeData } from '../executor/batch-of.ts';
import type { Pass, Program } from '../executor/executor.ts';
import { firstGradientOverflow, firstOverflow } from '../executor/first-overflow.ts';
import type { Suspect } from '../executor/first-overflow.ts';
import { momentOf } from '../executor/moment-of.ts';
import { FoldwiseError } from '../errors.ts';
import { allFinite } from '../tensor/all-finite.ts';
import type { Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';

/** The error of numbers that left all bounds: what was got, and where they did so first. */
export function diverged(what: string, first?: string): FoldwiseError {
  const where = first === undefined ? '' : `, first in ${first}`;
  return new FoldwiseError(`expected finite numbers, got ${what}${where}`, {
    code: 'training',
    where: 'train',
    hint: 'lower the learning rate, scale the features, or clip the gradients',
  });
}

/** What the numbers of an epoch are looked for in. */
export interface Evidence {
  readonly program: Omit<Program, 'optimizer'>;
  readonly pass: Pass;
  /** The weights before the epoch. */
  readonly before: Tree;
  /** Whether they were computed in float32. */
  readonly isFloat32: boolean;
}

/** The path of the first weights that are not finite. */
export function brokenWeights(weights: Tree): string | undefined {
  return leavesOf(weights).find(({ leaf }) => !allFinite(leaf))?.path;
}

/** Where the numbers of a batch left all bounds first; `weights` are those before it, or after the last one. */
export function overflowOf(
  { program, pass, before, isFloat32 }: Evidence,
  batch: number,
  weights: Tree,
): string | undefined {
  const suspect = (index: number, at: Tree): Suspect => ({
    program,
    weights: at,
    batch: takeData(pass.data, rowsOfBatch(pass, index)),
    moment: momentOf(pass, index, program.totalSteps),
    isFloat32,
  });
  // The step before broke the weights. Those it started from are gone; a gradient that is out of bounds mostly was so all epoch.
  const gradient =
    batch > 0 && brokenWeights(weights) !== undefined
      ? firstGradientOverflow(suspect(batch - 1, before))
      : undefined;
  return gradient ?? firstOverflow(suspect(Math.min(batch, pass.seeds.length - 1), weights));
}
