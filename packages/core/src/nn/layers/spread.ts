import { concat, matmul, reshape, slice, transpose, unpatches } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { alongDepth, overPlanes, type Triple, type VolumeSettings } from './volume.ts';

/**
 * Each cell of volumes times the kernel, added up wherever a window of a convolution would have seen the cell: `[batch, depth, height,
 * width, inputs]` and a kernel `[…size, inputs/groups, filters]` give `[batch, …lengths, filters]`.
 */
export function spread(
  x: Value,
  kernel: Value,
  settings: VolumeSettings,
  groups: number,
  lengths: Triple,
): Value {
  const [channels, filters] = [x, kernel].map((value) => value.shape.at(-1)! / groups);
  // The groups one after the other, each with its share of channels and filters.
  const parts = Array.from({ length: groups }, (_, i) =>
    spreadGroup(
      slice(x, -1, i * channels!, (i + 1) * channels!),
      slice(kernel, -1, i * filters!, (i + 1) * filters!),
      settings,
      lengths,
    ),
  );
  return groups === 1 ? parts[0]! : concat(parts, -1);
}

/** Over each plane, and then through the planes. */
function spreadGroup(x: Value, kernel: Value, settings: VolumeSettings, lengths: Triple): Value {
  const [planes, height, width] = lengths;
  const [batch, depth, down, across, channels] = x.shape;
  const [deep, , , , filters] = kernel.shape;
  const lines = matmul(
    reshape(x, [-1, channels!]),
    reshape(transpose(kernel, [3, 1, 2, 0, 4]), [channels!, -1]),
  );
  const flat = unpatches(reshape(lines, [batch! * depth!, down!, across!, -1]), {
    ...overPlanes(settings),
    height,
    width,
  });
  if (deep === 1 && planes === depth) return flat;
  return unpatches(reshape(flat, [batch!, depth!, height * width, deep! * filters!]), {
    ...alongDepth(settings),
    height: planes,
    width: height * width,
  });
}
