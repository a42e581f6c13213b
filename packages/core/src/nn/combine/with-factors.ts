import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Factors, Shape, Tree } from '../../tensor/tensor.ts';
import { mapLeaves } from '../../tensor/tree.ts';
import { applyPart } from '../apply-part.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { located } from '../located.ts';
import { checkLayers } from './check-layers.ts';
import { checkFound, checkNames, weightName } from './weight-names.ts';

/** How the weights of a layer are trained, beside the others. */
export interface FactorOptions extends Factors {
  /** The last parts of the paths of the weights that are meant, such as `['bias']`; all of them unless given. */
  readonly of?: readonly string[];
}

/**
 * The layer itself, its weights in a parameter group of their own: what the optimiser does to them is multiplied by factors.
 *
 * A step of such a weight is η·learningRate long and it decays by λ·weightDecay; factors of a layer inside are multiplied. Running
 * statistics are not trained and get none.
 *
 * @throws FoldwiseError `input` for a factor below 0; in `init`, for a name in `of` that no weight has.
 * @example
 * const network = sequential(
 *   withFactors(scale(), { learningRate: 6 }),
 *   withFactors(dense({ units: 64 }), { learningRate: 0.1, weightDecay: 0, of: ['bias'] }),
 * );
 */
export function withFactors<L extends Layer>(layer: L, options: FactorOptions): Layer<WeightsOf<L>> {
  checkLayers('withFactors', [layer]);
  checkOptions('withFactors', options, ['learningRate', 'weightDecay', 'of']);
  const { learningRate = 1, weightDecay = 1 } = options;
  checkNumber('withFactors', 'learningRate', learningRate, 'a number of at least 0', (f) => f >= 0);
  checkNumber('withFactors', 'weightDecay', weightDecay, 'a number of at least 0', (f) => f >= 0);
  const of = options.of && checkNames('withFactors', options.of);

  return Object.freeze({
    spec: Object.freeze({
      kind: 'withFactors',
      learningRate,
      weightDecay,
      ...(of === undefined ? {} : { of }),
      layer: layer.spec,
    }),
    outputShape: (input: Shape): Shape => located('withFactors', () => layer.outputShape(input)),
    init(input: Shape, rng: Rng): WeightsOf<L> {
      const fresh: Tree = located('withFactors', () => layer.init(input, rng));
      if (of !== undefined) checkFound('withFactors', of, fresh);
      const marked = mapLeaves(fresh, (leaf, path) => {
        if (leaf.role === 'statistic' || of?.includes(weightName(path)) === false) return leaf;
        return { ...leaf, factors: product(leaf.factors, { learningRate, weightDecay }) };
      });
      // The same tree that a layer of type L makes, its leaves marked.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return marked as WeightsOf<L>;
    },
    apply: (weights: ValuesOf<WeightsOf<L>>, x: Value, context: Context): Value =>
      applyPart('withFactors', layer, weights as Tree<Value>, x, context),
    parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
  });
}

function product(a: Factors = {}, b: Factors = {}): Factors {
  return Object.freeze({
    learningRate: (a.learningRate ?? 1) * (b.learningRate ?? 1),
    weightDecay: (a.weightDecay ?? 1) * (b.weightDecay ?? 1),
  });
}
