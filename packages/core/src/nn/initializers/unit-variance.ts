import {
  applyPrimitive,
  isTraced,
  type Primitive,
  type Traced,
  type Tracer,
  type Value,
} from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Tensor, Tree } from '../../tensor/tensor.ts';
import { mapLeaves } from '../../tensor/tree.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';

/** Which weights are scaled. */
export interface UnitVarianceOptions {
  /** The last parts of their paths; `['kernel']` unless given, what dense layers and convolutions multiply by. */
  readonly of?: readonly string[];
}

/** A tensor on its way through the network, and the one weight that it is made of, where it is made of nothing else. */
interface Watched extends Traced {
  readonly inner: Tensor;
  readonly weight: string | undefined;
}

/** Scales what comes out where a weight first meets what the rows have become, and remembers by how much. */
class Scaler implements Tracer {
  readonly level = 1;
  readonly factors: Map<string, number> = new Map<string, number>();

  watch(inner: Tensor, weight?: string): Watched {
    return { shape: inner.shape, tracer: this, inner, weight };
  }

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const watched = inputs.filter((input): input is Watched => isTraced(input) && input.tracer === this);
    const result = tensorOf(
      applyPrimitive(
        op,
        params,
        inputs.map((input) => innerOf(input)),
      ),
    );
    const weights = [...new Set(watched.flatMap(({ weight }) => weight ?? []))];
    const isMet = watched.some(({ weight }) => weight === undefined);
    if (!isMet && weights.length === 1) return this.watch(result, weights[0]);
    return this.watch(weights.reduce((met, weight) => times(met, this.#factorOf(weight, met)), result));
  }

  #factorOf(weight: string, met: Tensor): number {
    const known = this.factors.get(weight);
    if (known !== undefined) return known;
    const variance = varianceOf(met.data);
    const factor = variance > 0 && Number.isFinite(variance) ? 1 / Math.sqrt(variance) : 1;
    this.factors.set(weight, factor);
    return factor;
  }
}

/**
 * Weights whose kernels are scaled so that, for these rows, what each gives has a variance of 1: signals neither fade nor grow on their
 * way through many layers, whatever lies between them.
 *
 * One pass of the rows through the network, which is not training, scales kernel after kernel. Mishkin & Matas 2016, "All You Need Is
 * a Good Init" (LSUV), who start from `orthogonal()` kernels; a kernel that gives the same everywhere stays as it is.
 *
 * @throws FoldwiseError `input` where the network has no such weight.
 * @example
 * const start = network.init([64], rng(1));
 * await train({ ...options, weights: unitVariance(network, start, features) });
 */
export function unitVariance<T extends Tree>(
  network: Layer<T>,
  weights: T,
  features: Tensor,
  { of = ['kernel'] }: UnitVarianceOptions = {},
): T {
  const scaler = new Scaler();
  const isMeant = (path: string): boolean => of.includes(path.slice(path.lastIndexOf('/') + 1));
  const watched = mapLeaves<Tensor, Value>(weights, (leaf, path) =>
    isMeant(path) ? scaler.watch(leaf, path) : leaf,
  );
  network.apply(watched as never, scaler.watch(features), evaluation);
  if (scaler.factors.size === 0) {
    throw new FoldwiseError(`expected a network with weights named ${of.join(' or ')}, got none`, {
      code: 'input',
      where: 'unitVariance',
      hint: "pass for example { of: ['kernel'] }",
    });
  }
  return mapLeaves(weights, (leaf, path) => times(leaf, scaler.factors.get(path) ?? 1));
}

function innerOf(value: Value): Value {
  return isTraced(value) && 'inner' in value ? (value as Watched).inner : value;
}

function tensorOf(value: Value): Tensor {
  if (!isTraced(value)) return value;
  throw new TypeError('a value of another tracer reached unitVariance');
}

function times({ shape, data }: Tensor, factor: number): Tensor {
  return { shape, data: factor === 1 ? data : data.map((number) => factor * number) };
}

function varianceOf(data: Float64Array): number {
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  return data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
}
