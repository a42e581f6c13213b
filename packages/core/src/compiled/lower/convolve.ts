import type { GraphNode } from '../graph.ts';
import type { Word } from '../instruction.ts';
import { layoutOf } from '../layout.ts';
import type { Sliding } from '../sliding.ts';
import { at, type Lowering, type Placed } from './lowering.ts';
import type { Finish, ProductParams } from './product.ts';

/** Images without gaps between their cells, with the zeros that windows see around them. */
export function bordered(lowering: Lowering, out: Placed, sliding: Sliding): void {
  const { windows, source, images, height, width, imageBytes } = sliding;
  const [batch, rows, columns, channels] = images;
  const from = lowering.place(source);
  const { stride } = layoutOf(source.shape);
  const isDense = source.shape.length === 2;
  lowering.emit({
    kernel: 'Kernel.border',
    words: [
      batch!,
      rows!,
      columns!,
      channels! * 4,
      at(from),
      isDense ? channels! * 4 : stride,
      isDense ? stride : rows! * columns! * stride,
      at(out),
      height,
      width,
      imageBytes,
      ...windows.before,
    ],
    reads: [from.buffer],
    writes: [out.buffer],
  });
}

function windowWords(
  images: Placed,
  n: number,
  { windows, images: shape, lineBytes, imageBytes }: Sliding,
): readonly Word[] {
  const [batch, , , channels] = shape;
  const { size, stride, dilation, count } = windows;
  const cell = channels! * 4;
  return [
    batch!,
    ...count,
    n,
    size[0],
    size[1] * channels!,
    at(images),
    imageBytes,
    dilation[0] * lineBytes,
    stride[0] * lineBytes,
    stride[1] * cell,
  ];
}

/** The product of the rows that windows see, or of their transpose, with another matrix. */
export function convolution(
  lowering: Lowering,
  out: Placed,
  sliding: Sliding,
  [rows, right]: readonly GraphNode[],
  { transposeA }: ProductParams,
  { bias, low }: Finish,
): void {
  const images = lowering.place(rows!);
  const b = lowering.place(right!);
  const n = out.shape.at(-1)!;
  const words = [
    ...windowWords(images, n, sliding),
    at(b),
    layoutOf(b.shape).stride,
    at(out),
    layoutOf(out.shape).stride,
  ];
  const reads = [images.buffer, b.buffer];
  if (transposeA) {
    lowering.emit({ kernel: 'Kernel.convolveGradient', words, reads, writes: [out.buffer] });
    return;
  }
  const added = bias === undefined ? lowering.zeros(n) : lowering.place(bias);
  lowering.emit({
    kernel: 'Kernel.convolve',
    words: [...words, at(added), { real: low }],
    reads: [...reads, added.buffer],
    writes: [out.buffer],
  });
}
