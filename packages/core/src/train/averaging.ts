import { add, multiply, subtract } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import { expm1 } from '../math/expm1.ts';
import { log } from '../math/log.ts';
import { applyNetwork } from '../nn/apply-part.ts';
import type { Context, Layer } from '../nn/layer.ts';
import type { Schedule } from '../optim/rule.ts';
import type { Rng } from '../random/rng.ts';
import { fromData, statistic } from '../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';

/**
 * Which weights of a training are averaged into the ones that are evaluated and kept.
 *
 * `swa`: the plain mean of those after every step once the share `from` of the run is over (Izmailov et al. 2018, "Averaging Weights
 * Leads to Wider Optima and Better Generalization", who take it once an epoch from 0.75 on, at a high learning rate to the end).
 * `ema`: a mean in which each step counts `decay` times what the next one does, Σ dᵏ⁻ⁱ·wᵢ / Σ dᵏ⁻ⁱ; 0.999 looks back a thousand
 * steps. Its sum of shares is 1 from the first step on, so the weights before it do not count.
 */
export type Averaging =
  | { readonly kind: 'swa'; readonly from: number }
  | { readonly kind: 'ema'; readonly decay: number };

/** Throws where an averaging is none. */
export function checkAveraging(averaging: Averaging): void {
  const { kind } = averaging;
  const [name, share] = kind === 'swa' ? ['from', averaging.from] : ['decay', averaging.decay];
  if ((kind === 'swa' || kind === 'ema') && share >= 0 && share < 1) return;
  throw new FoldwiseError(
    `expected averaging by swa or ema, with a share from 0 to below 1, got ${kind} with ${name} ${String(share)}`,
    { code: 'input', where: 'train', hint: "pass for example averaging: { kind: 'ema', decay: 0.999 }" },
  );
}

/**
 * How far the mean moves towards the weights after a step: mean ← mean + rate·(weights − mean).
 *
 * The weights after step k, from 1, are those that step k, counted from 0, starts from.
 */
export function averagingRate(averaging: Averaging): Schedule {
  return Object.freeze({
    spec: Object.freeze({ ...averaging }),
    at(step: number, totalSteps: number): number {
      if (averaging.kind === 'swa') {
        const first = Math.max(1, Math.ceil(averaging.from * totalSteps));
        return 1 / Math.max(1, step - first + 1);
      }
      const { decay } = averaging;
      // 1 − dᵏ, without the digits that dᵏ near 1 would cost.
      return step <= 1 ? 1 : (1 - decay) / -expm1(step * log(decay));
    },
  });
}

/** What is trained where weights are averaged: those of the network and, remembered beside them, the mean of each so far. */
export type AveragedWeights = { readonly weights: Tree; readonly means: readonly Tensor[] };

/** The leaves that are trained, and so averaged. */
function trainedOf<Leaf extends Value>(weights: Tree<Leaf>): readonly Leaf[] {
  return leavesOf<Leaf>(weights).flatMap(({ leaf }) => (leaf.role === 'statistic' ? [] : [leaf]));
}

/**
 * The network as it is trained with averaging. The means are statistics that it observes in every step, so whoever carries out the
 * steps need know nothing of them, and masks, losses and weights are the same as without.
 */
export function averagedNetwork(network: Layer, averaging: Averaging): Layer<AveragedWeights> {
  const rate = averagingRate(averaging);
  return Object.freeze({
    spec: Object.freeze({ kind: 'averagedNetwork', averaging: rate.spec, network: network.spec }),
    outputShape: (input: Shape): Shape => network.outputShape(input),
    init: (input: Shape, rng: Rng): AveragedWeights => withMeans(network.init(input, rng)),
    apply(
      at: { readonly weights: Tree<Value>; readonly means: readonly Value[] },
      x: Value,
      context: Context,
    ) {
      if (context.training) {
        const step = context.at(rate);
        trainedOf<Value>(at.weights).forEach((weight, i) => {
          const mean = at.means[i]!;
          context.observe(mean, add(mean, multiply(step, subtract(weight, mean))));
        });
      }
      return applyNetwork(network, at.weights, x, context);
    },
  });
}

/** Weights to start from, each its own mean so far. */
export function withMeans(weights: Tree): AveragedWeights {
  return { weights, means: trainedOf<Tensor>(weights).map(({ shape, data }) => statistic({ shape, data })) };
}

/**
 * The averaged weights after a step: the means, which know the weights that each step started from, moved by a share towards those
 * after the last one. Statistics are those of the weights that were trained.
 */
export function meanWeights({ weights, means }: AveragedWeights, share: number): Tree {
  let next = 0;
  return mapLeaves(weights, (leaf) => {
    if (leaf.role === 'statistic') return leaf;
    const mean = means[next++]!.data;
    return fromData(
      leaf.data.map((w, i) => mean[i]! + share * (w - mean[i]!)),
      leaf.shape,
    );
  });
}
