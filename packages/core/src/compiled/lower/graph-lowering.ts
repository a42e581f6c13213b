import type { Lowering, Placed } from '../../autodiff/lowering/lowering.ts';
import type { GraphNode } from '../graph.ts';
import type { Instruction } from '../instruction.ts';
import type { Sliding } from '../sliding.ts';
import type { VectorKernel } from '../vector/emit.ts';

/** What lowering a graph asks for, besides what lowering an op does. */
export interface GraphLowering extends Lowering {
  /** The place of a node's numbers. */
  place(node: GraphNode): Placed;
  add(instruction: Instruction): void;
  /** The number by which an elementwise kernel is called. */
  numberOf(kernel: VectorKernel): number;
  /** Where the constants of elementwise kernels lie. */
  readonly constants: number;
  /** Windows that are not written out; undefined for all other nodes. */
  sliding(node: GraphNode): Sliding | undefined;
  /** Whether a·b + c is rounded once. */
  readonly fused: boolean;
}
