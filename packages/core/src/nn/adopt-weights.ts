import { didYouMean, FoldwiseError } from '../errors.ts';
import { rng } from '../random/rng.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import type { Layer, WeightsOf } from './layer.ts';

/** Where a weight comes from: the name of a tensor and, where its layout is another, what brings it into the shape that is wanted. */
export type WeightSource = string | { readonly name: string; readonly as: (tensor: Tensor) => Tensor };

/** Where the weights of a network come from. */
export interface AdoptOptions {
  /** For each path of the network's weights (`0/kernel`) the tensor it is made of. */
  readonly from: { readonly [path: string]: WeightSource };
  /** Names of tensors that are not needed; any other that is left over is an error. */
  readonly ignore?: readonly string[];
}

function fail(message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'input', where: 'adoptWeights', hint });
}

/**
 * Weights for a network from tensors that somebody else trained, under other names and in other layouts; roles and parameter groups
 * are those of the network.
 *
 * Nothing is guessed: every weight says where it comes from, and every tensor is used or ignored. `fromTorch` turns the kernels of
 * PyTorch around.
 *
 * @param input The shape of one row.
 * @param tensors Of a file: `decodeWeights(bytes).weights` of safetensors, `importOnnx(bytes).weights` of ONNX.
 * @throws FoldwiseError `input` where a weight has no source, or a source is none; where a tensor is left over, or has another shape
 *   than the weight it is for.
 * @example
 * const network = sequential(dense({ units: 16 }), activation('relu'), dense({ units: 3 }));
 * const weights = adoptWeights(network, [4], decodeWeights(bytes).weights, {
 *   from: {
 *     '0/kernel': { name: 'fc1.weight', as: fromTorch },
 *     '0/bias': 'fc1.bias',
 *     '2/kernel': { name: 'fc2.weight', as: fromTorch },
 *     '2/bias': 'fc2.bias',
 *   },
 * });
 */
export function adoptWeights<L extends Layer>(
  network: L,
  input: Shape,
  tensors: Tree,
  { from, ignore = [] }: AdoptOptions,
): WeightsOf<L> {
  const byName = new Map(leavesOf(tensors).map(({ path, leaf }) => [path, leaf]));
  const fresh: Tree = network.init(input, rng(0));
  checkPaths(Object.keys(from), fresh);
  const left = new Set(byName.keys());
  const weights = mapLeaves(fresh, (leaf, path) => {
    const source = from[path];
    if (source === undefined) {
      return fail(
        `expected a source for "${path}" ${showShape(leaf.shape)}, got none`,
        `say from: { '${path}': … }, one of the tensors ${[...byName.keys()].slice(0, 12).join(', ')}`,
      );
    }
    const { name, as } = typeof source === 'string' ? { name: source, as: undefined } : source;
    const tensor = byName.get(name);
    if (tensor === undefined) {
      return fail(
        `expected a tensor "${name}" for "${path}", got none`,
        didYouMean(name, [...byName.keys()]),
      );
    }
    left.delete(name);
    const { shape, data } = as === undefined ? tensor : as(tensor);
    if (sameShape(shape, leaf.shape)) return { shape, data };
    return fail(
      `expected "${path}" to be ${showShape(leaf.shape)}, got ${showShape(shape)} of "${name}"`,
      hintFor(leaf.shape, shape, as !== undefined),
    );
  });
  for (const name of ignore) left.delete(name);
  const [extra] = left;
  if (extra !== undefined) {
    fail(`expected every tensor to be used, got "${extra}" left over`, `use it, or say ignore: ['${extra}']`);
  }
  // The tree that the network makes, with other numbers.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return weights as WeightsOf<L>;
}

function checkPaths(named: readonly string[], fresh: Tree): void {
  const paths = leavesOf(fresh).map(({ path }) => path);
  const odd = named.find((path) => !paths.includes(path));
  if (odd !== undefined)
    fail(`expected paths of the network's weights, got "${odd}"`, didYouMean(odd, paths));
}

function hintFor(wanted: Shape, got: Shape, isTurned: boolean): string {
  const isTurnable = !isTurned && got.length > 1 && sameShape(turned(got), wanted);
  return isTurnable ? 'turn it around by as: fromTorch' : 'bring it into that shape by as: (tensor) => …';
}

function turned(shape: Shape): Shape {
  return [...shape.slice(2), shape[1]!, shape[0]!];
}
