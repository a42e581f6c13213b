import { matmulByGroup, reshape } from '../../autodiff/ops/index.ts';
import { patchesBy } from '../../autodiff/ops/patches.ts';
import { type WindowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { stack } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';

/** A kernel for each window over images `[height, width, channels]`, as one line of weights: `[down, across, inputs, filters]`. */
export function localKernelShape(
  kind: string,
  settings: WindowSettings,
  filters: number,
  image: Shape,
): Shape {
  const { size } = settings;
  return [...windowsOf(kind, settings, image).count, size[0] * size[1] * image[2]!, filters];
}

/** Draws the kernel of each window by itself: that there are others says nothing about how large its weights should be. */
export function drawLocalKernel(init: Initializer, settings: WindowSettings, shape: Shape, rng: Rng): Tensor {
  const [down, across, inputs, filters] = shape;
  const { size } = settings;
  const own = [...size, inputs! / (size[0] * size[1]), filters!];
  const each = Array.from({ length: down! * across! }, (_, i) => init.draw(own, rng.split(`window ${i}`)));
  return { shape, data: stack(each).data };
}

/** What each window sees times its own kernel: images and a kernel `[down, across, inputs, filters]` give `[batch, down, across, filters]`. */
export function connectLocally(kind: string, x: Value, kernel: Value, settings: WindowSettings): Value {
  const [down, across, inputs, filters] = kernel.shape;
  const lines = patchesBy(kind, x, settings);
  const windows = reshape(lines, [x.shape[0]!, down! * across!, inputs!]);
  const sums = matmulByGroup(windows, reshape(kernel, [down! * across!, inputs!, filters!]));
  return reshape(sums, [x.shape[0]!, down!, across!, filters!]);
}
