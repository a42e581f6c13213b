import type { Value } from '../../autodiff/primitive.ts';
import { add, matmul, multiply, reshape } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { didYouMean, FoldwiseError } from '../../errors.ts';
import { checkCount, checkFlag, checkOptions } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { zeroWeights } from '../initializers/constant-weights.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { normalWeights } from '../initializers/normal-weights.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures, featuresOf } from './features.ts';

/** What a dense layer is made of. */
export interface DenseOptions {
  /** How many outputs each row gets. */
  readonly units: number;
  /** Whether a bias is added; true by default. A batch norm right after makes it idle. */
  readonly bias?: boolean;
  /** How the kernel starts; `glorotUniform()` by default (Glorot & Bengio 2010). For ReLU and its kin, `heNormal()`. */
  readonly kernelInit?: Initializer;
  /** How the bias starts; zeros by default. */
  readonly biasInit?: Initializer;
  /**
   * `standard` by default. `ntk` divides the product by √inputs instead of starting from smaller weights, y = x·W/√inputs + b, and
   * starts from W ~ N(0, 1) unless `kernelInit` says otherwise: one learning rate then suits all widths (Jacot et al. 2018, "Neural
   * Tangent Kernel"; so does RealMLP).
   */
  readonly parametrisation?: 'standard' | 'ntk';
}

/** Weights of a dense layer: `kernel` is `[inputs, units]`, `bias` is `[units]` where there is one. */
export type DenseWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * A weighted sum of all inputs for each output, y = x·W + b; `[inputs]` → `[units]`.
 *
 * With more axes (`[steps, inputs]`) it works on the last one.
 *
 * @example
 * const layer = dense({ units: 16, kernelInit: heNormal() });
 * layer.outputShape([4]); // [16]
 */
export function dense(options: DenseOptions): Layer<DenseWeights> {
  checkOptions('dense', options, ['units', 'bias', 'kernelInit', 'biasInit', 'parametrisation']);
  const units = checkCount('dense', 'units', options.units);
  const bias = checkFlag('dense', 'bias', options.bias ?? true);
  const isNtk = checkParametrisation(options.parametrisation ?? 'standard') === 'ntk';
  const { kernelInit: start = isNtk ? normalWeights({ std: 1 }) : glorotUniform() } = options;
  const kernelInit = checkInitializer('dense', 'kernelInit', start);
  const biasInit = checkInitializer('dense', 'biasInit', options.biasInit ?? zeroWeights());

  return Object.freeze({
    spec: Object.freeze({
      kind: 'dense',
      units,
      bias,
      kernelInit: kernelInit.spec,
      ...(bias ? { biasInit: biasInit.spec } : {}),
      ...(isNtk ? { parametrisation: 'ntk' } : {}),
    }),
    outputShape(input: Shape): Shape {
      featuresOf('dense', input);
      return [...input.slice(0, -1), units];
    },
    init(input: Shape, rng: Rng): DenseWeights {
      const kernel = kernelInit.draw([featuresOf('dense', input), units], rng.split('kernel'));
      return bias ? { kernel, bias: biasInit.draw([units], rng.split('bias')) } : { kernel };
    },
    apply(weights: ValuesOf<DenseWeights>, x: Value): Value {
      const row = x.shape.slice(1);
      const width = weights.kernel.shape[0]!;
      checkFeatures('dense', width, x);
      const lines = row.length === 1 ? x : reshape(x, [-1, width]);
      const sums = matmul(lines, weights.kernel);
      const product = isNtk ? multiply(sums, 1 / Math.sqrt(width)) : sums;
      const y = weights.bias === undefined ? product : add(product, weights.bias);
      return row.length === 1 ? y : reshape(y, [...x.shape.slice(0, -1), units]);
    },
  });
}

function checkParametrisation(name: 'standard' | 'ntk'): 'standard' | 'ntk' {
  if (name === 'standard' || name === 'ntk') return name;
  throw new FoldwiseError(`expected parametrisation to be standard or ntk, got "${String(name)}"`, {
    code: 'input',
    where: 'dense',
    hint: didYouMean(String(name), ['standard', 'ntk']),
  });
}
