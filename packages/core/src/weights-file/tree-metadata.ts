import { FoldwiseError } from '../errors.ts';
import type { Tree } from '../tensor/tensor.ts';
import { isLeaf, leavesOf } from '../tensor/tree.ts';
import { FACTORS_KEY, type Form, TREE_KEY } from './layout.ts';

function refuse(where: string, message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'input', where, hint });
}

/** The lists and objects of a tree without its numbers. Paths are names in the file, so a key must not look like a path. */
function formOf(node: Tree, where: string): Form {
  if (isLeaf(node)) return node.role ?? 'weight';
  if (Array.isArray(node)) return node.map((inner: Tree) => formOf(inner, where));
  return Object.fromEntries(
    Object.entries(node as { readonly [key: string]: Tree })
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => {
        if (key === '' || key === '__metadata__' || key.includes('/')) {
          refuse(
            where,
            `expected keys that can be part of a path, got "${key}"`,
            'name the weights in letters and digits',
          );
        }
        return [key, formOf(inner, where)];
      }),
  );
}

/**
 * The texts that are kept beside the tensors of a file: those of the caller, and what the names of the tensors do not tell of the tree.
 *
 * @throws FoldwiseError `input` where a key of the tree holds a `/`, or metadata is no text.
 */
export function treeMetadata(
  where: string,
  tree: Tree,
  metadata: Readonly<Record<string, string>>,
): Record<string, string> {
  for (const key of [TREE_KEY, FACTORS_KEY]) {
    if (key in metadata) refuse(where, `expected no metadata "${key}", got some`, 'it is written by itself');
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== 'string') {
      refuse(where, `expected metadata "${key}" to be a text, got ${typeof value}`, 'write it as JSON text');
    }
  }
  const factors = leavesOf(tree).flatMap(({ path, leaf }) =>
    leaf.factors === undefined ? [] : [[path, leaf.factors] as const],
  );
  return {
    ...metadata,
    [TREE_KEY]: JSON.stringify(formOf(tree, where)),
    ...(factors.length === 0 ? {} : { [FACTORS_KEY]: JSON.stringify(Object.fromEntries(factors)) }),
  };
}
