import type { Vector, Vectors } from '../../autodiff/lowering/vectors.ts';
import { FoldwiseError } from '../../errors.ts';
import { broadcastShapes, sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { type GraphNode, isAlias } from '../graph.ts';
import { liveSteps } from './emit.ts';
import { Expression } from './expression.ts';

/** Whether a node is an elementwise op: one that is an expression on vectors. */
export function isElementwise(node: GraphNode): boolean {
  return node.source.kind === 'op' && node.source.op.vector !== undefined && !isAlias(node);
}

/** What the op of a node makes of the vectors of its inputs. */
export function expressionOf({ source }: GraphNode, e: Vectors, inputs: readonly Vector[]): Vector {
  if (source.kind !== 'op' || source.op.vector === undefined)
    throw new TypeError('the node is not elementwise');
  return source.op.vector(e, inputs, source.params);
}

const known = new WeakMap<GraphNode, readonly GraphNode[]>();

/** The inputs that the instructions of a node read: of an expression those that it is made of. */
export function readsOf(node: GraphNode): readonly GraphNode[] {
  const reads = known.get(node) ?? findReads(node);
  known.set(node, reads);
  return reads;
}

/** @throws FoldwiseError `shape` where an input cannot be repeated to the result, and an expression is no lowering of the op. */
function checkElementwise(name: string, inputs: readonly GraphNode[], shape: Shape): void {
  const odd = inputs.find((input) => !sameShape(broadcastShapes(name, input.shape, shape), shape));
  if (odd === undefined) return;
  throw new FoldwiseError(
    `expected inputs that can be repeated to the result, ${showShape(shape)}, got ${showShape(odd.shape)}`,
    { code: 'shape', where: name, hint: 'an op that is not elementwise is lowered by lower, not by vector' },
  );
}

function findReads(node: GraphNode): readonly GraphNode[] {
  if (node.source.kind !== 'op') return [];
  const { op, inputs } = node.source;
  if (!isElementwise(node)) return inputs;
  checkElementwise(op.name, inputs, node.shape);
  const e = new Expression(true);
  const vectors = inputs.map((_, i) => e.input(i));
  const live = liveSteps(e, [expressionOf(node, e, vectors)]);
  return inputs.filter((_, i) => live.includes(vectors[i]!.id));
}

/** The number that a constant is everywhere, if it is: it then becomes part of the code. */
export function uniformOf({ source }: GraphNode): number | undefined {
  if (source.kind !== 'constant') return undefined;
  const { data } = source.tensor;
  const first = data[0];
  return first !== undefined && data.every((value) => Object.is(value, first)) ? first : undefined;
}
