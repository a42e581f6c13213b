import { broadcastTo, slice } from '../../autodiff/ops/index.ts';
import type { Primitive, Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { applyNetwork } from '../../nn/apply-part.ts';
import { evaluation } from '../../nn/evaluation.ts';
import type { Layer } from '../../nn/layer.ts';
import type { Spec } from '../../spec.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { mapLeaves } from '../../tensor/tree.ts';
import { isPerRow, type Length, type Lengths } from './length.ts';
import { type Recorded, Recorder } from './recorder.ts';

/** A value of a network for any number of rows. */
export type TracedNode =
  | { readonly kind: 'input'; readonly lengths: Lengths }
  | { readonly kind: 'weight'; readonly lengths: Lengths; readonly path: string }
  /** Axes that are as long as there are rows have a length of 1 in `tensor`: it is the same for each. */
  | { readonly kind: 'constant'; readonly lengths: Lengths; readonly tensor: Tensor }
  | TracedOp
  | TracedWhole;

/** What an op makes of other values. */
export interface TracedOp {
  readonly kind: 'op';
  readonly lengths: Lengths;
  readonly op: Primitive<unknown>;
  readonly params: unknown;
  readonly inputs: readonly TracedNode[];
}

/** What several ops make of other values, all together. */
export interface TracedWhole {
  readonly kind: 'whole';
  readonly lengths: Lengths;
  readonly spec: Spec;
  readonly inputs: { readonly [name: string]: TracedNode };
  /** What the ops give. */
  readonly output: TracedNode;
}

/** A network as a list of values, each after those it is made of, and the one that is its result. */
export interface TracedNetwork {
  readonly nodes: readonly TracedNode[];
  readonly output: TracedNode;
}

/** Two numbers of rows that hardly anything else in a network is a multiple of. */
const ROWS = [13, 17] as const;

/** Ops whose params say nothing but the shape of the result, which is known. */
const shapeSaysAll: ReadonlySet<string> = new Set(['reshape', 'broadcastTo']);

/**
 * Follows a network in evaluation for rows of a shape, whatever their number: it is recorded for two numbers of rows, and what differs
 * depends on them.
 *
 * @param check Called with every op: throws where it cannot be used.
 * @throws FoldwiseError `input` where rows are mixed, or counted, so that the result for one depends on the others.
 */
export function traceRows(
  network: Layer,
  weights: Tree,
  input: Shape,
  check: (op: Primitive<unknown>) => void,
): TracedNetwork {
  const [few, many] = ROWS.map((rows) => record(network, weights, [rows, ...input], check));
  if (few!.nodes.length !== many!.nodes.length || few!.output !== many!.output) {
    throw mixed(network, 'other ops for 13 rows than for 17');
  }
  const nodes: TracedNode[] = [];
  few!.nodes.forEach((node, i) => nodes.push(joined(network, node, many!.nodes[i]!, nodes)));
  return { nodes, output: nodes[few!.output]! };
}

function record(network: Layer, weights: Tree, shape: Shape, check: (op: Primitive<unknown>) => void) {
  const recorder = new Recorder(check);
  const x = recorder.made(shape, { kind: 'input' });
  const values = mapLeaves<Tensor, Value>(weights, (leaf, path) =>
    recorder.made(leaf.shape, { kind: 'weight', path }, leaf.role),
  );
  const output = recorder.nodeOf(applyNetwork(network, values, x, evaluation)).index;
  return { nodes: recorder.recorded, output };
}

function mixed(network: Layer, what: string): FoldwiseError {
  return new FoldwiseError(`expected a network that treats each row by itself, got ${what}`, {
    code: 'input',
    where: network.spec.kind,
    hint: 'export the layers before the one that mixes rows',
  });
}

/** A value for any number of rows, from what it is for two of them. */
function joined(network: Layer, few: Recorded, many: Recorded, before: readonly TracedNode[]): TracedNode {
  const lengths = few.shape.map((length, axis) => lengthOf(network, length, many.shape[axis]));
  const [a, b] = [few.origin, many.origin];
  if (a.kind === 'input') return { kind: 'input', lengths };
  if (a.kind === 'weight') return { kind: 'weight', lengths, path: a.path };
  if (a.kind === 'constant' && b.kind === 'constant') {
    return { kind: 'constant', lengths, tensor: constantOf(network, lengths, a.tensor, b.tensor) };
  }
  if (a.kind === 'whole') {
    const inputs = Object.entries(a.inputs).map(([name, { index }]) => [name, before[index]!] as const);
    return {
      kind: 'whole',
      lengths,
      spec: a.spec,
      inputs: Object.fromEntries(inputs),
      output: before[a.output.index]!,
    };
  }
  if (a.kind !== 'op' || b.kind !== 'op' || a.op !== b.op) {
    throw mixed(network, 'other ops for 13 rows than for 17');
  }
  if (!shapeSaysAll.has(a.op.name) && JSON.stringify(a.params) !== JSON.stringify(b.params)) {
    throw mixed(network, `an op "${a.op.name}" that depends on their number`);
  }
  const inputs = a.inputs.map(({ index }) => before[index]!);
  return { kind: 'op', lengths, op: a.op, params: a.params, inputs };
}

function lengthOf(network: Layer, few: number, many: number | undefined): Length {
  if (few === many) return few;
  const perRow = few / ROWS[0];
  if (Number.isInteger(perRow) && many === perRow * ROWS[1]) return { perRow };
  throw mixed(network, `lengths of ${few} and ${many} for 13 and 17 of them`);
}

/** A constant without what merely repeats it row by row. */
function constantOf(network: Layer, lengths: Lengths, few: Tensor, many: Tensor): Tensor {
  const own = lengths.reduce<Value>((x, length, axis) => (isPerRow(length) ? slice(x, axis, 0, 1) : x), few);
  const repeats = (tensor: Tensor): boolean => {
    const repeated = broadcastTo(own, tensor.shape);
    return 'data' in repeated && repeated.data.every((number, i) => Object.is(number, tensor.data[i]));
  };
  if ('data' in own && repeats(few) && repeats(many)) return own;
  throw mixed(network, 'a constant that depends on them');
}
