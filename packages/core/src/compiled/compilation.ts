import type { Buffer, Lowering, OpKernel, Placed, Touched, Word } from '../autodiff/lowering/lowering.ts';
import { NotLowered } from '../autodiff/lowering/not-lowered.ts';
import { layoutOf } from '../autodiff/lowering/layout.ts';
import { placed } from '../autodiff/lowering/placed.ts';
import type { Place } from '../autodiff/place.ts';
import type { Shape } from '../tensor/tensor.ts';
import { type GraphNode, inputsOf, isAlias } from './graph.ts';
import type { Instruction } from './instruction.ts';
import type { GraphLowering } from './lower/graph-lowering.ts';
import { emitElementwise } from './lower/vector.ts';
import type { Machine } from './machine.ts';
import { writeTensor } from './resident.ts';
import type { Sliding } from './sliding.ts';
import type { VectorKernel } from './vector/emit.ts';

/** The op of a node, or how it comes about. */
function nameOf({ source }: GraphNode): string {
  return source.kind === 'op' ? source.op.name : source.kind;
}

/** Where the numbers of nodes lie while a step is compiled, and what has been emitted. */
export class Compilation implements GraphLowering {
  readonly #machine: Machine;
  readonly #sliding: ReadonlyMap<GraphNode, Sliding>;
  readonly #places = new Map<GraphNode, Placed>();
  #instructions: Instruction[];
  #makes = '';
  #place: Place | undefined;
  #zeros: Buffer | undefined;

  constructor(
    inputs: ReadonlyMap<GraphNode, Buffer>,
    prologue: readonly Instruction[],
    machine: Machine,
    sliding: ReadonlyMap<GraphNode, Sliding>,
  ) {
    this.#machine = machine;
    this.#sliding = sliding;
    this.#instructions = [...prologue];
    for (const [node, buffer] of inputs) this.#places.set(node, placed(buffer, node.shape));
  }

  get instructions(): readonly Instruction[] {
    return this.#instructions;
  }

  /** Gives what an op makes a place: that of its input where it is an alias. */
  make(node: GraphNode, name: string): Placed {
    const made = this.#placeFor(node, name);
    this.#places.set(node, made);
    this.#makes = `${nameOf(node)} [${node.shape.join(', ')}]`;
    this.#place = node.place;
    return made;
  }

  #placeFor(node: GraphNode, name: string): Placed {
    const { shape } = node;
    if (isAlias(node)) return placed(this.place(inputsOf(node)[0]!).buffer, shape);
    const sliding = this.#sliding.get(node);
    if (sliding === undefined) return this.fresh(name, shape);
    return placed({ name: 'images', bytes: sliding.images[0]! * sliding.imageBytes }, shape);
  }

  sliding(node: GraphNode): Sliding | undefined {
    return this.#sliding.get(node);
  }

  place(node: GraphNode): Placed {
    const known = this.#places.get(node);
    if (known !== undefined) return known;
    if (node.source.kind !== 'constant') throw new TypeError('a node is read before it is made');
    const { arena } = this.#machine;
    const place = placed(arena.keep('constant', layoutOf(node.shape).bytes), node.shape);
    writeTensor(arena, place.buffer, node.shape, node.source.tensor.data);
    this.#places.set(node, place);
    return place;
  }

  fresh(name: string, shape: Shape): Placed {
    return placed({ name, bytes: layoutOf(shape).bytes }, shape);
  }

  add(instruction: Instruction): void {
    this.#instructions.push({ makes: this.#makes, place: this.#place, ...instruction });
  }

  emit(kernel: OpKernel, words: readonly Word[], { reads, writes }: Touched): void {
    this.add({
      kernel: `Kernel.${kernel}`,
      words,
      reads: reads.map(({ buffer }) => buffer),
      writes: [writes.buffer],
    });
  }

  vector(out: Placed, inputs: readonly Placed[], of: Parameters<Lowering['vector']>[2]): void {
    emitElementwise(this, inputs, [out], (e, vectors) => [of(e, vectors)]);
  }

  /** What `lower` emits, if it comes to an end; nothing of it, and what there is no kernel for, where it does not. */
  attempt(lower: () => void): string | undefined {
    const before = this.#instructions.length;
    try {
      lower();
      return undefined;
    } catch (error) {
      if (!(error instanceof NotLowered)) throw error;
      this.#instructions = this.#instructions.slice(0, before);
      return error.what;
    }
  }

  zeros(columns: number): Placed {
    const { bytes } = layoutOf([columns]);
    if (this.#zeros === undefined || this.#zeros.bytes < bytes) {
      this.#zeros = this.#machine.arena.keep('zeros', bytes);
      this.#machine.arena.floats(this.#zeros).fill(0);
    }
    return placed(this.#zeros, [columns]);
  }

  numberOf(kernel: VectorKernel): number {
    return this.#machine.code.numberOf(kernel);
  }

  get constants(): number {
    return this.#machine.code.pool;
  }

  get fused(): boolean {
    return this.#machine.code.fused;
  }
}
