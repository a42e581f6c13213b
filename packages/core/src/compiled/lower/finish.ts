import { reluOp } from '../../autodiff/ops/activations.ts';
import { addOp } from '../../autodiff/ops/arithmetic.ts';
import { matmulOp, type Transposes } from '../../autodiff/ops/matmul.ts';
import { reshapeOp } from '../../autodiff/ops/reshape.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { GraphNode } from '../graph.ts';
import { inputsOf, isAlias, isOp, paramsOf } from '../graph.ts';

/** A product with what is done to it while it is in registers. */
export interface Finished {
  readonly matmul: GraphNode;
  readonly params: Transposes;
  /** The row that is added to it, if one is. */
  readonly bias: GraphNode | undefined;
  /** The least number the result may have: 0 for a ReLU. */
  readonly low: number;
  /** The nodes that need no instruction or memory of their own then. */
  readonly inside: readonly GraphNode[];
}

/** A product, be it under another name, that nothing else reads; undefined where it is none. */
function productUnder(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (isOp(node, matmulOp)) return finished(node, []);
  const [below] = inputsOf(node);
  if (!isOp(node, reshapeOp) || !isAlias(node) || uses(below!) > 1) return undefined;
  return finished(below!, [below!]);
}

/** A product, or a product and a bias row. */
function biased(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (isOp(node, matmulOp)) return productUnder(node, uses);
  const [x, bias] = inputsOf(node);
  const isBias = isOp(node, addOp) && bias!.shape.length === 1 && bias!.shape[0] === node.shape.at(-1);
  if (!isBias || !sameShape(x!.shape, node.shape) || uses(x!) > 1) return undefined;
  const product = productUnder(x!, uses);
  return product && { ...product, bias, inside: [x!, ...product.inside] };
}

function finished(matmul: GraphNode, inside: readonly GraphNode[]): Finished | undefined {
  const params = paramsOf(matmul, matmulOp);
  return params && { matmul, params, bias: undefined, low: -Infinity, inside };
}

/**
 * A node as a product that is finished in its registers: with the bias that is added to it, and a ReLU over both; undefined where it
 * is not of that form.
 */
export function finishOf(node: GraphNode, uses: (node: GraphNode) => number): Finished | undefined {
  if (!isOp(node, reluOp)) return biased(node, uses);
  const x = inputsOf(node)[0]!;
  const below = uses(x) === 1 ? biased(x, uses) : undefined;
  return below && { ...below, low: 0, inside: [x, ...below.inside] };
}
