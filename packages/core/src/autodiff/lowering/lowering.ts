import type { Shape } from '../../tensor/tensor.ts';
import type { Layout } from './layout.ts';
import type { Vector, Vectors } from './vectors.ts';

/** A piece of memory that is given an address once all instructions are known. */
export interface Buffer {
  readonly name: string;
  readonly bytes: number;
  /** Set at once where the memory outlives the step: weights, slots, data, constants. */
  address?: number;
}

/** Where the numbers of a value lie, and how. */
export interface Placed extends Layout {
  readonly shape: Shape;
  readonly buffer: Buffer;
}

/** A word of an instruction: a whole number, an address, be it that of a value, or a float32. */
export type Word = number | { readonly buffer: Buffer; readonly offset?: number } | { readonly real: number };

/** The kernels that ops are lowered to; `assembly/` says which words each takes. */
export type OpKernel =
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
  | 'uniform'
  | 'patches'
  | 'unpatches'
  | 'maxPool'
  | 'maxPoolGradient';

/** Which memory a kernel reads and writes. What it leaves standing of what it writes, it reads too. */
export interface Touched {
  readonly reads: readonly Placed[];
  readonly writes: Placed;
}

/** What the lowering of an op may ask for. */
export interface Lowering {
  /** Adds a call of a kernel to the step. */
  emit(kernel: OpKernel, words: readonly Word[], touched: Touched): void;
  /** Adds an elementwise kernel of its own: `of` makes it of the inputs, which are repeated to the shape of `out`. */
  vector(out: Placed, inputs: readonly Placed[], of: (e: Vectors, inputs: readonly Vector[]) => Vector): void;
  /** Memory for numbers in between. */
  fresh(name: string, shape: Shape): Placed;
  /** A row of so many zeros. */
  zeros(columns: number): Placed;
}
