import { didYouMean, FoldwiseError } from '../errors.ts';
import { sameShape, showShape } from './shape.ts';
import type { Factors, Shape, Tensor, Tree } from './tensor.ts';

/** What a leaf of any tree has: a shape. */
export interface Shaped {
  readonly shape: Shape;
  readonly role?: 'statistic';
  readonly factors?: Factors;
}

/** A tensor as it is written down in passing: without a role or factors of its own. */
type Bare = Pick<Tensor, 'shape' | 'data'>;

/** Whether a node of a tree is one of its leaves. */
export function isLeaf<Leaf extends Shaped>(node: Tree<Leaf>): node is Leaf {
  const shape: unknown = 'shape' in node ? node.shape : undefined;
  return Array.isArray(shape) && shape.every((length) => typeof length === 'number');
}

/** The inner nodes of a branch with their keys: indices of a list in order, keys of an object sorted by code unit. */
function branches<Leaf extends Shaped>(node: Tree<Leaf>): (readonly [string, Tree<Leaf>])[] {
  if (Array.isArray(node)) return node.map((inner: Tree<Leaf>, i) => [String(i), inner] as const);
  // Neither a leaf nor a list.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.entries(node as { readonly [key: string]: Tree<Leaf> }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}/${key}`;
}

/**
 * The leaves of a tree with their paths (`0/kernel`), in an order that depends on the paths alone: lists in order, keys sorted.
 *
 * @example
 * leavesOf([{ kernel: ones([2, 3]), bias: zeros([3]) }]).map(({ path }) => path); // ['0/bias', '0/kernel']
 */
export function leavesOf<Leaf extends Shaped = Tensor>(
  tree: Tree<Leaf>,
): readonly { readonly path: string; readonly leaf: Leaf }[] {
  const found: { path: string; leaf: Leaf }[] = [];
  const visit = (node: Tree<Leaf>, path: string): void => {
    if (isLeaf(node)) found.push({ path, leaf: node });
    else for (const [key, inner] of branches(node)) visit(inner, joined(path, key));
  };
  visit(tree, '');
  return found;
}

/**
 * A tree of the same form whose leaves are f of its leaves, called in the order of `leavesOf`.
 *
 * A tensor that f returns takes over the role and the factors of the leaf it replaces, unless it has its own.
 *
 * @example
 * mapLeaves({ bias: zeros([3]) }, (leaf) => ones(leaf.shape));
 */
export function mapLeaves<T extends Tree>(tree: T, f: (leaf: Tensor, path: string) => Tensor | Bare): T;
export function mapLeaves<Leaf extends Shaped, To extends Shaped>(
  tree: Tree<Leaf>,
  f: (leaf: Leaf, path: string) => To,
): Tree<To>;
export function mapLeaves<Leaf extends Shaped, To extends Shaped>(
  tree: Tree<Leaf>,
  f: (leaf: Leaf, path: string) => To,
): Tree<To> {
  const visit = (node: Tree<Leaf>, path: string): Tree<To> => {
    if (isLeaf(node)) return withMarksOf(node, f(node, path));
    const mapped = branches(node).map(([key, inner]) => [key, visit(inner, joined(path, key))] as const);
    return Array.isArray(node) ? mapped.map(([, inner]) => inner) : Object.fromEntries(mapped);
  };
  return visit(tree, '');
}

function withMarksOf<To extends Shaped>({ role, factors }: Shaped, made: To): To {
  if (!('data' in made)) return made;
  const takesRole = role !== undefined && made.role === undefined;
  const takesFactors = factors !== undefined && made.factors === undefined;
  if (!takesRole && !takesFactors) return made;
  return { ...made, ...(takesRole ? { role } : {}), ...(takesFactors ? { factors } : {}) };
}

/**
 * A tree of the form of the first, its leaves f of the leaves at the same path of all.
 *
 * @throws FoldwiseError `shape` where the trees do not have the same paths.
 * @example
 * zipLeaves(([weight, change]) => ops.add(weight!, change!), weights, changes);
 */
export function zipLeaves<Leaf extends Shaped, To extends Shaped>(
  f: (leaves: readonly Leaf[], path: string) => To,
  first: Tree<Leaf>,
  ...others: readonly Tree<Leaf>[]
): Tree<To> {
  const wanted = leavesOf(first);
  const lists = others.map((other) => {
    const leaves = leavesOf(other);
    const odd = leaves.findIndex(({ path }, i) => path !== wanted[i]?.path);
    if (odd >= 0 || leaves.length !== wanted.length) {
      const at = odd >= 0 ? odd : leaves.length;
      throw new FoldwiseError(
        `expected trees of the same leaves, got "${wanted[at]?.path ?? 'nothing'}" beside "${leaves[at]?.path ?? 'nothing'}"`,
        { code: 'shape', where: 'zipLeaves' },
      );
    }
    return leaves;
  });
  let next = 0;
  return mapLeaves<Leaf, To>(first, (leaf, path) => {
    const i = next++;
    return f([leaf, ...lists.map((list) => list[i]!.leaf)], path);
  });
}

/**
 * A tree of the form of `like` with the leaves that stand under its paths: what a weights file is read into.
 *
 * @throws FoldwiseError `shape` where a leaf is missing, is one too many, or has another shape.
 * @example
 * fromLeaves(fresh, new Map(leavesOf(trained).map(({ path, leaf }) => [path, leaf])));
 */
export function fromLeaves<T extends Tree>(like: T, leaves: ReadonlyMap<string, Tensor>): T {
  const paths = new Set(leavesOf(like).map(({ path }) => path));
  for (const path of leaves.keys()) {
    if (paths.has(path)) continue;
    throw new FoldwiseError(`expected no leaf "${path}", got one`, {
      code: 'shape',
      where: 'weights',
      hint: didYouMean(path, [...paths]),
    });
  }
  return mapLeaves(like, (leaf, path) => {
    const found = leaves.get(path);
    if (found !== undefined && sameShape(found.shape, leaf.shape)) return found;
    throw new FoldwiseError(
      `expected a leaf "${path}" of shape ${showShape(leaf.shape)}, got ${found === undefined ? 'none' : showShape(found.shape)}`,
      { code: 'shape', where: 'weights', hint: 'take the weights of a network of the same layers' },
    );
  });
}
