import { broadcastTo, equal, max, multiply, reshape } from '../../autodiff/ops/index.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { type FeaturePoolOptions, groupsOf } from './feature-pool.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * Of each few neighbouring features the largest stays and the others become 0; the shape stays, features are the last axis.
 *
 * Where several are largest, all of them stay (in Lasagne's `FeatureWTALayer` the first one). Srivastava et al. 2013, "Compete to
 * Compute".
 *
 * @example
 * const network = sequential(dense({ units: 64 }), winnerTakesAll({ size: 2 }), dense({ units: 1 }));
 */
export function winnerTakesAll(options: FeaturePoolOptions): Layer<NoWeights> {
  const { size } = checkOptions('winnerTakesAll', options, ['size']);
  checkCount('winnerTakesAll', 'size', size);
  return withoutWeights(
    { kind: 'winnerTakesAll', size },
    (input) => {
      groupsOf('winnerTakesAll', size, input);
      return input;
    },
    (x) => {
      const groups = reshape(x, [...x.shape.slice(0, -1), x.shape.at(-1)! / size, size]);
      const largest = broadcastTo(max(groups, { axes: -1, keepDims: true }), groups.shape);
      return reshape(multiply(groups, equal(groups, largest)), x.shape);
    },
  );
}
