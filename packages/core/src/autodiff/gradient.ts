import { FoldwiseError } from '../errors.ts';
import { full, zeros } from '../tensor/make.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';
import { add } from './ops/arithmetic.ts';
import { atPlace, type Place, placeNow } from './place.ts';
import {
  applyPrimitive,
  isTraced,
  type Primitive,
  type Traced,
  type Tracer,
  type Value,
} from './primitive.ts';

/** A tree with any value where the original has a tensor: what a function sees of its argument while it is traced. */
export type Tracked<T> = Tree extends T
  ? Tree<Value>
  : T extends Value
    ? Value
    : { readonly [K in keyof T]: Tracked<T[K]> };

/** A value on a tape, with the value of the level above that it stands for. */
interface Node extends Traced {
  readonly inner: Value;
}

/** One op that ran: enough to differentiate it. */
interface Entry {
  readonly op: Primitive<unknown>;
  readonly params: unknown;
  readonly inputs: readonly Value[];
  readonly output: Node;
  /** Where it ran, which is where its derivative belongs. */
  readonly place: Place | undefined;
}

/** How many tapes are recording right now, one inside the other. */
let recording = 0;

/**
 * Remembers every op on its nodes. A value that does not depend on a node never becomes one, so constants cost nothing on the way
 * back.
 */
class Tape implements Tracer {
  readonly level: number;
  readonly #entries: Entry[] = [];

  constructor(level: number) {
    this.level = level;
  }

  node(inner: Value): Node {
    return { shape: inner.shape, tracer: this, inner };
  }

  owns(value: Value): value is Node {
    return isTraced(value) && value.tracer === this;
  }

  innerOf(value: Value): Value {
    return this.owns(value) ? value.inner : value;
  }

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const inner = applyPrimitive(
      op,
      params,
      inputs.map((input) => this.innerOf(input)),
    );
    const output = this.node(inner);
    this.#entries.push({ op, params, inputs, output, place: placeNow() });
    return output;
  }

  /** The gradient of each node that the result depends on. Entries are let go as they are used, and with them their values. */
  backward(result: Node): ReadonlyMap<Value, Value> {
    const gradients = new Map<Value, Value>([[result, full(result.shape, 1)]]);
    for (let entry = this.#entries.pop(); entry !== undefined; entry = this.#entries.pop()) {
      const gradient = gradients.get(entry.output);
      if (gradient === undefined) continue;
      gradients.delete(entry.output);
      const { place } = entry;
      atPlace(place && { ...place, isGradient: true }, () => this.#pullBack(entry, gradient, gradients));
    }
    return gradients;
  }

  #pullBack(entry: Entry, gradient: Value, gradients: Map<Value, Value>): void {
    const { op, params, inputs, output } = entry;
    const inners = inputs.map((input) => this.innerOf(input));
    const pullbacks = op.backward(gradient, inners, output.inner, params);
    inputs.forEach((input, i) => {
      const pullback = pullbacks[i];
      if (pullback === undefined || !this.owns(input)) return;
      const before = gradients.get(input);
      const part = pullback();
      gradients.set(input, before === undefined ? part : add(before, part));
    });
  }
}

/**
 * The value of a scalar function of a tree of weights and its gradient, a tree of the same form, by reverse-mode differentiation.
 *
 * f runs once, on stand-ins for the leaves; the ops it uses are differentiated from the last to the first. The gradient of a leaf
 * that f does not use is zeros, and so is that of a `statistic`, which f gets as it is. f may return `[scalar, aux]`: aux, a tree of
 * values such as predictions or new statistics, is handed on. Derivatives of derivatives: call it again inside f.
 *
 * @throws FoldwiseError `shape` where f does not return a scalar.
 * @example
 * const { value, gradient } = valueAndGradient((x) => ops.sum(ops.square(x)), tensor([1, 2])); // 5, [2, 4]
 */
export function valueAndGradient<T extends Tree<Value>, Aux extends Tree<Value>>(
  f: (at: Tracked<T>) => readonly [Value, Aux],
  at: T,
): { readonly value: Value; readonly gradient: T; readonly aux: Tracked<Aux> };
export function valueAndGradient<T extends Tree<Value>>(
  f: (at: Tracked<T>) => Value,
  at: T,
): { readonly value: Value; readonly gradient: T };
export function valueAndGradient(
  f: (at: never) => Value | readonly [Value, Tree<Value>],
  at: Tree<Value>,
): { value: Value; gradient: Tree<Value>; aux?: Tree<Value> } {
  recording += 1;
  try {
    const tape = new Tape(recording);
    const nodes: Value[] = [];
    const tracked = mapLeaves<Value, Value>(at, (leaf) => {
      const node = leaf.role === 'statistic' ? leaf : tape.node(leaf);
      nodes.push(node);
      return node;
    });
    // The overloads say what f takes: the same tree, of values.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const returned = f(tracked as never);
    const [result, aux] = isPair(returned) ? returned : [returned, undefined];
    checkScalar(result.shape);
    const gradients = tape.owns(result) ? tape.backward(result) : new Map<Value, Value>();
    let next = 0;
    const gradient = mapLeaves<Value, Value>(
      at,
      (leaf) => gradients.get(nodes[next++]!) ?? zeros(leaf.shape),
    );
    const value = tape.innerOf(result);
    if (aux === undefined) return { value, gradient };
    return { value, gradient, aux: mapLeaves<Value, Value>(aux, (leaf) => tape.innerOf(leaf)) };
  } finally {
    recording -= 1;
  }
}

function isPair(returned: Value | readonly [Value, Tree<Value>]): returned is readonly [Value, Tree<Value>] {
  return Array.isArray(returned);
}

function checkScalar(shape: Shape): void {
  if (sizeOf(shape) === 1) return;
  throw new FoldwiseError(`expected a function that returns a scalar, got shape ${showShape(shape)}`, {
    code: 'shape',
    where: 'valueAndGradient',
    hint: 'reduce the result by sum or mean',
  });
}
