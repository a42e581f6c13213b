import type { Shape } from '../tensor/tensor.ts';
import type { NumberTypeName } from './number-types.ts';

/** The number types that weights are written in. */
export type Dtype = 'F64' | 'F32';

/** Bytes of one number. */
export const bytesOf: Readonly<Record<Dtype, number>> = { F64: 8, F32: 4 };

/** Where one tensor lies, `[from, to)` in bytes after the header. */
export interface Entry {
  readonly dtype: NumberTypeName;
  readonly shape: Shape;
  readonly data_offsets: readonly [number, number];
}

/** What the header of a safetensors file holds. */
export type Header = { __metadata__?: Readonly<Record<string, string>> } & {
  [name: string]: Entry | Readonly<Record<string, string>>;
};

/** Lists and objects of a tree without its numbers. */
export type Form = 'weight' | 'statistic' | readonly Form[] | { readonly [key: string]: Form };

/** The metadata under which the form of the tree is kept. */
export const TREE_KEY = 'foldwise.tree';

/** The metadata under which the factors of parameter groups are kept, by path, where there are any. */
export const FACTORS_KEY = 'foldwise.factors';

/** The header is filled up with spaces, so that the numbers start at a multiple of 8 bytes. */
export const HEADER_ALIGNMENT = 8;

/** The longest header that readers of safetensors accept. */
export const LONGEST_HEADER = 100_000_000;
