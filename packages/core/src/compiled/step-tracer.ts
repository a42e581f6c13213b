import { layoutOf } from '../autodiff/lowering/layout.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Shape, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';
import type { Arena } from './arena.ts';
import { Graph, type GraphNode } from './graph.ts';
import type { Buffer, Instruction } from './instruction.ts';
import type { Resident } from './resident.ts';
import type { SharedRows } from './training-state.ts';

/** Most steps of one call: what the tables of seeds, losses and scheduled numbers have room for. */
export const STEPS_OF_CALL = 1024;

/** A number that is another one in every step: its table is filled before every call. */
export interface Scheduled {
  readonly table: Buffer;
  readonly at: (step: number) => number;
}

/** A graph whose inputs lie somewhere. */
export class StepTracer {
  readonly graph: Graph = new Graph();
  readonly inputs: Map<GraphNode, Buffer> = new Map<GraphNode, Buffer>();
  /** Instructions that fill inputs at the beginning of every step. */
  readonly prologue: Instruction[] = [];
  readonly scheduled: Scheduled[] = [];
  readonly #arena: Arena;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  input(name: string, shape: Shape, buffer: Buffer, role?: 'statistic'): GraphNode {
    const node = this.graph.input(name, shape, role);
    this.inputs.set(node, buffer);
    return node;
  }

  /** The node of what lives in memory. */
  resident(name: string, { shape, buffer, role }: Resident): GraphNode {
    return this.input(name, shape, buffer, role);
  }

  tree(tree: Tree<Resident>): Tree<Value> {
    return mapLeaves<Resident, Value>(tree, (leaf, path) => this.resident(path, leaf));
  }

  /** The rows of the step's batch. */
  batch(name: string, placed: Resident | SharedRows, rows: number): GraphNode {
    const [, ...row] = placed.shape;
    const batch = [rows, ...row];
    const to = { name, bytes: layoutOf(batch).bytes };
    this.prologue.push('taker' in placed ? takeShared(placed, rows, to) : take(placed, rows, to));
    return this.input(name, batch, to);
  }

  /** A number that changes from step to step. */
  schedule(name: string, at: (step: number) => number): GraphNode {
    const table = this.#arena.keep(name, STEPS_OF_CALL * 4);
    const to = { name, bytes: layoutOf([]).bytes };
    this.scheduled.push({ table, at });
    this.prologue.push({
      kernel: 'Kernel.takeScheduled',
      words: [{ buffer: table }, { buffer: to }],
      reads: [table],
      writes: [to],
    });
    return this.input(name, [], to);
  }
}

/** Takes a batch of rows of the machine's own memory. */
function take({ shape, buffer: from }: Resident, rows: number, to: Buffer): Instruction {
  const [, ...row] = shape;
  const { bytes } = layoutOf(row);
  const [kernel, words] =
    row.length === 0
      ? (['Kernel.takeNumbers', [rows, { buffer: from }, 4, { buffer: to }]] as const)
      : (['Kernel.takeBatch', [rows, bytes, { buffer: from }, bytes, { buffer: to }, bytes]] as const);
  return { kernel, words, reads: [from], writes: [to] };
}

/** Takes a batch of rows of a shared memory, which no plan of buffers touches. */
function takeShared({ shape, taker }: SharedRows, rows: number, to: Buffer): Instruction {
  const [, ...row] = shape;
  const bytes = row.length === 0 ? 4 : layoutOf(row).bytes;
  return { kernel: 'Kernel.vector', words: [taker, rows, bytes, { buffer: to }], reads: [], writes: [to] };
}
