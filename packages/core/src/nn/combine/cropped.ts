import { slice } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, WeightsOf } from '../layer.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';

const KIND = 'cropped';

/** Which part of an axis is kept: its `lower` end, its `center` or its `upper` end; `null` leaves it as it is. */
export type Cropping = 'lower' | 'center' | 'upper' | null;

/**
 * Layers whose outputs are cut to the shortest of them, axis by axis, for a merge of layers that give rows of several sizes.
 *
 * Of an axis with length n where the shortest has m, `'lower'` keeps the entries from 0, `'center'` those from ⌊(n − m)/2⌋ and
 * `'upper'` the last m. Axes that are not spoken of, and those of `null`, stay as they are. As Lasagne's `autocrop`.
 *
 * @param cropping For each axis of a row, from the first one on.
 * @throws FoldwiseError `input` where a cropping is none of these; `shape`, later, where outputs have different numbers of axes.
 * @example
 * const fine = conv2d({ filters: 4, kernelSize: 3 });
 * const coarse = conv2d({ filters: 4, kernelSize: 7 });
 * sumOf(...cropped(['center', 'center'], fine, coarse)).outputShape([28, 28, 1]); // [22, 22, 4]
 */
export function cropped<const L extends readonly Layer[]>(
  cropping: readonly Cropping[],
  ...layers: L
): { readonly [I in keyof L]: Layer<WeightsOf<L[I]>> } {
  checkCropping(cropping);
  checkLayers(KIND, layers);
  const each = Object.freeze([...cropping]);
  const specs = Object.freeze(layers.map(({ spec }) => spec));
  const wholes = (input: Shape): readonly Shape[] =>
    layers.map((layer, i) => located(`${KIND}[${i}]`, () => layer.outputShape(input)));

  const made = layers.map((layer, at): Layer => {
    const outputShape = (input: Shape): Shape => shortest(each, wholes(input))(at);
    return Object.freeze({
      spec: Object.freeze({ kind: KIND, cropping: each, at, layers: specs }),
      outputShape,
      init(input: Shape, rng: Rng): Tree {
        outputShape(input);
        return located(`${KIND}[${at}]`, () => layer.init(input, rng)) as Tree;
      },
      apply(weights: Tree<Value>, x: Value, context: Context): Value {
        const wanted = outputShape(x.shape.slice(1));
        const whole = applyPart(`${KIND}[${at}]`, layer, weights, x, context);
        return wanted.reduce((y, length, axis) => cut(y, axis + 1, length, each[axis]), whole);
      },
      parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
    });
  });
  // A map over a tuple forgets its length, and which layer made which weights.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return made as unknown as { readonly [I in keyof L]: Layer<WeightsOf<L[I]>> };
}

function checkCropping(cropping: readonly Cropping[]): void {
  const known: readonly unknown[] = ['lower', 'center', 'upper', null];
  if (Array.isArray(cropping) && cropping.every((one) => known.includes(one))) return;
  const got = Array.isArray(cropping)
    ? `[${cropping.map((one) => (typeof one === 'object' ? typeof one : String(one))).join(', ')}]`
    : typeof cropping;
  throw new FoldwiseError(`expected 'lower', 'center', 'upper' or null for each axis first, got ${got}`, {
    code: 'input',
    where: KIND,
    hint: "pass a list, then the layers: cropped(['center', 'center'], …)",
  });
}

/** The shape of each layer's output once it is cut. */
function shortest(cropping: readonly Cropping[], shapes: readonly Shape[]): (at: number) => Shape {
  const odd = shapes.findIndex(({ length }) => length !== shapes[0]!.length);
  if (odd >= 0) {
    const wanted = `rows of as many axes as the first layer gives, ${showShape(shapes[0]!)}`;
    throw shapeError(`${KIND}[${odd}]`, wanted, shapes[odd]!);
  }
  if (cropping.length > shapes[0]!.length) {
    throw shapeError(`${KIND}[0]`, `rows of at least ${cropping.length} axes, one a cropping`, shapes[0]!);
  }
  return (at) =>
    shapes[at]!.map((length, axis) =>
      (cropping[axis] ?? null) === null ? length : Math.min(...shapes.map((shape) => shape[axis]!)),
    );
}

function cut(y: Value, axis: number, length: number, cropping: Cropping | undefined): Value {
  const over = y.shape[axis]! - length;
  if (over === 0) return y;
  const from = cropping === 'lower' ? 0 : cropping === 'upper' ? over : Math.floor(over / 2);
  return slice(y, axis, from, from + length);
}
