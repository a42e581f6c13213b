import { readByStrides } from '../autodiff/ops/reshape.ts';
import { FoldwiseError } from '../errors.ts';
import { showShape, stridesOf } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * A kernel of PyTorch as it is here: a linear layer's `[outputs, inputs]` → `[inputs, outputs]`, a convolution's `[filters, inputs, …]`
 * → `[…, inputs, filters]`; what has one axis stays as it is.
 *
 * PyTorch flattens images channel by channel, and foldwise place by place: for the first dense layer after that, pass the image's
 * shape here, `[height, width, channels]`, by `fromTorchImage`.
 */
export function fromTorch(tensor: Tensor): Tensor {
  const { length } = tensor.shape;
  if (length < 2) return tensor;
  return reordered(tensor, [...tensor.shape.map((_, axis) => axis).slice(2), 1, 0]);
}

/**
 * The kernel of PyTorch's first linear layer after a flattened image, `[outputs, channels·height·width]`, as it is here:
 * `[height·width·channels, outputs]`.
 *
 * @param image `[height, width, channels]`.
 * @example
 * adoptWeights(network, [784], tensors, { from: { '6/kernel': { name: 'fc.weight', as: fromTorchImage([4, 4, 16]) }, … } });
 */
export function fromTorchImage(
  image: readonly [height: number, width: number, channels: number],
): (tensor: Tensor) => Tensor {
  const [height, width, channels] = image;
  return ({ shape, data }) => {
    const outputs = shape[0]!;
    if (shape.length !== 2 || shape[1] !== height * width * channels) {
      throw new FoldwiseError(
        `expected a kernel [outputs, ${height * width * channels}] for an image ${showShape(image)}, got ${showShape(shape)}`,
        { code: 'shape', where: 'fromTorchImage' },
      );
    }
    const byPlace = reordered({ shape: [outputs, channels, height, width], data }, [2, 3, 1, 0]);
    return { shape: [height * width * channels, outputs], data: byPlace.data };
  };
}

function reordered({ shape, data }: Tensor, order: readonly number[]): Tensor {
  const strides = stridesOf(shape);
  return readByStrides(
    { shape, data },
    order.map((axis) => shape[axis]!),
    order.map((axis) => strides[axis]!),
  );
}
