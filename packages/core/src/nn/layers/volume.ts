import { type WindowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';
import { eachDirection, eachPadding } from './each-direction.ts';

/** A number for the depth, one for the vertical and one for the horizontal direction. */
export type Triple = readonly [depth: number, vertical: number, horizontal: number];

/** Zeros around a volume: as around an image, with a count for the depth as well. */
export type Padding3d = 'valid' | 'same' | number | Triple;

/** How windows slide through a volume; one number means the same in all directions. */
export interface VolumeOptions {
  readonly size: number | Triple;
  readonly stride?: number | Triple;
  readonly padding?: Padding3d;
  readonly dilation?: number | Triple;
}

/** Options of windows in a volume, checked, with a number for each direction. */
export interface VolumeSettings {
  readonly size: Triple;
  readonly stride: Triple;
  readonly padding: 'valid' | 'same' | Triple;
  readonly dilation: Triple;
}

/** Checks the options of windows in a volume. */
export function volumeSettings(where: string, options: VolumeOptions, sizeName = 'size'): VolumeSettings {
  const { size, stride = 1, padding = 'valid', dilation = 1 } = options;
  const zeros = eachPadding(where, padding, 3);
  return Object.freeze({
    size: asTriple(eachDirection(where, sizeName, size, 3)),
    stride: asTriple(eachDirection(where, 'stride', stride, 3)),
    padding: typeof zeros === 'string' ? zeros : asTriple(zeros),
    dilation: asTriple(eachDirection(where, 'dilation', dilation, 3)),
  });
}

function asTriple([depth, vertical, horizontal]: readonly number[]): Triple {
  return Object.freeze([depth!, vertical!, horizontal!] as const);
}

/** The same windows along the depth alone, over images whose height is the depth. */
export function alongDepth({ size, stride, padding, dilation }: VolumeSettings): WindowSettings {
  return {
    size: [size[0], 1],
    stride: [stride[0], 1],
    padding: typeof padding === 'string' ? padding : [padding[0], 0],
    dilation: [dilation[0], 1],
  };
}

/** The same windows over each plane. */
export function overPlanes({ size, stride, padding, dilation }: VolumeSettings): WindowSettings {
  return {
    size: [size[1], size[2]],
    stride: [stride[1], stride[2]],
    padding: typeof padding === 'string' ? padding : [padding[1], padding[2]],
    dilation: [dilation[1], dilation[2]],
  };
}

/** How many windows there are in each direction; an error that names the layer where it is no volume, or not even one fits. */
export function windowsIn(where: string, settings: VolumeSettings, volume: Shape): Triple {
  if (volume.length !== 4 || volume.includes(0)) {
    const hint = volume.length === 3 ? 'give them a last axis of length 1' : 'reshape them first';
    throw shapeError(where, 'volumes [depth, height, width, channels]', volume, hint);
  }
  const { size, padding, dilation } = settings;
  const spans = size.map((cells, i) => (cells - 1) * dilation[i]! + 1);
  const fits = spans.every((span, i) => {
    const zeros = typeof padding === 'string' ? 0 : 2 * padding[i]!;
    return padding === 'same' || span <= volume[i]! + zeros;
  });
  if (!fits) {
    const wanted = `volumes that a window of ${spans.join(' by ')} fits into`;
    throw shapeError(where, wanted, volume, "make the window smaller, or pass padding: 'same'");
  }
  const [depth, height, width] = volume;
  const [deep] = windowsOf(where, alongDepth(settings), [depth!, 1, 1]).count;
  return [deep, ...windowsOf(where, overPlanes(settings), [height!, width!, 1]).count];
}
