import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';

/** How many channels each group of a convolution sees; an error that names the layer where they do not fall into so many groups. */
export function inputsOfGroup(layer: string, groups: number, input: Shape): number {
  const channels = input.at(-1)!;
  if (channels % groups === 0) return channels / groups;
  throw shapeError(layer, `a number of channels that ${groups} groups divide`, input);
}
