import type { Tree } from './tensor.ts';
import { leavesOf } from './tree.ts';

/**
 * The buffers of a tree's numbers, each once, but for shared ones: what `postMessage(tree, buffersOf(tree))` hands over to another
 * thread, so that nothing is copied. Whoever hands a tree over has it no longer.
 *
 * @example
 * parentPort.postMessage(result.weights, buffersOf(result.weights));
 */
export function buffersOf(tree: Tree): ArrayBuffer[] {
  const buffers = leavesOf(tree).map(({ leaf }) => leaf.data.buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
