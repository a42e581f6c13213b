import { broadcastTo, sum as sumOf } from '../../autodiff/ops/index.ts';
import { type Windows, type WindowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { type Length, type Lengths, sameLengths } from '../trace/length.ts';
import type { TracedOp } from '../trace/trace-rows.ts';
import type { Attributes, ModelWriter } from './model-writer.ts';
import { madeBy, paramsOf, type Translations, type WholeTranslation } from './translation.ts';

// Images are [batch, height, width, channels] here and [batch, channels, height, width] in ONNX.
const TO_ONNX = [0, 3, 1, 2];
const FROM_ONNX = [0, 2, 3, 1];

interface Cut {
  readonly windows: Windows;
  readonly image: Shape;
}

/** How far the last window reaches past the end of an image, down and across; below 0 where it ends before. */
function overhang({ size, stride, dilation, before, count }: Windows, image: Shape): readonly number[] {
  return size.map(
    (cells, axis) =>
      (count[axis]! - 1) * stride[axis]! + (cells - 1) * dilation[axis]! + 1 - before[axis]! - image[axis]!,
  );
}

/** How windows slide, as ONNX says it: zeros above, to the left, below and to the right. */
function slidingOf(windows: Windows, image: Shape): Attributes {
  const { size, stride, dilation, before } = windows;
  const after = overhang(windows, image).map((length) => Math.max(0, length));
  return { kernel_shape: size, strides: stride, dilations: dilation, pads: [...before, ...after] };
}

/** For each cell of a window, in each channel by itself, a filter that sees it alone: `[channels·cells, 1, height, width]`. */
function cellFilters({ size }: Windows, channels: number): Tensor {
  const cells = size[0] * size[1];
  const data = new Float64Array(channels * cells * cells);
  for (let filter = 0; filter < channels * cells; filter++) data[filter * cells + (filter % cells)] = 1;
  return { shape: [channels * cells, 1, ...size], data };
}

/** Runs an operator on images in ONNX's order of axes. */
function onImages(
  to: ModelWriter,
  opType: string,
  [x, ...others]: readonly string[],
  attributes: Attributes,
): string {
  return to.transposed(to.node(opType, [to.transposed(x!, TO_ONNX), ...others], attributes), FROM_ONNX);
}

/**
 * A product of windows, written out as rows, and a kernel: a convolution. Nothing where the left matrix is something else.
 */
export function convolution(to: ModelWriter, product: TracedOp): string | undefined {
  const patches = madeBy('patches', madeBy('reshape', product.inputs[0])?.inputs[0]);
  const kernel = product.inputs[1]!;
  if (patches === undefined) return undefined;
  const { windows, image } = paramsOf<Cut>(patches);
  const filters = kernel.lengths[1]!;
  const byCell: Lengths = [...windows.size, image[2]!, filters];
  const filter = to.transposed(to.reshaped(to.nameOf(kernel), kernel.lengths, byCell), [3, 2, 0, 1]);
  const images = onImages(to, 'Conv', [to.nameOf(patches.inputs[0]!), filter], slidingOf(windows, image));
  return to.reshaped(images, [patches.lengths[0]!, ...windows.count, filters], product.lengths);
}

/** A convolution of which each group of filters sees a group of channels. */
export const groupedConvolution: WholeTranslation = (to, { x, kernel }, { spec, inputs }) => {
  // What the op says of itself.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { groups, ...settings } = spec as object as WindowSettings & { readonly groups: number };
  const image = inputs['x']!.lengths.slice(1) as Shape;
  const windows = windowsOf(spec.kind, settings, image);
  const filter = to.transposed(kernel!, [3, 2, 0, 1]);
  return onImages(to, 'Conv', [x!, filter], { ...slidingOf(windows, image), group: groups });
};

/**
 * The sum of what each window sees, divided by how many cells are there: a mean. Nothing where something else is divided.
 */
export function averagePool(to: ModelWriter, quotient: TracedOp): string | undefined {
  const [sum, counts] = [madeBy('sum', quotient.inputs[0]), quotient.inputs[1]];
  const patches = madeBy('patches', madeBy('reshape', sum?.inputs[0])?.inputs[0]);
  if (sum === undefined || patches === undefined || counts?.kind !== 'constant') return undefined;
  const { windows, image } = paramsOf<Cut>(patches);
  // Windows of a pool in this version of the operators have no gaps.
  if (windows.dilation.some((step) => step !== 1)) return undefined;
  const { axes } = paramsOf<{ readonly axes: readonly number[] }>(sum);
  const byCell: Lengths = [
    patches.lengths[0]!,
    ...windows.count,
    windows.size[0] * windows.size[1],
    image[2]!,
  ];
  const isByCell = sameLengths(sum.inputs[0]!.lengths, byCell) && axes.length === 1 && axes[0] === 3;
  if (!isByCell || !areCellsSeen(counts.tensor, patches, image)) return undefined;
  const { dilations: _, ...sliding } = slidingOf(windows, image);
  return onImages(to, 'AveragePool', [to.nameOf(patches.inputs[0]!)], sliding);
}

/** Whether numbers are how many cells of an image each window sees. */
function areCellsSeen(counts: Tensor, patches: TracedOp, [height, width]: Shape): boolean {
  const image = { shape: [1, height!, width!, 1], data: new Float64Array(height! * width!).fill(1) };
  const { windows } = paramsOf<Cut>(patches);
  const params = { windows, image: image.shape.slice(1) };
  const seen = sumOf(patches.op.forward([image], params), { axes: -1, keepDims: true });
  const wanted = broadcastTo(counts, seen.shape);
  return 'data' in seen && 'data' in wanted && seen.data.every((count, i) => count === wanted.data[i]);
}

/** Ops on windows that slide over images. */
export const windowed: Translations = {
  patches: (to, [x], node) => {
    const { windows, image } = paramsOf<Cut>(node);
    const [rows, down, across, numbers] = node.lengths as [Length, Length, Length, number];
    const channels = image[2]!;
    const sliding = { ...slidingOf(windows, image), group: channels };
    const made = to.node(
      'Conv',
      [to.transposed(x!, TO_ONNX), to.real(cellFilters(windows, channels))],
      sliding,
    );
    // Channel by channel the cells, which are to be cell by cell the channels.
    const byChannel: Lengths = [rows, channels, numbers / channels, down, across];
    const apart = to.reshaped(made, [rows, numbers, down, across], byChannel);
    const byCell: Lengths = [rows, down, across, numbers / channels, channels];
    return to.reshaped(to.transposed(apart, [0, 3, 4, 2, 1]), byCell, node.lengths);
  },
  unpatches: (to, [lines], node) => {
    const { windows, image } = paramsOf<Cut>(node);
    const { lengths } = node.inputs[0]!;
    const [rows, down, across, numbers] = lengths as [Length, Length, Length, number];
    const channels = image[2]!;
    const apart = to.reshaped(lines!, lengths, [rows, down, across, numbers / channels, channels]);
    const byChannel = to.transposed(apart, [0, 4, 3, 1, 2]);
    const taken = to.reshaped(
      byChannel,
      [rows, channels, numbers / channels, down, across],
      [rows, numbers, down, across],
    );
    const rest = overhang(windows, image).map((length) => Math.max(0, -length));
    const sliding = { ...slidingOf(windows, image), output_padding: rest, group: channels };
    return to.transposed(
      to.node('ConvTranspose', [taken, to.real(cellFilters(windows, channels))], sliding),
      FROM_ONNX,
    );
  },
  maxPool2d: (to, [x], node) => {
    const image = node.inputs[0]!.lengths.slice(1) as Shape;
    return onImages(to, 'MaxPool', [x!], slidingOf(paramsOf<Windows>(node), image));
  },
};
