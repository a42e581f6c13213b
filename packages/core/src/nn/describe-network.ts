import { rng } from '../random/rng.ts';
import { sizeOf } from '../tensor/shape.ts';
import { isLeaf, leavesOf } from '../tensor/tree.ts';
import type { Shape, Tree } from '../tensor/tensor.ts';
import { countWork } from './count-work.ts';
import type { Layer, Part } from './layer.ts';

/** One line of a network's description. */
export interface LayerLine {
  /** Where its weights lie in the tree, `0/1`; `''` for the whole network. */
  readonly path: string;
  /** How many layers it lies inside of. */
  readonly depth: number;
  /** What kind of layer it is; of an activation, what kind of function, `relu`. */
  readonly kind: string;
  /** Whether it is handed what the layer before it gave, the first one what the layer around them is handed. */
  readonly follows?: boolean;
  /** Of one row, without the batch axis. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** How many numbers are trained, those of its parts included. */
  readonly parameters: number;
  /** How many numbers are remembered but not trained, those of its parts included. */
  readonly statistics: number;
  /** Multiplications and additions of its matrix products for one row, in a prediction; what is done number by number is not counted. */
  readonly flops: number;
  /** How many numbers it gives for one row, those of its parts included; each is counted once, and none where it hands on what it gets. */
  readonly activations: number;
}

/**
 * What a network looks like for rows of a shape, as plain data: a line for each layer, owners before their parts.
 *
 * The first line is the whole: its `parameters` is the size of the network.
 *
 * @throws FoldwiseError `shape` where the layers do not fit together.
 * @example
 * const lines = describeNetwork(sequential(dense({ units: 16 }), activation('relu'), dense({ units: 1 })), [4]);
 * lines.map(({ path, kind, parameters }) => [path, kind, parameters]);
 * // ['', 'sequential', 97], ['0', 'dense', 80], ['1', 'relu', 0], ['2', 'dense', 17]
 */
export function describeNetwork(layer: Layer, inputShape: Shape): readonly LayerLine[] {
  return linesOf({ key: '', layer, input: inputShape }, layer.init(inputShape, rng(0)), '', 0);
}

function linesOf(
  { layer, input: inputShape, follows }: Part,
  weights: Tree,
  path: string,
  depth: number,
): LayerLine[] {
  const sizes = leavesOf(weights).map(({ leaf }) => ({ size: sizeOf(leaf.shape), role: leaf.role }));
  const total = (role: 'statistic' | undefined): number =>
    sizes.reduce((sum, leaf) => (leaf.role === role ? sum + leaf.size : sum), 0);
  const line: LayerLine = {
    path,
    depth,
    kind: kindOf(layer),
    ...(follows === undefined ? {} : { follows }),
    inputShape,
    outputShape: layer.outputShape(inputShape),
    parameters: total(undefined),
    statistics: total('statistic'),
    ...countWork(layer, inputShape, weights),
  };
  const parts = layer.parts?.(inputShape) ?? [];
  const inner = parts.flatMap((part) =>
    part.key === ''
      ? linesOf(part, weights, path, depth + 1)
      : linesOf(part, branch(weights, part.key), path === '' ? part.key : `${path}/${part.key}`, depth + 1),
  );
  return [line, ...inner];
}

function kindOf({ spec }: Layer): string {
  const { kind, f } = spec;
  const isNamed = kind === 'activation' && typeof f === 'object' && f !== null && 'kind' in f;
  return isNamed && typeof f.kind === 'string' ? f.kind : kind;
}

function branch(weights: Tree, key: string): Tree {
  return isLeaf(weights) ? weights : new Map(Object.entries<Tree>(weights)).get(key)!;
}
