import { FoldwiseError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** What one filter looks for in one channel. */
export interface KernelImage {
  readonly filter: number;
  readonly channel: number;
  /** `[height, width]`. */
  readonly image: Tensor;
}

/**
 * The weights of a convolution as images, filter by filter and channel by channel: `[height, width, channels, filters]`; a kernel over
 * sequences, `[size, channels, filters]`, as images of one line.
 *
 * @throws FoldwiseError `shape` for any other tensor.
 * @example
 * const images = kernelImages(weights[1].kernel);
 */
export function kernelImages({ shape, data }: Tensor): readonly KernelImage[] {
  const [height, width, channels, filters] = shape.length === 3 ? [1, ...shape] : shape;
  if (shape.length !== 3 && shape.length !== 4) {
    throw new FoldwiseError(
      `expected a kernel [height, width, channels, filters] or [size, channels, filters], got ${showShape(shape)}`,
      { code: 'shape', where: 'kernelImages', hint: 'pass the kernel of a convolution' },
    );
  }
  const places = height! * width!;
  return Array.from({ length: filters! * channels! }, (_, i) => {
    const [filter, channel] = [Math.floor(i / channels!), i % channels!];
    const image = Float64Array.from(
      { length: places },
      (__, place) => data[(place * channels! + channel) * filters! + filter]!,
    );
    return { filter, channel, image: { shape: [height!, width!], data: image } };
  });
}
