import { FoldwiseError } from '@foldwise/core/base';
import { checkSome, checkWhole } from '../check-option.ts';

/** How many neighbours, each a whole number of at least 1 and none twice. */
export function checkNeighbours(where: string, neighbours: readonly number[]): readonly number[] {
  if (!Array.isArray(neighbours)) {
    throw new FoldwiseError(
      `expected neighbours to be a list of whole numbers, got ${JSON.stringify(neighbours)}`,
      {
        code: 'input',
        where,
        hint: 'pass neighbours: [5] for one number',
      },
    );
  }
  checkSome(where, 'neighbours', neighbours);
  for (const count of neighbours) checkWhole(where, 'neighbours', count);
  if (new Set(neighbours).size === neighbours.length) return Object.freeze([...neighbours]);
  throw new FoldwiseError(`expected neighbours that differ, got [${neighbours.join(', ')}]`, {
    code: 'input',
    where,
  });
}

/** The mean of the first `count` numbers of a list, of as many as there are; NaN for none. */
export function meanOfFirst(count: number, each: number, at: (i: number) => number): number {
  const taken = Math.min(count, each);
  let sum = 0;
  for (let i = 0; i < taken; i++) sum += at(i);
  return sum / taken;
}
