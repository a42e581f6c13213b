import type { Rng } from '../../random/rng.ts';
import type { Described, Spec } from '../../spec.ts';
import { fromData } from '../../tensor/make.ts';
import { sizeWithRoom } from '../../tensor/size-with-room.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';

/**
 * How fresh weights are drawn. A layer calls `draw` once per weight in its `init`, with a generator of that weight's own.
 *
 * The last axis of `shape` counts outputs, the one before it inputs, and any axes before those are a receptive field.
 */
export interface Initializer extends Described {
  draw(shape: Shape, rng: Rng): Tensor;
}

/** An initialiser that fills a tensor number by number; `next` is asked once for the shape and then gives the numbers. */
export function initializer(spec: Spec, next: (shape: Shape, rng: Rng) => () => number): Initializer {
  return Object.freeze({
    spec: Object.freeze(spec),
    draw(shape: Shape, rng: Rng): Tensor {
      return fromData(Float64Array.from({ length: sizeWithRoom(shape) }, next(shape, rng)), shape);
    },
  });
}
