import { add } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer, ValuesOf } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import type { Tree } from '../tensor/tensor.ts';
import { checkData } from './check-data.ts';
import type { TrainingData } from '../executor/executor.ts';

/**
 * The loss of a network on all rows at once as a function of its weights, with what they cost by `withPenalty`: for `minimize`,
 * `valueAndGradient`, or a look at the landscape.
 *
 * It is the same at every call: dropout is off, and batch norm uses the statistics it is handed.
 *
 * @throws FoldwiseError `data` for rows that cannot be learned from, or targets that the loss has no meaning for.
 * @example
 * const { at } = minimize(lossOn(network, squaredError(), data), network.init([4], rng(1)));
 */
export function lossOn<W extends Tree>(
  network: Layer<W>,
  loss: Loss,
  data: TrainingData,
): (weights: ValuesOf<W>) => Value {
  checkData(data);
  loss.checkTarget?.(data.target);
  return (weights) => {
    const costs: Value[] = [];
    const penalize = (cost: Value): void => void costs.push(cost);
    const prediction = network.apply(weights, data.features, { ...evaluation, penalize });
    const own = loss.apply(prediction, data.target, data.rowWeights, evaluation);
    return costs.reduce((sum, cost) => add(sum, cost), own);
  };
}
