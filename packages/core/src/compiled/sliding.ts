import { matmulOp } from '../autodiff/ops/matmul.ts';
import { patchesOp } from '../autodiff/ops/patches.ts';
import { reshapeOp } from '../autodiff/ops/reshape.ts';
import type { Windows } from '../autodiff/ops/windows.ts';
import { sameShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/tensor.ts';
import { type GraphNode, inputsOf, isAlias, isOp, paramsOf } from './graph.ts';

/** Fewer windows side by side are less than the rows of a tile: written out they are faster. */
const LEAST_ACROSS = 4;

/** Windows that are never written out: convolutions slide over the image itself. */
export interface Sliding {
  readonly windows: Windows;
  /** What holds the images: [batch, height·width·channels], or one row a cell. */
  readonly source: GraphNode;
  /** `[batch, height, width, channels]`. */
  readonly images: Shape;
  /** Height and width of what windows are cut from, zeros included. */
  readonly height: number;
  readonly width: number;
  /** Bytes of a line, and of an image. */
  readonly lineBytes: number;
  readonly imageBytes: number;
}

/** The rows of windows that a product reads as its left matrix; undefined where that is something else. */
export function windowsRead(matmul: GraphNode): GraphNode | undefined {
  const left = inputsOf(matmul)[0];
  const rows = left && isOp(left, reshapeOp) ? inputsOf(left)[0] : undefined;
  return rows && isOp(rows, patchesOp) ? rows : undefined;
}

/** Whether a product takes a value as its left matrix alone, and its right one as it is. */
function slides(matmul: GraphNode, value: GraphNode): boolean {
  const params = paramsOf(matmul, matmulOp);
  const [left, right] = inputsOf(matmul);
  return params !== undefined && left === value && right !== value && !params.transposeB;
}

/** The images as they lie before they are made [batch, height, width, channels], if that is what was done. */
function sourceOf(images: GraphNode): GraphNode {
  const [rows] = isOp(images, reshapeOp) ? inputsOf(images) : [];
  const [batch, ...image] = images.shape;
  return rows && sameShape(rows.shape, [batch!, sizeOf(image)]) ? rows : images;
}

function slidingOf(rows: GraphNode): Sliding | undefined {
  const windows = paramsOf(rows, patchesOp)?.windows;
  if (windows === undefined) return undefined;
  const { size, stride, dilation, count } = windows;
  if (dilation[1] !== 1 || count[1] < LEAST_ACROSS) return undefined;
  const [images] = inputsOf(rows);
  const height = (count[0] - 1) * stride[0] + (size[0] - 1) * dilation[0] + 1;
  const width = (count[1] - 1) * stride[1] + size[1];
  const lineBytes = width * images!.shape[3]! * 4;
  return {
    windows,
    source: sourceOf(images!),
    images: images!.shape,
    height,
    width,
    lineBytes,
    imageBytes: height * lineBytes,
  };
}

/** The windows among these nodes that nothing reads but products: as their left matrix, or that matrix transposed. */
export function slidingAmong(
  nodes: readonly GraphNode[],
  wanted: readonly GraphNode[],
): ReadonlyMap<GraphNode, Sliding> {
  const readers = new Map<GraphNode, GraphNode[]>();
  for (const node of nodes) {
    for (const input of inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  const readersOf = (node: GraphNode): readonly GraphNode[] =>
    wanted.includes(node) ? [] : (readers.get(node) ?? []);
  const isMatrix = (node: GraphNode): boolean =>
    isOp(node, reshapeOp) &&
    isAlias(node) &&
    readersOf(node).length > 0 &&
    readersOf(node).every((reader) => slides(reader, node));
  const found = new Map<GraphNode, Sliding>();
  for (const node of nodes) {
    if (!isOp(node, patchesOp) || readersOf(node).length === 0 || !readersOf(node).every(isMatrix)) continue;
    const sliding = slidingOf(node);
    if (sliding !== undefined) found.set(node, sliding);
  }
  return found;
}
