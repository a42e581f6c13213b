import { atPlace, placeNow, type Listener } from '../autodiff/place.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Tree } from '../tensor/tensor.ts';
import type { Context, Layer } from './layer.ts';
import { located, moved } from './located.ts';
import { readable } from './readable.ts';

/** Runs a layer's `task`; an error that says no place, too little memory among them, is one of that layer. */
export function asLayer<T>(kind: string, task: () => T): T {
  try {
    return task();
  } catch (thrown) {
    const error = readable(thrown);
    throw error instanceof FoldwiseError && error.where === undefined ? moved(kind, error) : error;
  }
}

/** Runs a part's `task` where the part lies, and tells who listens what it gives. */
function at(inside: readonly string[], kind: string, task: () => Value, told?: Listener): Value {
  const place = { inside, kind, isGradient: false, told };
  return atPlace(place, () => {
    const output = asLayer(kind, task);
    told?.(place, output);
    return output;
  });
}

/**
 * What a layer inside another gives, applied where it lies: an error names the path to it, and so does whoever records its ops.
 *
 * @param place What its owner calls it, `sequential[2]`.
 */
export function applyPart(
  place: string,
  layer: Layer,
  weights: Tree<Value>,
  x: Value,
  context: Context,
): Value {
  const around = placeNow();
  return located(place, () =>
    at(
      [...(around?.inside ?? []), place],
      layer.spec.kind,
      () => layer.apply(weights, x, context),
      around?.told,
    ),
  );
}

/** What a whole network gives, its parts told apart; `told` hears of what each of them gives. */
export function applyNetwork(
  network: Layer,
  weights: Tree<Value>,
  x: Value,
  context: Context,
  told?: Listener,
): Value {
  return at([], network.spec.kind, () => network.apply(weights, x, context), told ?? placeNow()?.told);
}

/** What a loss is, its ops those of the place `loss > …`. */
export function applyLoss(kind: string, task: () => Value): Value {
  return at(['loss'], kind, task);
}
