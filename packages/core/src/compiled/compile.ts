import type { Placed } from '../autodiff/lowering/lowering.ts';
import { type Assignment, assigned } from './assign.ts';
import { Compilation } from './compilation.ts';
import { fuse } from './fuse.ts';
import { type GraphNode, isAlias } from './graph.ts';
import type { Buffer, Instruction } from './instruction.ts';
import { fitsKernel } from './lower/emit-vector.ts';
import { finishOf } from './lower/finish.ts';
import { lowerToHost } from './lower/host.ts';
import { lowerNode } from './lower/index.ts';
import { lowerUnit, operandsOf } from './lower/vector.ts';
import type { Machine } from './machine.ts';
import { planBuffers } from './plan-buffers.ts';
import { slidingAmong } from './sliding.ts';
import { isElementwise, readsOf } from './vector/elementwise-op.ts';
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

/** Emits the kernels of a node, or where there are none a call of its op. */
function lowerOrCall(
  compilation: Compilation,
  node: GraphNode,
  out: Placed,
  uses: (node: GraphNode) => number,
  note: Machine['note'],
): void {
  const missing = compilation.attempt(() => lowerNode(compilation, node, out, uses));
  if (missing === undefined) return;
  note(missing);
  lowerToHost(compilation, node, out);
}

/**
 * Compiles a step: finds what is needed, folds products, biases and ReLUs into one, emits the instructions, plans the memory of what
 * lives within the step and writes the program.
 *
 * An op that has no kernel is called back by its instruction, and the machine takes note of it.
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
    isWanted: (node) => wanted.includes(node),
    fits: (group, results) => {
      const operands = operandsOf(group, readsOf).map(({ shape }) => shape);
      return fitsKernel(words, group[0]!.shape, operands, results.length);
    },
  });
  const compilation = new Compilation(step.inputs, step.prologue, machine, sliding);
  for (const { members, results } of units) {
    const node = members.at(-1)!;
    if (isVector(node)) {
      const outs = results.map((result) => ({ node: result, out: compilation.make(result, 'elementwise') }));
      lowerUnit(compilation, members, operandsOf(members, readsOf), outs);
    } else if (node.source.kind === 'op') {
      const out = compilation.make(node, node.source.op.name);
      if (!isAlias(node)) lowerOrCall(compilation, node, out, uses, machine.note);
    }
    if (loss !== undefined && members.includes(loss.node)) {
      const { buffer } = compilation.place(loss.node);
      compilation.add({
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
