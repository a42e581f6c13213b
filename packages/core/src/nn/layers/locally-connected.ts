import { matmulByGroup, reshape, transpose } from '../../autodiff/ops/index.ts';
import { patchesBy } from '../../autodiff/ops/patches.ts';
import { type WindowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { stack } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';

/** A kernel for each window over images `[height, width, channels]`, as one line of weights: `[down, across, inputs, filters]`. */
export function localKernelShape(
  kind: string,
  settings: WindowSettings,
  filters: number,
  groups: number,
  image: Shape,
): Shape {
  const { size } = settings;
  const { count } = windowsOf(kind, settings, image);
  return [...count, size[0] * size[1] * inputsOfGroup(kind, groups, image), filters];
}

/** Draws the kernel of each window by itself: that there are others says nothing about how large its weights should be. */
export function drawLocalKernel(init: Initializer, settings: WindowSettings, shape: Shape, rng: Rng): Tensor {
  const [down, across, inputs, filters] = shape;
  const { size } = settings;
  const own = [...size, inputs! / (size[0] * size[1]), filters!];
  const each = Array.from({ length: down! * across! }, (_, i) => init.draw(own, rng.split(`window ${i}`)));
  return { shape, data: stack(each).data };
}

/**
 * What each window sees times its own kernel: images and a kernel `[down, across, inputs, filters]` give `[batch, down, across, filters]`.
 * Each group of filters sees its own group of channels.
 */
export function connectLocally(
  kind: string,
  x: Value,
  kernel: Value,
  settings: WindowSettings,
  groups: number,
): Value {
  const [down, across, inputs, filters] = kernel.shape;
  const [batch, places] = [x.shape[0]!, down! * across!];
  const lines = patchesBy(kind, x, settings);
  // A window has its cells one after the other, each with the channels of all groups.
  const cells = reshape(lines, [batch, places, -1, groups, x.shape[3]! / groups]);
  const matrices = reshape(kernel, [places, inputs!, groups, filters! / groups]);
  const apart = (value: Value, order: readonly number[]): Value =>
    groups === 1 ? value : transpose(value, order);
  const sums = matmulByGroup(
    reshape(apart(cells, [0, 1, 3, 2, 4]), [batch, places * groups, inputs!]),
    reshape(apart(matrices, [0, 2, 1, 3]), [places * groups, inputs!, filters! / groups]),
  );
  return reshape(sums, [batch, down!, across!, filters!]);
}
