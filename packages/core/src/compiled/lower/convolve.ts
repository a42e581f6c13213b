import type { Placed, Word } from '../../autodiff/lowering/lowering.ts';
import type { Finish, Transposes } from '../../autodiff/ops/matmul.ts';
import type { Sliding } from '../sliding.ts';
import type { GraphLowering } from './graph-lowering.ts';

/** Images without gaps between their cells, with the zeros that windows see around them. */
export function bordered(lowering: GraphLowering, out: Placed, sliding: Sliding): void {
  const { windows, source, images, height, width, imageBytes } = sliding;
  const [batch, rows, columns, channels] = images;
  const from = lowering.place(source);
  const { stride } = from;
  const isDense = source.shape.length === 2;
  lowering.add({
    kernel: 'Kernel.border',
    words: [
      batch!,
      rows!,
      columns!,
      channels! * 4,
      from,
      isDense ? channels! * 4 : stride,
      isDense ? stride : rows! * columns! * stride,
      out,
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
    images,
    imageBytes,
    dilation[0] * lineBytes,
    stride[0] * lineBytes,
    stride[1] * cell,
  ];
}

/** The product of the rows that windows see, or of their transpose, with another matrix. */
export function convolution(
  lowering: GraphLowering,
  out: Placed,
  sliding: Sliding,
  [images, b]: readonly [Placed, Placed],
  { transposeA }: Transposes,
  { bias, low }: Finish,
): void {
  const n = out.columns;
  const words = [...windowWords(images, n, sliding), b, b.stride, out, out.stride];
  const reads = [images.buffer, b.buffer];
  if (transposeA) {
    lowering.add({ kernel: 'Kernel.convolveGradient', words, reads, writes: [out.buffer] });
    return;
  }
  const added = bias ?? lowering.zeros(n);
  lowering.add({
    kernel: 'Kernel.convolve',
    words: [...words, added, { real: low }],
    reads: [...reads, added.buffer],
    writes: [out.buffer],
  });
}
