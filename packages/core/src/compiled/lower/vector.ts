import type { Placed } from '../../autodiff/lowering/lowering.ts';
import type { Vector } from '../../autodiff/lowering/vectors.ts';
import type { GraphNode } from '../graph.ts';
import { expressionOf, uniformOf } from '../vector/elementwise-op.ts';
import { type BuildVectors, emitVector } from './emit-vector.ts';
import type { GraphLowering } from './graph-lowering.ts';
import { repeated } from './repeated.ts';

/** What the kernel of a group reads from outside it; constants that are one number are part of its code. */
export function operandsOf(
  unit: readonly GraphNode[],
  readsOf: (node: GraphNode) => readonly GraphNode[],
): readonly GraphNode[] {
  const inside = new Set(unit);
  const operands = unit
    .flatMap(readsOf)
    .filter((input) => !inside.has(input) && uniformOf(input) === undefined);
  return [...new Set(operands)];
}

/** Emits one kernel for a group of elementwise nodes; `results` are those that are read from outside it. */
export function lowerUnit(
  lowering: GraphLowering,
  unit: readonly GraphNode[],
  operands: readonly GraphNode[],
  results: readonly { readonly node: GraphNode; readonly out: Placed }[],
): void {
  const build: BuildVectors = (e, inputs) => {
    const vectors = new Map<GraphNode, Vector>(operands.map((node, i) => [node, inputs[i]!]));
    // An input that the kernel does not read may stand for any number.
    const vectorOf = (node: GraphNode): Vector => vectors.get(node) ?? e.constant(uniformOf(node) ?? 0);
    for (const node of unit) {
      if (node.source.kind === 'op')
        vectors.set(node, expressionOf(node, e, node.source.inputs.map(vectorOf)));
    }
    return results.map(({ node }) => vectors.get(node)!);
  };
  emitElementwise(
    lowering,
    operands.map((node) => lowering.place(node)),
    results.map(({ out }) => out),
    build,
  );
}

/** Emits one elementwise kernel, after others that write out what is repeated along axes too far apart. */
export function emitElementwise(
  lowering: GraphLowering,
  operands: readonly Placed[],
  outs: readonly Placed[],
  build: BuildVectors,
): void {
  if (emitVector(lowering, operands, outs, build)) return;
  const whole = operands.map((operand) => repeated(lowering, operand, outs[0]!.shape));
  emitVector(lowering, whole, outs, build);
}
