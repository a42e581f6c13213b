import type { Place } from '../autodiff/place.ts';
import { type Assignment, assigned } from './assign.ts';
import { fuse } from './fuse.ts';
import type { GraphNode } from './graph.ts';
import { inputsOf, isAlias } from './graph.ts';
import type { Buffer, Instruction } from './instruction.ts';
import { layoutOf } from './layout.ts';
import { fitsKernel } from './lower/emit-vector.ts';
import { finishOf } from './lower/finish.ts';
import { lowerNode, readsOf } from './lower/index.ts';
import type { Lowering, Placed } from './lower/lowering.ts';
import { lowerUnit, operandsOf } from './lower/vector.ts';
import type { Machine } from './machine.ts';
import { planBuffers } from './plan-buffers.ts';
import { writeTensor } from './resident.ts';
import { type Sliding, slidingAmong } from './sliding.ts';
import { isElementwise } from './vector/elementwise-op.ts';
import type { VectorKernel } from './vector/emit.ts';
import { type Written, writeProgram } from './write-program.ts';

/** What is to be compiled. */
export interface Step {
  /** Where what is handed in lies: weights, slots, the batch, scheduled numbers. */
  readonly inputs: ReadonlyMap<GraphNode, Buffer>;
  /** What fills what is handed in anew at every step. */
  readonly prologue: readonly Instruction[];
  /** The number that must be finite for the step to go on, and the table it is kept in. */
  readonly loss?: { readonly node: GraphNode; readonly table: Buffer };
  readonly assignments: readonly Assignment[];
}

/** The nodes that the instructions of one read. */
type Reads = (node: GraphNode) => readonly GraphNode[];

/** Every node that the wanted ones are made of, each after its inputs: the order they were traced in. */
function neededFor(wanted: readonly GraphNode[], reads: Reads): readonly GraphNode[] {
  const seen = new Set<GraphNode>();
  const stack = [...wanted];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...reads(node));
  }
  return [...seen].toSorted((a, b) => a.id - b.id);
}

/** How many nodes read each, and how often it is wanted itself. */
function countUses(
  nodes: readonly GraphNode[],
  wanted: readonly GraphNode[],
  reads: Reads,
): (node: GraphNode) => number {
  const counts = new Map<GraphNode, number>();
  for (const node of [...nodes.flatMap(reads), ...wanted]) counts.set(node, (counts.get(node) ?? 0) + 1);
  return (node) => counts.get(node) ?? 0;
}

/** The op of a node, or how it comes about. */
function nameOf({ source }: GraphNode): string {
  return source.kind === 'op' ? source.op.name : source.kind;
}

/** Where the numbers of nodes lie while a step is compiled, and what has been emitted. */
class Compilation implements Lowering {
  readonly instructions: Instruction[];
  readonly #machine: Machine;
  readonly #sliding: ReadonlyMap<GraphNode, Sliding>;
  readonly #places = new Map<GraphNode, Placed>();
  #makes = '';
  #place: Place | undefined;
  #zeros: Buffer | undefined;

  constructor(step: Step, machine: Machine, sliding: ReadonlyMap<GraphNode, Sliding>) {
    this.#machine = machine;
    this.#sliding = sliding;
    this.instructions = [...step.prologue];
    for (const [node, buffer] of step.inputs) this.#places.set(node, { buffer, shape: node.shape });
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
    if (isAlias(node)) return { buffer: this.place(inputsOf(node)[0]!).buffer, shape };
    const sliding = this.#sliding.get(node);
    if (sliding === undefined) return this.fresh(name, shape);
    return { buffer: { name: 'images', bytes: sliding.images[0]! * sliding.imageBytes }, shape };
  }

  sliding(node: GraphNode): Sliding | undefined {
    return this.#sliding.get(node);
  }

  place(node: GraphNode): Placed {
    const known = this.#places.get(node);
    if (known !== undefined) return known;
    if (node.source.kind !== 'constant') throw new TypeError('a node is read before it is made');
    const { arena } = this.#machine;
    const buffer = arena.keep('constant', layoutOf(node.shape).bytes);
    writeTensor(arena, buffer, node.shape, node.source.tensor.data);
    const placed = { buffer, shape: node.shape };
    this.#places.set(node, placed);
    return placed;
  }

  fresh(name: string, shape: readonly number[]): Placed {
    return { buffer: { name, bytes: layoutOf(shape).bytes }, shape };
  }

  emit(instruction: Instruction): void {
    this.instructions.push({ makes: this.#makes, place: this.#place, ...instruction });
  }

  zeros(columns: number): Placed {
    const { bytes } = layoutOf([columns]);
    if (this.#zeros === undefined || this.#zeros.bytes < bytes) {
      this.#zeros = this.#machine.arena.keep('zeros', bytes);
      this.#machine.arena.floats(this.#zeros).fill(0);
    }
    return { buffer: this.#zeros, shape: [columns] };
  }

  vector(kernel: VectorKernel): number {
    return this.#machine.code.numberOf(kernel);
  }

  get fused(): boolean {
    return this.#machine.code.fused;
  }
}

/**
 * Compiles a step: finds what is needed, folds products, biases and ReLUs into one, emits the instructions, plans the memory of what
 * lives within the step and writes the program.
 *
 * @throws NotLowered where an op has no kernel.
 */
export function compile(step: Step, machine: Machine): Written {
  const { loss, assignments } = step;
  const wanted = [...(loss ? [loss.node] : []), ...assignments.map(({ node }) => node)];
  const sliding = slidingAmong(neededFor(wanted, readsOf), wanted);
  const readBy: Reads = (node) => {
    const windows = sliding.get(node);
    return windows === undefined ? readsOf(node) : [windows.source];
  };
  const nodes = neededFor(wanted, readBy);
  const uses = countUses(nodes, wanted, readBy);
  const inside = new Set(nodes.flatMap((node) => finishOf(node, uses)?.inside ?? []));
  const standing = nodes.filter((node) => !inside.has(node));
  const reads = (node: GraphNode): readonly GraphNode[] =>
    [node, ...(finishOf(node, uses)?.inside ?? [])].flatMap(readBy).filter((input) => !inside.has(input));
  const isVector = (node: GraphNode): boolean => isElementwise(node) && finishOf(node, uses) === undefined;
  const { words } = machine.kernels;
  const units = fuse(standing, {
    isElementwise: isVector,
    inputsOf: reads,
    fits: (group) => {
      const operands = operandsOf(group, readsOf).map(({ shape }) => shape);
      return fitsKernel(words, group[0]!.shape, operands, group.length);
    },
  });
  const compilation = new Compilation(step, machine, sliding);
  for (const { members, results } of units) {
    const node = members.at(-1)!;
    if (isVector(node)) {
      const outs = results
        .concat(members.filter((member) => wanted.includes(member) && !results.includes(member)))
        .map((result) => ({ node: result, out: compilation.make(result, 'elementwise') }));
      lowerUnit(compilation, members, operandsOf(members, readsOf), outs);
    } else if (node.source.kind === 'op') {
      const place = compilation.make(node, node.source.op.name);
      if (!isAlias(node)) lowerNode(compilation, node, place, uses);
    }
    if (loss !== undefined && members.includes(loss.node)) {
      const { buffer } = compilation.place(loss.node);
      compilation.emit({
        kernel: 'Kernel.guardLoss',
        words: [{ buffer }, { buffer: loss.table }],
        reads: [buffer],
        writes: [loss.table],
      });
    }
  }
  const whole = assigned(compilation.instructions, assignments, compilation);
  planBuffers(whole, machine.arena);
  machine.code.link();
  return writeProgram(whole, machine);
}
