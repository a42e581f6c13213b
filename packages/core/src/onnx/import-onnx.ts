import type { Layer } from '../nn/layer.ts';
import type { Json } from '../spec.ts';
import { statistic } from '../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { growTree } from '../weights-file/grow-tree.ts';
import { fileError } from '../weights-file/read-header.ts';
import { FACTORS_KEY, TREE_KEY } from '../weights-file/layout.ts';
import { SPEC_KEY, tensorName } from './export-onnx.ts';
import { checkOperators, graphLayer } from './read/graph-layer.ts';
import { type Model, readModel } from './read/read-model.ts';

/** What an ONNX file held. */
export interface ImportedModel {
  /** A layer that computes what the file says; its `init` gives the weights of the file. */
  readonly network: Layer<Tree>;
  /** Of a file of {@link exportOnnx}, the very tree that was exported, which the network it came from takes too. */
  readonly weights: Tree;
  /** The shape of one row, −1 for lengths that the file leaves open. */
  readonly inputShape: Shape;
  /** The `spec` of the network, where the file is one of `exportOnnx`. */
  readonly spec: Json;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A tree of weights, and what its paths are called in the graph. */
interface NamedTree {
  readonly weights: Tree;
  readonly nameOf: (path: string) => string;
}

/** The tree that was exported. */
function ownTree({ tensors, metadata }: Model, where: string): NamedTree {
  const isOneTensor = ['"weight"', '"statistic"'].includes(metadata[TREE_KEY]!);
  const paths = isOneTensor ? [''] : [...tensors.keys()];
  const weights = growTree(paths, metadata, (path) => tensors.get(tensorName(path))!, where);
  return { weights, nameOf: tensorName };
}

/** The tensors of a file from elsewhere by their names, in which a "/" would make a path. */
function foreignTree({ tensors, nodes }: Model): NamedTree {
  const remembered = new Set(
    nodes.flatMap(({ opType, inputs }) => (opType === 'BatchNormalization' ? inputs.slice(3) : [])),
  );
  const names = new Map<string, string>();
  for (const name of tensors.keys()) {
    let key = name.replaceAll('/', '.');
    while (names.has(key) || key === '') key += '_';
    names.set(key, name);
  }
  const leafOf = (name: string): Tensor =>
    remembered.has(name) ? statistic(tensors.get(name)!) : tensors.get(name)!;
  return {
    weights: Object.fromEntries([...names].map(([key, name]) => [key, leafOf(name)])),
    nameOf: (path) => names.get(path)!,
  };
}

/** Single numbers of files from elsewhere are parts of formulas, no weights. */
function withoutNumbers(model: Model): Model {
  const isNumber = ([, { shape }]: readonly [string, Tensor]): boolean => shape.length === 0;
  const tensors = [...model.tensors];
  return {
    ...model,
    tensors: new Map(tensors.filter((entry) => !isNumber(entry))),
    constants: new Map([...model.constants, ...tensors.filter(isNumber)]),
  };
}

function storedSpec(text: string | undefined, where: string): Json {
  try {
    return JSON.parse(text ?? 'null', (_, value: unknown) => Object.freeze(value)) as Json;
  } catch (error) {
    throw fileError(where, `expected the metadata "${SPEC_KEY}" to be JSON text`, error);
  }
}

/**
 * The network and the weights in the bytes of an ONNX file, opset 11 or later: one input whose first axis is the rows, one output.
 *
 * Of a file of {@link exportOnnx} the weights are the very tree that was exported. In a file from elsewhere (PyTorch, Keras) they are
 * the float tensors under their names; whole and single numbers are constants. Either way the network can be trained on: running
 * statistics of batch norms are statistics.
 *
 * @param where What to call the file in messages.
 * @throws FoldwiseError `file` where it is no ONNX file, is cut off, or has operators, number types, inputs or outputs that are not
 *   read; it names the node or the tensor.
 * @example
 * const { network, weights } = importOnnx(readFileSync('model.onnx'));
 * const outputs = predict(network, weights, features);
 */
export function importOnnx(bytes: Uint8Array, where = 'ONNX file'): ImportedModel {
  const read = readModel(bytes, where);
  checkOperators(read.nodes, where);
  const isOwn = read.metadata[TREE_KEY] !== undefined;
  const model = isOwn ? read : withoutNumbers(read);
  const { weights, nameOf } = isOwn ? ownTree(model, where) : foreignTree(model);
  const { [TREE_KEY]: _tree, [FACTORS_KEY]: _factors, [SPEC_KEY]: described, ...metadata } = model.metadata;
  const spec = storedSpec(described, where);
  const operators = Object.freeze(model.nodes.map(({ opType }) => opType));
  const network = graphLayer(
    model,
    weights,
    nameOf,
    Object.freeze({ kind: 'onnx', operators, network: spec }),
  );
  return { network, weights, inputShape: model.inputShape, spec, metadata };
}
