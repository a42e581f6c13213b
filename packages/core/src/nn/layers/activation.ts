import * as ops from '../../autodiff/ops/activations.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { didYouMean, FoldwiseError } from '../../errors.ts';
import type { Described, Spec } from '../../spec.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/** A function of each number by itself, written in ops, with the spec a run records it under. */
export interface ActivationFunction extends Described {
  apply(x: Value): Value;
}

/** The activations that a search space can choose from by name. */
export type ActivationName =
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leakyRelu'
  | 'elu'
  | 'selu'
  | 'gelu'
  | 'silu'
  | 'mish'
  | 'softplus';

/** How a leaky ReLU leaks. */
export interface LeakyReluOptions {
  /** The slope below 0; 0.01 by default (Maas et al. 2013). */
  readonly slope?: number;
}

/** Where an ELU levels off. */
export interface EluOptions {
  /** The value that −alpha tends to far below 0; 1 by default (Clevert et al. 2016). */
  readonly alpha?: number;
}

const makers: { readonly [name in ActivationName]: () => Layer<NoWeights> } = {
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  elu,
  selu,
  gelu,
  silu,
  mish,
  softplus,
};

/**
 * A function of each number by itself, x → f(x): one of ten by name, or one of your own.
 *
 * @throws FoldwiseError `input` where there is no activation of that name.
 * @example
 * const network = sequential(dense({ units: 32 }), activation('gelu'), dense({ units: 1 }));
 * const cubed = activation({ spec: { kind: 'cubed' }, apply: (x) => ops.multiply(x, ops.square(x)) });
 */
export function activation(f: ActivationName | ActivationFunction): Layer<NoWeights> {
  if (typeof f === 'string') {
    if (!Object.hasOwn(makers, f)) {
      throw new FoldwiseError(`expected the name of an activation, got "${f}"`, {
        code: 'input',
        where: 'activation',
        hint: didYouMean(f, Object.keys(makers)),
      });
    }
    return makers[f]();
  }
  if (typeof f?.apply !== 'function' || typeof f.spec?.kind !== 'string') {
    throw new FoldwiseError('expected a name, or an object with a spec and a function apply', {
      code: 'input',
      where: 'activation',
      hint: "pass 'relu', or { spec: { kind: 'mine' }, apply: (x) => … }",
    });
  }
  return elementwise(f.spec, (x) => f.apply(x));
}

/** σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1. */
export function sigmoid(): Layer<NoWeights> {
  return elementwise({ kind: 'sigmoid' }, ops.sigmoid);
}

/** tanh x, between −1 and 1. */
export function tanh(): Layer<NoWeights> {
  return elementwise({ kind: 'tanh' }, ops.tanh);
}

/** max(0, x). Glorot, Bordes & Bengio 2011, "Deep Sparse Rectifier Neural Networks". */
export function relu(): Layer<NoWeights> {
  return elementwise({ kind: 'relu' }, ops.relu);
}

/** x above 0, slope·x below. Maas, Hannun & Ng 2013, "Rectifier Nonlinearities Improve Neural Network Acoustic Models". */
export function leakyRelu(options: LeakyReluOptions = {}): Layer<NoWeights> {
  const slope = checkNumber(
    'leakyRelu',
    'slope',
    checkOptions('leakyRelu', options, ['slope']).slope ?? 0.01,
  );
  return elementwise({ kind: 'leakyRelu', slope }, (x) => ops.leakyRelu(x, slope));
}

/** x above 0, x/3 below: the leaky ReLU of Graham 2014, "Spatially-sparse convolutional neural networks". */
export function veryLeakyRelu(): Layer<NoWeights> {
  return leakyRelu({ slope: 1 / 3 });
}

/**
 * x above 0, α(eˣ − 1) below. Clevert, Unterthiner & Hochreiter 2016, "Fast and Accurate Deep Network Learning by Exponential Linear
 * Units".
 */
export function elu(options: EluOptions = {}): Layer<NoWeights> {
  const alpha = checkNumber('elu', 'alpha', checkOptions('elu', options, ['alpha']).alpha ?? 1);
  return elementwise({ kind: 'elu', alpha }, (x) => ops.elu(x, alpha));
}

/**
 * λ·x above 0, λ·α(eˣ − 1) below, with λ ≈ 1.0507 and α ≈ 1.6733, for which mean 0 and variance 1 are a fixed point.
 *
 * Start its kernels from `lecunNormal()`. Klambauer et al. 2017, "Self-Normalizing Neural Networks".
 */
export function selu(): Layer<NoWeights> {
  return elementwise({ kind: 'selu' }, ops.selu);
}

/** x·Φ(x), Φ the normal distribution function (exact, not its tanh approximation). Hendrycks & Gimpel 2016. */
export function gelu(): Layer<NoWeights> {
  return elementwise({ kind: 'gelu' }, ops.gelu);
}

/** x·σ(x), also known as swish. Elfwing, Uchibe & Doya 2018; Ramachandran, Zoph & Le 2017. */
export function silu(): Layer<NoWeights> {
  return elementwise({ kind: 'silu' }, ops.silu);
}

/** x·tanh(softplus(x)). Misra 2019, "Mish: A Self Regularized Non-Monotonic Activation Function". */
export function mish(): Layer<NoWeights> {
  return elementwise({ kind: 'mish' }, ops.mish);
}

/** log(1 + eˣ), a smooth ReLU that stays above 0. Dugas et al. 2001. */
export function softplus(): Layer<NoWeights> {
  return elementwise({ kind: 'softplus' }, ops.softplus);
}

function elementwise(f: Spec, apply: (x: Value) => Value): Layer<NoWeights> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'activation', f: Object.freeze({ ...f }) }),
    outputShape: (input: Shape): Shape => input,
    init: (): NoWeights => noWeights,
    apply: (_weights: NoWeights, x: Value): Value => apply(x),
  });
}
