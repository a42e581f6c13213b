import { sameShape } from '../../tensor/shape.ts';
import type { GraphNode } from '../graph.ts';
import { inputsOf, isAlias, isOp } from '../graph.ts';
import type { Finish, ProductParams } from './product.ts';

/** A product with what is done to it while it is in registers. */
export interface Finished {
  readonly matmul: GraphNode;
  readonly factors: readonly GraphNode[];
  readonly params: ProductParams;
  readonly finish: Finish;
  /** The nodes that need no instruction or memory of their own then. */
  readonly inside: readonly GraphNode[];
}

/** A product, be it under another name, that nothing else reads; undefined where it is none. */
function productUnder(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (isOp(node, 'matmul')) return finished(node, [], { low: -Infinity });
  const [below] = inputsOf(node);
  if (!isOp(node, 'reshape') || !isAlias(node) || uses(below!) > 1 || !isOp(below!, 'matmul'))
    return undefined;
  return finished(below!, [below!], { low: -Infinity });
}

/** A product, or a product and a bias row. */
function biased(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (isOp(node, 'matmul')) return productUnder(node, uses);
  const [x, bias] = inputsOf(node);
  const isBias = isOp(node, 'add') && bias!.shape.length === 1 && bias!.shape[0] === node.shape.at(-1);
  if (!isBias || !sameShape(x!.shape, node.shape) || uses(x!) > 1) return undefined;
  const product = productUnder(x!, uses);
  return product && { ...product, finish: { bias, low: -Infinity }, inside: [x!, ...product.inside] };
}

function finished(matmul: GraphNode, inside: readonly GraphNode[], finish: Finish): Finished | undefined {
  if (matmul.source.kind !== 'op') return undefined;
  // The op is matmul.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const params = matmul.source.params as ProductParams;
  return { matmul, factors: matmul.source.inputs, params, finish, inside };
}

/**
 * A node as a product that is finished in its registers: with the bias that is added to it, and a ReLU over both; undefined where it
 * is not of that form.
 */
export function finishOf(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (!isOp(node, 'relu')) return biased(node, uses);
  const x = inputsOf(node)[0]!;
  const below = uses(x) === 1 ? biased(x, uses) : undefined;
  return below && { ...below, finish: { ...below.finish, low: 0 }, inside: [x, ...below.inside] };
}
