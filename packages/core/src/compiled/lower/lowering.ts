import type { Shape } from '../../tensor/tensor.ts';
import type { GraphNode, OpSource } from '../graph.ts';
import type { Buffer, Instruction, Word } from '../instruction.ts';
import type { Sliding } from '../sliding.ts';
import type { VectorKernel } from '../vector/emit.ts';

/** An op that has no kernel: what it is part of is left to the reference executor. */
export class NotLowered extends Error {
  /** What there is no kernel for. */
  readonly op: string;

  constructor(op: string) {
    super(`there is no kernel for ${op}`);
    this.op = op;
  }
}

/** Where the numbers of a value lie. */
export interface Placed {
  readonly buffer: Buffer;
  readonly shape: Shape;
}

/** What the lowering of an op may ask for. */
export interface Lowering {
  /** The place of a node's numbers. */
  place(node: GraphNode): Placed;
  /** Memory for intermediate numbers of this shape. */
  fresh(name: string, shape: Shape): Placed;
  emit(instruction: Instruction): void;
  /** A row of so many zeros. */
  zeros(columns: number): Placed;
  /** The number by which an elementwise kernel is called. */
  vector(kernel: VectorKernel): number;
  /** Where the constants of elementwise kernels lie. */
  readonly constants: number;
  /** Windows that are not written out; undefined for all other nodes. */
  sliding(node: GraphNode): Sliding | undefined;
  /** Whether a·b + c is rounded once. */
  readonly fused: boolean;
}

/** Emits the instructions that compute what an op makes of its inputs into `out`. */
export type LowerOp = (lowering: Lowering, out: Placed, source: OpSource) => void;

/** The lowering of an op whose params are of type P. */
// P is what `lower` is written for, and what the cast below stands on.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function lowerOp<P>(
  lower: (lowering: Lowering, out: Placed, inputs: readonly GraphNode[], params: P) => void,
): LowerOp {
  // Lowerings are found by the op, which fixes the type of its params.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (lowering, out, { inputs, params }) => lower(lowering, out, inputs, params as P);
}

/** The address of a value, or of a number inside it. */
export function at({ buffer }: Placed, offset = 0): Word {
  return { buffer, offset };
}
