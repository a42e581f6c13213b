import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { uniformWeights } from './uniform-weights.ts';

/** w ~ U(±1/√inputs): how torch's Linear starts kernels and biases, and with it the published tabular networks. */
export function withinRootOf(inputs: number, shape: Shape, rng: Rng): Tensor {
  const bound = 1 / Math.sqrt(inputs);
  return uniformWeights({ min: -bound, max: bound }).draw(shape, rng);
}
