import { add } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Json } from '../../spec.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkFlag } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { zeroWeights } from '../initializers/constant-weights.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';

/** What all layers of filters are made of. */
export interface FilterOptions {
  /** How many outputs each window gets. */
  readonly filters: number;
  /** Whether a bias is added; true by default. A batch norm right after makes it idle. */
  readonly bias?: boolean;
  /** How the kernel starts; `glorotUniform()` by default (Glorot & Bengio 2010). For ReLU and its kin, `heNormal()`. */
  readonly kernelInit?: Initializer;
  /** How the bias starts; zeros by default. */
  readonly biasInit?: Initializer;
}

/** A kernel and, where there is one, a bias. */
type FilterWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/** What one kind of layer of filters does. */
export interface Filtering {
  readonly kind: string;
  /** What the spec holds beside what all of them have, checked. */
  readonly how: { readonly [option: string]: Json };
  /** Refuses rows that no window fits into. */
  outputShape(input: Shape): Shape;
  kernelShape(input: Shape): Shape;
  /** `[filters]` unless given. */
  biasShape?(input: Shape): Shape;
  /** Drawn as a whole unless given. */
  drawKernel?(init: Initializer, input: Shape, rng: Rng): Tensor;
  apply(x: Value, kernel: Value): Value;
}

/** A layer that has a kernel and a bias and differs from its like by what it does with the kernel. */
export function withFilters(options: FilterOptions, filtering: Filtering): Layer<FilterWeights> {
  const { kind, how } = filtering;
  const { filters } = options;
  const bias = checkFlag(kind, 'bias', options.bias ?? true);
  const kernelInit = checkInitializer(kind, 'kernelInit', options.kernelInit ?? glorotUniform());
  const biasInit = checkInitializer(kind, 'biasInit', options.biasInit ?? zeroWeights());

  return Object.freeze({
    spec: Object.freeze({
      kind,
      filters,
      ...how,
      bias,
      kernelInit: kernelInit.spec,
      ...(bias ? { biasInit: biasInit.spec } : {}),
    }),
    outputShape(input: Shape): Shape {
      const output = filtering.outputShape(input);
      filtering.kernelShape(input);
      return output;
    },
    init(input: Shape, rng: Rng): FilterWeights {
      filtering.outputShape(input);
      const own = rng.split('kernel');
      const kernel =
        filtering.drawKernel?.(kernelInit, input, own) ?? kernelInit.draw(filtering.kernelShape(input), own);
      if (!bias) return { kernel };
      return {
        kernel,
        bias: biasInit.draw(filtering.biasShape?.(input) ?? [filters], rng.split('bias')),
      };
    },
    apply(weights: ValuesOf<FilterWeights>, x: Value): Value {
      const row = x.shape.slice(1);
      filtering.outputShape(row);
      if (!sameShape(filtering.kernelShape(row), weights.kernel.shape)) {
        throw shapeError(kind, `rows that a kernel ${showShape(weights.kernel.shape)} was made for`, row);
      }
      const y = filtering.apply(x, weights.kernel);
      return weights.bias === undefined ? y : add(y, weights.bias);
    },
  });
}
