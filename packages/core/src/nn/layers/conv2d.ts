import { add, conv2d as convolve } from '../../autodiff/ops/index.ts';
import { checkGroups } from '../../autodiff/ops/conv.ts';
import { type Padding2d, type Pair, windowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkFlag, checkOptions } from '../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { zeroWeights } from '../initializers/constant-weights.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';

/** What a convolution over images is made of. */
export interface Conv2dOptions {
  /** How many outputs each window gets. */
  readonly filters: number;
  /** Height and width of a window; one number means a square. */
  readonly kernelSize: number | Pair;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number | Pair;
  /**
   * Zeros around the image: `valid`, none, by default; `same`, so many that stride 1 keeps the size; or a count, for above and below
   * and for left and right.
   */
  readonly padding?: Padding2d;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number | Pair;
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
  /** Whether a bias is added; true by default. A batch norm right after makes it idle. */
  readonly bias?: boolean;
  /** How the kernel starts; `glorotUniform()` by default (Glorot & Bengio 2010). For ReLU and its kin, `heNormal()`. */
  readonly kernelInit?: Initializer;
  /** How the bias starts; zeros by default. */
  readonly biasInit?: Initializer;
}

/** Weights of a convolution: `kernel` is `[height, width, inputs/groups, filters]`, `bias` is `[filters]` where there is one. */
export type Conv2dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * The same weighted sums of what is near, everywhere in an image; `[height, width, channels]` → `[down, across, filters]`.
 *
 * y[i, j, f] = b[f] + Σ x[i·stride + u·dilation − padding, j·stride + v·dilation − padding, c]·W[u, v, c, f]. LeCun et al. 1998,
 * "Gradient-Based Learning Applied to Document Recognition". Pixels come as rows of numbers: put `reshapeTo` before the first one.
 *
 * @example
 * const layer = conv2d({ filters: 6, kernelSize: 5, padding: 'same' });
 * layer.outputShape([28, 28, 1]); // [28, 28, 6]
 */
export function conv2d(options: Conv2dOptions): Layer<Conv2dWeights> {
  checkOptions('conv2d', options, [
    'filters',
    'kernelSize',
    'stride',
    'padding',
    'dilation',
    'groups',
    'bias',
    'kernelInit',
    'biasInit',
  ]);
  const filters = checkCount('conv2d', 'filters', options.filters);
  const settings = windowSettings('conv2d', { ...options, size: options.kernelSize }, 'kernelSize');
  const groups = checkGroups('conv2d', options.groups ?? 1, filters);
  const bias = checkFlag('conv2d', 'bias', options.bias ?? true);
  const kernelInit = checkInitializer('conv2d', 'kernelInit', options.kernelInit ?? glorotUniform());
  const biasInit = checkInitializer('conv2d', 'biasInit', options.biasInit ?? zeroWeights());
  const { size, stride, padding, dilation } = settings;

  return Object.freeze({
    spec: Object.freeze({
      kind: 'conv2d',
      filters,
      kernelSize: size,
      stride,
      padding,
      dilation,
      groups,
      bias,
      kernelInit: kernelInit.spec,
      ...(bias ? { biasInit: biasInit.spec } : {}),
    }),
    outputShape(input: Shape): Shape {
      const { count } = windowsOf('conv2d', settings, input);
      inputsOfGroup('conv2d', groups, input);
      return [...count, filters];
    },
    init(input: Shape, rng: Rng): Conv2dWeights {
      windowsOf('conv2d', settings, input);
      const kernel = kernelInit.draw(
        [...size, inputsOfGroup('conv2d', groups, input), filters],
        rng.split('kernel'),
      );
      return bias ? { kernel, bias: biasInit.draw([filters], rng.split('bias')) } : { kernel };
    },
    apply(weights: ValuesOf<Conv2dWeights>, x: Value): Value {
      const y = convolve(x, weights.kernel, { stride, padding, dilation, groups });
      return weights.bias === undefined ? y : add(y, weights.bias);
    },
  });
}
