import type { Value } from '../../autodiff/primitive.ts';
import type { Tree } from '../../tensor/tensor.ts';
import type { Layer, ValuesOf, WeightsOf } from '../layer.ts';

/** The weights of a list of layers: a tuple in their order, so that `weights[0].kernel` has a type. */
export type WeightsOfAll<L extends readonly Layer[]> = { readonly [I in keyof L]: WeightsOf<L[I]> };

/** Types what each layer of a list made as the tuple it is: a map over a tuple forgets its length. */
export function asWeightsOfAll<L extends readonly Layer[]>(made: readonly Tree[]): WeightsOfAll<L> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return made as unknown as WeightsOfAll<L>;
}

/** The other way round: the tuple as a plain list, so that it can be read by number. */
export function asList<L extends readonly Layer[]>(
  weights: ValuesOf<WeightsOfAll<L>>,
): readonly Tree<Value>[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return weights as unknown as readonly Tree<Value>[];
}
