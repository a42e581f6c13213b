import { sizeOf } from '../tensor/shape.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { growTree } from './grow-tree.ts';
import { type Entry, FACTORS_KEY, TREE_KEY } from './layout.ts';
import { numberTypes } from './number-types.ts';
import { readHeader } from './read-header.ts';

/** What a file of weights held. */
export interface DecodedWeights {
  readonly weights: Tree;
  readonly metadata: Readonly<Record<string, string>>;
}

function readNumbers(view: DataView, start: number, { dtype, shape, data_offsets: [from] }: Entry): Tensor {
  const { size, read } = numberTypes[dtype];
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = read(view, start + from + i * size);
  return { shape, data };
}

/**
 * The tree of weights in the bytes of a safetensors file, and the texts kept beside it.
 *
 * Files of {@link encodeWeights} give back the very same tree. In a file from elsewhere the names are taken as paths, and what has
 * the keys 0, 1, 2, … as a list.
 *
 * @param where What to call the file in messages.
 * Halves (F16, BF16) and whole numbers are read too, since files from elsewhere hold such.
 *
 * @throws FoldwiseError `file` where the header is none, the numbers are cut off, overlap or leave holes, or a tensor is of another type
 *   than those; it names the file and the tensor.
 * @example
 * const { weights, metadata } = decodeWeights(encodeWeights({ bias: zeros([3]) }));
 */
export function decodeWeights(bytes: Uint8Array, where = 'weights file'): DecodedWeights {
  const { metadata, entries, start } = readHeader(bytes, where);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const take = (name: string): Tensor => readNumbers(view, start, entries.get(name)!);
  const weights = growTree([...entries.keys()], metadata, take, where);
  const { [TREE_KEY]: _tree, [FACTORS_KEY]: _factors, ...others } = metadata;
  return { weights, metadata: others };
}
