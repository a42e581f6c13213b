import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { FoldwiseError } from '../../errors.ts';
import { located } from '../located.ts';
import { parallel } from './parallel.ts';

/** Layers by name. */
export interface NamedLayers {
  readonly [name: string]: Layer;
}

/** The weights of layers by name. */
export type WeightsOfNamed<L extends NamedLayers> = { readonly [K in keyof L]: WeightsOf<L[K]> };

/**
 * Several answers from the same input, by name: the outputs stand side by side in the order they are written in.
 *
 * As {@link parallel}, but the weights of a head are found, on disk too, under its name. `sumOfLosses` trains each head by a loss of
 * its own.
 *
 * @throws FoldwiseError `input` where there is none, or a name is a whole number, whose place among others is not its own to choose.
 * @example
 * const network = sequential(dense({ units: 32 }), activation('relu'), heads({ kind: dense({ units: 3 }), price: dense({ units: 1 }) }));
 * network.outputShape([5]); // [4]
 */
export function heads<const L extends NamedLayers>(layers: L): Layer<WeightsOfNamed<L>> {
  const names = Object.keys(layers);
  const odd = names.find((name) => /^\d+$/.test(name) || name.includes('/') || name === '');
  if (odd !== undefined || names.length === 0) {
    throw new FoldwiseError(
      odd === undefined ? 'expected at least one head, got none' : `expected names of heads, got "${odd}"`,
      { code: 'input', where: 'heads', hint: 'name them in letters, such as { price: dense({ units: 1 }) }' },
    );
  }
  const all = parallel(...names.map((name) => layers[name]!));

  return Object.freeze({
    spec: Object.freeze({
      kind: 'heads',
      layers: Object.freeze(Object.fromEntries(names.map((name) => [name, layers[name]!.spec]))),
    }),
    outputShape: (input: Shape): Shape => named(() => all.outputShape(input)),
    init(input: Shape, rng: Rng): WeightsOfNamed<L> {
      const made: readonly Tree[] = named(() => all.init(input, rng));
      // What the layer under each name made.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return Object.fromEntries(names.map((name, i) => [name, made[i]!])) as WeightsOfNamed<L>;
    },
    apply(weights: ValuesOf<WeightsOfNamed<L>>, x: Value, context: Context): Value {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const byName = weights as unknown as { readonly [name: string]: Tree<Value> };
      return applyPart(
        'heads',
        all,
        names.map((name) => byName[name]!),
        x,
        context,
      );
    },
    parts: (input: Shape): readonly Part[] =>
      names.map((name) => ({ key: name, layer: layers[name]!, input })),
  });
}

function named<T>(task: () => T): T {
  return located('heads', task);
}
