import type { Shape, Tensor } from '../../tensor/tensor.ts';
import {
  type AttributeMessage,
  attributeType,
  dataType,
  type NodeMessage,
  type TensorMessage,
} from '../messages.ts';
import { floatMessage, wholeMessage } from '../tensor-message.ts';
import type { TracedNode } from '../trace/trace-rows.ts';
import { isPerRow, type Lengths, openShape, sameLengths } from '../trace/length.ts';

/** Attributes of a node: whole numbers, lists of them, texts, numbers that are `real` whatever their value, and tensors. */
export interface Attributes {
  readonly [name: string]:
    | number
    | string
    | readonly number[]
    | { readonly texts: readonly string[] }
    | { readonly real: number }
    | { readonly tensor: TensorMessage };
}

function attributeOf(name: string, value: Attributes[string]): AttributeMessage {
  if (typeof value === 'number') return { name, i: value, type: attributeType.int };
  if (typeof value === 'string') return { name, s: value, type: attributeType.string };
  if ('texts' in value) return { name, strings: value.texts, type: attributeType.strings };
  if ('real' in value) return { name, f: value.real, type: attributeType.float };
  if ('tensor' in value) return { name, t: value.tensor, type: attributeType.tensor };
  return { name, ints: value, type: attributeType.ints };
}

/** Collects the nodes of a graph, and gives every value a name. */
export class ModelWriter {
  readonly #input: string;
  readonly #taken: Set<string>;
  readonly #nodes: NodeMessage[] = [];
  readonly #names = new Map<TracedNode, string>();
  readonly #constants = new Map<string, string>();
  /** What a value is another shape, or another order, of. */
  readonly #reshaped = new Map<string, { readonly name: string; readonly lengths: Lengths }>();
  readonly #transposed = new Map<string, { readonly name: string; readonly order: readonly number[] }>();

  /**
   * @param input The graph's input, whose first axis is the rows.
   * @param taken Names that other values have.
   */
  constructor(input: string, taken: Iterable<string>) {
    this.#input = input;
    this.#taken = new Set([...taken, input]);
  }

  /** Says what a value of the network is called. */
  call(node: TracedNode, name: string): void {
    this.#names.set(node, name);
  }

  /** What a value of the network is called that was written before. */
  nameOf(node: TracedNode): string {
    return this.#names.get(node)!;
  }

  /**
   * Adds a node and gives the name of its result.
   *
   * @param input Names of values, '' for what is left out.
   * @param place Which of the results of the operator is wanted; the first unless given.
   */
  node(opType: string, input: readonly string[], attributes: Attributes = {}, place = 0): string {
    const name = this.#free(opType);
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    const output = [...Array<string>(place).fill(''), name];
    this.#nodes.push({ input, output, name, opType, attribute });
    return name;
  }

  /** A constant of float numbers; a plain number is a scalar. */
  real(value: number | Tensor): string {
    const tensor = typeof value === 'number' ? { shape: [], data: Float64Array.of(value) } : value;
    const { shape, data } = tensor;
    return this.#constant(`real [${shape.join()}] ${data.join()}`, floatMessage(tensor, 'F32'));
  }

  /** A constant whole number, or a list of them. */
  whole(value: number | readonly number[]): string {
    const list = typeof value === 'number' ? [value] : value;
    const shape: Shape = typeof value === 'number' ? [] : [list.length];
    return this.#constant(`whole [${shape.join()}] ${list.join()}`, wholeMessage(list, shape));
  }

  /** 1 where a condition holds, 0 where it does not. */
  numberOf(condition: string): string {
    return this.node('Cast', [condition], { to: dataType.float });
  }

  /** The lengths as a list of whole numbers, made when the number of rows is known. */
  shape(lengths: Lengths): string {
    if (!lengths.some(isPerRow)) return this.whole(openShape(lengths));
    const rows = this.node('Shape', [this.#input], { start: 0, end: 1 });
    const parts = lengths.map((length) => {
      if (!isPerRow(length)) return this.whole([length]);
      return length.perRow === 1 ? rows : this.node('Mul', [rows, this.whole([length.perRow])]);
    });
    return this.node('Concat', parts, { axis: 0 });
  }

  /** The same numbers in the same order under other lengths; reshaping twice is reshaping once. */
  reshaped(x: string, from: Lengths, to: Lengths): string {
    const origin = this.#reshaped.get(x) ?? { name: x, lengths: from };
    if (sameLengths(origin.lengths, to)) return origin.name;
    const shape = to.filter(isPerRow).length > 1 ? this.shape(to) : this.whole(openShape(to));
    const made = this.node('Reshape', [origin.name, shape]);
    this.#reshaped.set(made, origin);
    return made;
  }

  /** The axes in another order; transposing twice is transposing once. */
  transposed(x: string, order: readonly number[]): string {
    const origin = this.#transposed.get(x) ?? { name: x, order: order.map((_, axis) => axis) };
    const whole = order.map((axis) => origin.order[axis]!);
    if (whole.every((axis, i) => axis === i)) return origin.name;
    const made = this.node('Transpose', [origin.name], { perm: whole });
    this.#transposed.set(made, { name: origin.name, order: whole });
    return made;
  }

  /** The nodes that a value needs, in order. */
  nodesOf(output: string): readonly NodeMessage[] {
    const needed = new Set([output]);
    const kept: NodeMessage[] = [];
    for (const node of this.#nodes.toReversed()) {
      if (!needed.has(node.output!.at(-1)!)) continue;
      kept.push(node);
      for (const name of node.input!) needed.add(name);
    }
    return kept.toReversed();
  }

  #constant(key: string, tensor: TensorMessage): string {
    const known = this.#constants.get(key) ?? this.node('Constant', [], { value: { tensor } });
    this.#constants.set(key, known);
    return known;
  }

  #free(opType: string): string {
    let name = `${opType}_${this.#nodes.length}`;
    while (this.#taken.has(name)) name += '_';
    this.#taken.add(name);
    return name;
  }
}
