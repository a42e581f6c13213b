import { softmax as softmaxOf } from '../../autodiff/ops/index.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { featuresOf } from './features.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * The features of each row as shares of 1, y[j] = e^x[j] / Σ e^x[i]; features are the last axis.
 *
 * Not before `crossEntropy`, which takes raw numbers and does this itself; it is for gates, for attention, and for a network that is to
 * give probabilities.
 *
 * @example
 * const probabilities = sequential(trained, softmax());
 */
export function softmax(): Layer<NoWeights> {
  return withoutWeights(
    { kind: 'softmax' },
    (input) => {
      featuresOf('softmax', input);
      return input;
    },
    (x) => softmaxOf(x),
  );
}
