import { add, conv1d as convolve } from '../../autodiff/ops/index.ts';
import { checkGroups, windowSettings1d } from '../../autodiff/ops/conv.ts';
import { windowsAlong } from '../../autodiff/ops/windows.ts';
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

/** What a convolution over sequences is made of. */
export interface Conv1dOptions {
  /** How many outputs each window gets. */
  readonly filters: number;
  /** Steps of a window. */
  readonly kernelSize: number;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number;
  /** Zeros at both ends: `valid`, none, by default; `same`, so many that stride 1 keeps the length; or a count. */
  readonly padding?: 'valid' | 'same' | number;
  /** How far apart the steps within a window are; 1 by default. */
  readonly dilation?: number;
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
  /** Whether a bias is added; true by default. */
  readonly bias?: boolean;
  /** How the kernel starts; `glorotUniform()` by default (Glorot & Bengio 2010). For ReLU and its kin, `heNormal()`. */
  readonly kernelInit?: Initializer;
  /** How the bias starts; zeros by default. */
  readonly biasInit?: Initializer;
}

/** Weights of a convolution: `kernel` is `[kernelSize, inputs/groups, filters]`, `bias` is `[filters]` where there is one. */
export type Conv1dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * The same weighted sums of neighbouring steps, all along a sequence; `[steps, channels]` → `[windows, filters]`.
 *
 * As `conv2d` over images of height 1.
 *
 * @example
 * const layer = conv1d({ filters: 8, kernelSize: 3, stride: 2 });
 * layer.outputShape([21, 4]); // [10, 8]
 */
export function conv1d(options: Conv1dOptions): Layer<Conv1dWeights> {
  checkOptions('conv1d', options, [
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
  const filters = checkCount('conv1d', 'filters', options.filters);
  const { kernelSize, stride = 1, padding = 'valid', dilation = 1 } = options;
  const how = { stride, padding, dilation };
  const settings = windowSettings1d('conv1d', { ...how, size: kernelSize }, 'kernelSize');
  const groups = checkGroups('conv1d', options.groups ?? 1, filters);
  const bias = checkFlag('conv1d', 'bias', options.bias ?? true);
  const kernelInit = checkInitializer('conv1d', 'kernelInit', options.kernelInit ?? glorotUniform());
  const biasInit = checkInitializer('conv1d', 'biasInit', options.biasInit ?? zeroWeights());

  return Object.freeze({
    spec: Object.freeze({
      kind: 'conv1d',
      filters,
      kernelSize,
      ...how,
      groups,
      bias,
      kernelInit: kernelInit.spec,
      ...(bias ? { biasInit: biasInit.spec } : {}),
    }),
    outputShape(input: Shape): Shape {
      const count = windowsAlong('conv1d', settings, input);
      inputsOfGroup('conv1d', groups, input);
      return [count, filters];
    },
    init(input: Shape, rng: Rng): Conv1dWeights {
      windowsAlong('conv1d', settings, input);
      const kernel = kernelInit.draw(
        [kernelSize, inputsOfGroup('conv1d', groups, input), filters],
        rng.split('kernel'),
      );
      return bias ? { kernel, bias: biasInit.draw([filters], rng.split('bias')) } : { kernel };
    },
    apply(weights: ValuesOf<Conv1dWeights>, x: Value): Value {
      const y = convolve(x, weights.kernel, { ...how, groups });
      return weights.bias === undefined ? y : add(y, weights.bias);
    },
  });
}
