import type { Place } from '../autodiff/place.ts';

/** A piece of memory that is given an address once all instructions are known. */
export interface Buffer {
  readonly name: string;
  readonly bytes: number;
  /** Set at once where the memory outlives the step: weights, slots, data, constants. */
  address?: number;
}

/** A word of an instruction: a whole number, an address, or a float32. */
export type Word = number | { readonly buffer: Buffer; readonly offset?: number } | { readonly real: number };

/** A kernel as the module of kernels names it; `vector` is whichever elementwise one was made for the program. */
export type KernelName = `Kernel.${
  | 'product'
  | 'productTransposed'
  | 'sumRows'
  | 'sumGroups'
  | 'maxRows'
  | 'maxGroups'
  | 'softmaxRows'
  | 'clear'
  | 'copyRows'
  | 'reflow'
  | 'transpose'
  | 'permute'
  | 'gatherRows'
  | 'scatterRows'
  | 'markCodes'
  | 'power'
  | 'dropout'
  | 'dropoutAt'
  | 'border'
  | 'convolve'
  | 'convolveGradient'
  | 'patches'
  | 'unpatches'
  | 'maxPool'
  | 'maxPoolGradient'
  | 'takeBatch'
  | 'takeNumbers'
  | 'takeScheduled'
  | 'guardLoss'
  | 'vector'}`;

/** One call of a kernel: which memory it reads and writes tells how long that memory is needed. */
export interface Instruction {
  readonly kernel: KernelName;
  readonly words: readonly Word[];
  readonly reads: readonly Buffer[];
  readonly writes: readonly Buffer[];
  /** Whether the result may lie where an input of the same layout does: elementwise kernels run in place. */
  readonly inPlace?: boolean;
  /** What it helps to make, for a profile. */
  readonly makes?: string;
  /** The part of the network whose it is. */
  readonly place?: Place | undefined;
}
