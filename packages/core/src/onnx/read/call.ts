import { isTraced, type Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Context } from '../../nn/layer.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { AttributeMessage } from '../messages.ts';
import { tensorOf } from '../tensor-message.ts';

/** Computes what a node does. */
export type Operator = (call: Call) => Value | readonly Value[];

/** Operators by the names that ONNX has for them. */
export interface Operators {
  readonly [opType: string]: Operator;
}

/** What a node is. */
export interface ModelNode {
  readonly opType: string;
  /** What errors call it, and its random numbers are drawn by. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeMessage>;
}

/** What a node is handed, each time it computes. */
export class Call {
  readonly name: string;
  /** The inputs in order; `undefined` where one is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** The version of the operators. */
  readonly opset: number;
  /** How many results are asked for. */
  readonly outputs: number;
  readonly context: Context;
  readonly #attributes: ReadonlyMap<string, AttributeMessage>;

  constructor(node: ModelNode, inputs: readonly (Value | undefined)[], opset: number, context: Context) {
    this.name = node.name;
    this.#attributes = node.attributes;
    this.inputs = inputs;
    this.outputs = node.outputs.length;
    this.opset = opset;
    this.context = context;
  }

  /** An input that must be there; the first unless another is asked for. */
  value(index = 0): Value {
    const value = this.inputs[index];
    if (value !== undefined) return value;
    throw this.error(`expected at least ${index + 1} inputs, got ${this.inputs.length}`);
  }

  /** The numbers of an input that says how to compute, not what of; `undefined` where it is left out. */
  numbers(index: number): readonly number[] | undefined {
    const value = this.inputs[index];
    if (value === undefined) return undefined;
    if (!isTraced(value)) return [...value.data];
    throw this.error('expected shapes, axes and bounds that do not depend on the data, got one that does');
  }

  int(name: string, otherwise: number): number {
    return this.#attributes.get(name)?.i ?? otherwise;
  }

  real(name: string, otherwise: number): number {
    return this.#attributes.get(name)?.f ?? otherwise;
  }

  text(name: string, otherwise: string): string {
    return this.#attributes.get(name)?.s ?? otherwise;
  }

  ints(name: string): readonly number[] | undefined {
    return this.#attributes.get(name)?.ints;
  }

  reals(name: string): readonly number[] | undefined {
    return this.#attributes.get(name)?.floats;
  }

  texts(name: string): readonly string[] | undefined {
    return this.#attributes.get(name)?.strings;
  }

  tensor(name: string): Tensor | undefined {
    const message = this.#attributes.get(name)?.t;
    return message && tensorOf(message, `attribute "${name}"`);
  }

  has(name: string): boolean {
    return this.#attributes.has(name);
  }

  /** What moved from an attribute to an input in later versions: axes of a reduction. */
  axes(index: number): readonly number[] | undefined {
    return this.ints('axes') ?? this.numbers(index);
  }

  error(message: string, hint?: string): FoldwiseError {
    return new FoldwiseError(message, { code: 'input', ...(hint === undefined ? {} : { hint }) });
  }
}
