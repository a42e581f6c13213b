import { abs, multiply, square, sum } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkRate, specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';
import { applyPart } from '../apply-part.ts';
import { checkOptions } from '../../check-option.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { located } from '../located.ts';
import { checkLayers } from './check-layers.ts';
import { checkFound, checkNames, weightName } from './weight-names.ts';

/** What the weights of a layer cost. */
export interface PenaltyOptions {
  /** λ₁, times Σ |w|: makes weights 0 that are not needed; 0 unless given. */
  readonly l1?: Schedule | number;
  /** λ₂, times Σ w², not halved, as in Lasagne: keeps weights small; 0 unless given. */
  readonly l2?: Schedule | number;
  /** The last parts of the paths of the weights that are meant, such as `['kernel', 'bias']`; all of two axes or more unless given. */
  readonly of?: readonly string[];
}

/**
 * The layer itself, its weights at a price: λ₁·Σ |w| + λ₂·Σ w² is added to the loss of every step of a training, and so to the loss
 * that the history tells; predictions know nothing of it.
 *
 * Biases and scales cost nothing unless they are named. What draws weights to zero apart from the loss is the weight decay of
 * `adamW`, or `addDecayedWeights`.
 *
 * @throws FoldwiseError `input` for a price below 0; in `init`, for a name in `of` that no weight has, or a layer without weights.
 * @example
 * const network = sequential(withPenalty(dense({ units: 64 }), { l1: 1e-5 }), relu(), dense({ units: 1 }));
 */
export function withPenalty<L extends Layer>(layer: L, options: PenaltyOptions): Layer<WeightsOf<L>> {
  const kind = 'withPenalty';
  checkLayers(kind, [layer]);
  checkOptions(kind, options, ['l1', 'l2', 'of']);
  const l1 = checkRate(kind, 'l1', options.l1 ?? 0);
  const l2 = checkRate(kind, 'l2', options.l2 ?? 0);
  const of = options.of && checkNames(kind, options.of);

  return Object.freeze({
    spec: Object.freeze({
      kind,
      l1: specOfRate(l1),
      l2: specOfRate(l2),
      ...(of === undefined ? {} : { of }),
      layer: layer.spec,
    }),
    outputShape: (input: Shape): Shape => located(kind, () => layer.outputShape(input)),
    init(input: Shape, rng: Rng): WeightsOf<L> {
      const fresh: Tree = located(kind, () => layer.init(input, rng));
      if (of !== undefined) checkFound(kind, of, fresh);
      else if (chosen(fresh, of).length === 0) throw noWeights();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return fresh as WeightsOf<L>;
    },
    apply(weights: ValuesOf<WeightsOf<L>>, x: Value, context: Context): Value {
      const priced = context.penalize === undefined ? [] : chosen(weights as Tree<Value>, of);
      for (const weight of priced) {
        if (l1 !== 0) context.penalize?.(multiply(sum(abs(weight)), context.at(l1)));
        if (l2 !== 0) context.penalize?.(multiply(sum(square(weight)), context.at(l2)));
      }
      return applyPart(kind, layer, weights as Tree<Value>, x, context);
    },
    parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
  });
}

/** The trained weights that are meant. */
function chosen(weights: Tree<Value>, of: readonly string[] | undefined): readonly Value[] {
  return leavesOf<Value>(weights).flatMap(({ path, leaf }) => {
    if (leaf.role === 'statistic') return [];
    return (of === undefined ? leaf.shape.length > 1 : of.includes(weightName(path))) ? [leaf] : [];
  });
}

function noWeights(): FoldwiseError {
  return new FoldwiseError('expected a layer with weights of two axes or more, got one without', {
    code: 'input',
    where: 'withPenalty',
    hint: "name the weights that are meant, such as of: ['scale']",
  });
}
