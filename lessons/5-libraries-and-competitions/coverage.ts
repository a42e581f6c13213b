import type { Layer } from '@foldwise/core';

/** What a convolution sees of an image. */
export interface Coverage {
  /** The filter's side, in pixels of the image: each pooling by 2 before it doubles it. */
  readonly filter: number;
  /** The side of what one of its outputs depends on, in pixels of the image. */
  readonly field: number;
  /** filter / field in per cent: how much of what it sees is news to it. Below a sixth is too little. */
  readonly capacity: number;
  /** field / image in per cent. Above 100, it sees more than there is. */
  readonly coverage: number;
}

/** The number that a layer's description has under a name, the first where it has a pair. */
function sideOf({ spec }: Layer, name: string): number {
  const side: unknown = spec[name];
  return Number(Array.isArray(side) ? side[0] : side);
}

/** Each convolution of a list of layers for square images, by Xudong Cao's two measures. */
export function coverageOf(layers: readonly Layer[], imageSide: number): readonly Coverage[] {
  let [scale, field] = [1, 1];
  return layers.flatMap((layer) => {
    if (layer.spec.kind === 'maxPool2d') scale *= sideOf(layer, 'size');
    if (layer.spec.kind !== 'conv2d') return [];
    const size = sideOf(layer, 'kernelSize');
    field += (size - 1) * scale;
    const filter = size * scale;
    return [{ filter, field, capacity: (100 * filter) / field, coverage: (100 * field) / imageSide }];
  });
}
