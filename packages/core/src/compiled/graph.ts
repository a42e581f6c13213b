import { layoutOf } from '../autodiff/lowering/layout.ts';
import { reshapeOp } from '../autodiff/ops/reshape.ts';
import { stopGradientOp } from '../autodiff/ops/stop-gradient.ts';
import { type Place, placeNow } from '../autodiff/place.ts';
import type { Primitive, Traced, Tracer, Value } from '../autodiff/primitive.ts';
import { isTraced } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';

/** What an op makes of other nodes. */
export interface OpSource {
  readonly kind: 'op';
  readonly op: Primitive<unknown>;
  readonly params: unknown;
  readonly inputs: readonly GraphNode[];
}

/** A value of a step that is traced: what an op makes of others, a constant, or something that is handed in. */
export interface GraphNode extends Traced {
  readonly id: number;
  /** The part of the network it comes from; undefined where it comes from none. */
  readonly place: Place | undefined;
  readonly source:
    | OpSource
    | { readonly kind: 'constant'; readonly tensor: Tensor }
    | { readonly kind: 'input'; readonly name: string };
}

/** What a node is made of; nothing where it is a constant or handed in. */
export function inputsOf({ source }: GraphNode): readonly GraphNode[] {
  return source.kind === 'op' ? source.inputs : [];
}

/** Whether a node is made by this op. */
export function isOp({ source }: GraphNode, op: Primitive<never>): boolean {
  return source.kind === 'op' && source.op === op;
}

/** The params of a node that this op makes; undefined where another does. */
export function paramsOf<P>(node: GraphNode, op: Primitive<P>): P | undefined {
  // The op fixes the type of its params.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return node.source.kind === 'op' && node.source.op === op ? (node.source.params as P) : undefined;
}

/** Whether the result is its input under another name: the same rows of the same length. */
export function isAlias(node: GraphNode): boolean {
  if (isOp(node, stopGradientOp)) return true;
  if (!isOp(node, reshapeOp)) return false;
  const [from, to] = [layoutOf(inputsOf(node)[0]!.shape), layoutOf(node.shape)];
  return from.rows === to.rows && from.columns === to.columns;
}

/** Params as text that differs where they do, also in numbers that JSON does not know. */
function textOf(params: unknown): string {
  return JSON.stringify(params, (_, value: unknown) =>
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}`
      : value,
  );
}

/**
 * Records a step instead of computing it: the outermost tracer, under whatever tapes differentiate it. The same op on the same inputs
 * is recorded once.
 */
export class Graph implements Tracer {
  readonly level = 0;
  readonly #nodes = new Set<Traced>();
  readonly #known = new Map<Primitive<never>, Map<string, GraphNode>>();
  readonly #constants = new Map<Tensor, GraphNode>();

  /** Something that is handed in. */
  input(name: string, shape: Shape, role?: 'statistic'): GraphNode {
    return this.#made(shape, { kind: 'input', name }, role);
  }

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const nodes = inputs.map((input) => this.nodeOf(input));
    const key = `${textOf(params)} ${nodes.map((node) => node.id).join(' ')}`;
    const ofOp = this.#known.get(op) ?? new Map<string, GraphNode>();
    this.#known.set(op, ofOp);
    const known = ofOp.get(key);
    if (known !== undefined) return known;
    const shape = op.shape(
      nodes.map((node) => node.shape),
      params,
    );
    const node = this.#made(shape, { kind: 'op', op, params, inputs: nodes });
    ofOp.set(key, node);
    return node;
  }

  owns(value: Value): value is GraphNode {
    return isTraced(value) && this.#nodes.has(value);
  }

  /** The node a value is, or the constant it becomes. */
  nodeOf(value: Value): GraphNode {
    if (this.owns(value)) return value;
    if (isTraced(value)) {
      throw new FoldwiseError('expected values of the step that is traced, got one of another', {
        code: 'training',
        where: 'compiled executor',
        hint: 'do not keep values between calls of a layer, a loss or a rule',
      });
    }
    const known = this.#constants.get(value) ?? this.#made(value.shape, { kind: 'constant', tensor: value });
    this.#constants.set(value, known);
    return known;
  }

  #made(shape: Shape, source: GraphNode['source'], role?: 'statistic'): GraphNode {
    const place = placeNow();
    const id = this.#nodes.size;
    const node: GraphNode = { id, shape, tracer: this, source, place, ...(role && { role }) };
    this.#nodes.add(node);
    return node;
  }
}
