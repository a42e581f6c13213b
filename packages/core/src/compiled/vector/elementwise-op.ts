import { type GraphNode, inputsOf } from '../graph.ts';
import { Expression, type Vector } from './expression.ts';
import { ELEMENTWISE, type Lowered, POWERS } from './elementwise.ts';

function loweredOf(node: GraphNode): Lowered | undefined {
  if (node.source.kind !== 'op') return undefined;
  const { op, params } = node.source;
  if (op.lowering === undefined) return undefined;
  if (op.lowering !== 'power') return ELEMENTWISE.get(op.lowering);
  // The op is power.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return POWERS.get((params as { readonly exponent: number }).exponent);
}

/** Whether a node is an elementwise op: one that is an expression on vectors. */
export function isElementwise(node: GraphNode): boolean {
  return loweredOf(node) !== undefined;
}

/** What the op of a node makes of the vectors of its inputs. */
export function expressionOf(node: GraphNode, e: Expression, inputs: readonly Vector[]): Vector {
  const { source } = node;
  const lowered = loweredOf(node);
  if (lowered === undefined || source.kind !== 'op') throw new TypeError('the node is not elementwise');
  // Params of elementwise ops are numbers by name, where they have any.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return lowered(e, inputs, (source.params ?? {}) as Readonly<Record<string, number>>);
}

const used = new WeakMap<GraphNode, readonly GraphNode[]>();

/** The inputs of an elementwise node that its result depends on: the slope of a sigmoid is made of its output alone. */
export function inputsUsed(node: GraphNode): readonly GraphNode[] {
  const known = used.get(node) ?? findUsed(node);
  used.set(node, known);
  return known;
}

function findUsed(node: GraphNode): readonly GraphNode[] {
  const e = new Expression(true);
  const inputs = inputsOf(node);
  const result = expressionOf(
    node,
    e,
    inputs.map((_, i) => e.input(i)),
  );
  const steps = e.stepsOf([result]).map((id) => e.steps[id]!);
  return inputs.filter((_, i) => steps.some((step) => step.kind === 'input' && step.index === i));
}

/** The number that a constant is everywhere, if it is: it then becomes part of the code. */
export function uniformOf({ source }: GraphNode): number | undefined {
  if (source.kind !== 'constant') return undefined;
  const { data } = source.tensor;
  const first = data[0];
  return first !== undefined && data.every((value) => Object.is(value, first)) ? first : undefined;
}
