import type { Tree } from '../../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../../tensor/tree.ts';

/** The numbers of all leaves of a tree, one after the other; statistics are none of them. */
export function numbersOf(tree: Tree): Float64Array {
  const leaves = leavesOf(tree).flatMap(({ leaf }) => (leaf.role === 'statistic' ? [] : [leaf.data]));
  const numbers = new Float64Array(leaves.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const data of leaves) {
    numbers.set(data, at);
    at += data.length;
  }
  return numbers;
}

/** A tree of the form of `like` that holds these numbers, and the statistics of `like`. */
export function filled<T extends Tree>(like: T, numbers: Float64Array): T {
  let at = 0;
  return mapLeaves(like, (leaf) => {
    if (leaf.role === 'statistic') return leaf;
    return { shape: leaf.shape, data: numbers.slice(at, (at += leaf.data.length)) };
  });
}
