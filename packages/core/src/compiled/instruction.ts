import type { Buffer, OpKernel, Word } from '../autodiff/lowering/lowering.ts';
import type { Place } from '../autodiff/place.ts';
import type { Primitive } from '../autodiff/primitive.ts';
import type { Shape } from '../tensor/tensor.ts';

export type { Buffer, Word };

/**
 * A kernel as the module of kernels names it; `vector` is whichever elementwise one was made for the program, `host` whichever op has
 * no kernel.
 */
export type KernelName = `Kernel.${
  | OpKernel
  | 'border'
  | 'convolve'
  | 'convolveGradient'
  | 'takeBatch'
  | 'takeNumbers'
  | 'takeScheduled'
  | 'guardLoss'
  | 'vector'
  | 'host'}`;

/** An op whose forward rule is called back, on what lies in the buffers that the instruction reads, one for each input. */
export interface HostCall {
  readonly op: Primitive<unknown>;
  readonly params: unknown;
  readonly inputs: readonly Shape[];
  /** The shape of the result. */
  readonly shape: Shape;
}

/** One call of a kernel: which memory it reads and writes tells how long that memory is needed. */
export interface Instruction {
  readonly kernel: KernelName;
  readonly words: readonly Word[];
  readonly reads: readonly Buffer[];
  readonly writes: readonly Buffer[];
  /** Whether the result may lie where an input of the same layout does: elementwise kernels run in place. */
  readonly inPlace?: boolean;
  /** What `Kernel.host` calls. */
  readonly call?: HostCall;
  /** What it helps to make, for a profile. */
  readonly makes?: string;
  /** The part of the network whose it is. */
  readonly place?: Place | undefined;
}
