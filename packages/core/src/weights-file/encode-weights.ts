import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { bytesOf, HEADER_ALIGNMENT } from './layout.ts';
import type { Dtype, Header } from './layout.ts';
import { treeMetadata } from './tree-metadata.ts';

/** How weights are written. */
export interface EncodeOptions {
  /** Short texts kept beside the weights: who made them, for what. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** `F64`, the default, keeps every bit; `F32` is half the size and keeps about 7 digits. */
  readonly dtype?: Dtype;
}

function writeNumbers(view: DataView, from: number, { data }: Tensor, dtype: Dtype): void {
  const size = bytesOf[dtype];
  for (let i = 0; i < data.length; i++) {
    if (dtype === 'F64') view.setFloat64(from + i * size, data[i]!, true);
    else view.setFloat32(from + i * size, data[i]!, true);
  }
}

/**
 * A tree of weights as the bytes of a safetensors file; the same tree gives the same bytes.
 *
 * 8 bytes with the length of the header, the header as JSON, then the numbers, little-endian, tensor after tensor. A tensor's name
 * is its path (`0/kernel`); the form of the tree (empty lists, what is a statistic, the factors of
 * parameter groups) is kept in the metadata, so that
 * {@link decodeWeights} gives back the very same tree. Any safetensors reader reads the tensors.
 *
 * @throws FoldwiseError `input` where a key of the tree holds a `/`, or metadata is no text.
 * @example
 * const bytes = encodeWeights([{ kernel: ones([2, 3]), bias: zeros([3]) }], { metadata: { fold: '2' } });
 */
export function encodeWeights(tree: Tree, { metadata = {}, dtype = 'F64' }: EncodeOptions = {}): Uint8Array {
  const header: Header = { __metadata__: treeMetadata('encodeWeights', tree, metadata) };
  const leaves = leavesOf(tree);
  let end = 0;
  for (const { path, leaf } of leaves) {
    const from = end;
    end += leaf.data.length * bytesOf[dtype];
    header[path] = { dtype, shape: leaf.shape, data_offsets: [from, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
  const bytes = new Uint8Array(8 + headerLength + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength).set(json, 8);
  let at = 8 + headerLength;
  for (const { leaf } of leaves) {
    writeNumbers(view, at, leaf, dtype);
    at += leaf.data.length * bytesOf[dtype];
  }
  return bytes;
}
