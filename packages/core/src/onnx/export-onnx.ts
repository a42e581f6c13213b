import type { Primitive } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Layer } from '../nn/layer.ts';
import { located } from '../nn/located.ts';
import type { Shape, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { treeMetadata } from '../weights-file/tree-metadata.ts';
import {
  dataType,
  type GraphMessage,
  modelSchema,
  type TensorMessage,
  type ValueInfoMessage,
} from './messages.ts';
import { isOwnOp } from './own-ops.ts';
import { encodeMessage } from './protobuf/encode-message.ts';
import { areFloats, floatMessage } from './tensor-message.ts';
import { isPerRow, type Lengths } from './trace/length.ts';
import { type TracedNode, traceRows } from './trace/trace-rows.ts';
import { arrangement } from './write/arrangement.ts';
import { elementwise } from './write/elementwise.ts';
import { ModelWriter } from './write/model-writer.ts';
import { products } from './write/products.ts';
import { norms } from './write/norms.ts';
import { recurrent } from './write/recurrent.ts';
import { resized } from './write/resized.ts';
import { transposedConvolutions } from './write/transposed-conv.ts';
import type { Translations, WholeTranslations } from './write/translation.ts';
import { groupedConvolution, windowed } from './write/windows.ts';

/** The version of the operators that files are written in: that of ONNX 1.13 (2022), of which runtimes of today read every one. */
export const OPSET = 18;

/** The version of the file format that came with it. */
const IR_VERSION = 8;

/** How a network is exported. */
export interface ExportOptions {
  /** Short texts kept in the file: who made it, for what. */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * `F64`, the default, keeps every bit of the weights: those that are no float32 are stored in 8 bytes, with a Cast. `F32` rounds
   * them. Runtimes compute in float32 either way.
   */
  readonly dtype?: 'F64' | 'F32';
}

/** The metadata under which the description of the network is kept. */
export const SPEC_KEY = 'foldwise.spec';

const translations: Translations = { ...elementwise, ...arrangement, ...products, ...windowed };

const wholes: WholeTranslations = {
  ...norms,
  ...recurrent,
  ...resized,
  ...transposedConvolutions,
  groupedConvolution,
  prelu: (to, { x, slope }) => to.node('PRelu', [x!, slope!]),
};

/** Refuses ops that have no equivalent, and others of the same name as one that has. */
function checkOp(op: Primitive<unknown>): void {
  if (Object.hasOwn(translations, op.name) && isOwnOp(op)) return;
  throw new FoldwiseError(`expected ops that ONNX has an equivalent of, got "${op.name}"`, {
    code: 'input',
    hint: 'export the layers before it, or write it in the ops of foldwise',
  });
}

/** The name of the tensor under a path; the single tensor that is a whole tree has none of its own. */
export function tensorName(path: string): string {
  return path === '' ? 'weights' : path;
}

/** A value that goes in or out: float32, with as many rows as there are. */
function valueInfo(name: string, lengths: Lengths): ValueInfoMessage {
  const dim = lengths.map((length) =>
    isPerRow(length)
      ? { dimParam: length.perRow === 1 ? 'rows' : `${length.perRow} rows` }
      : { dimValue: length },
  );
  return { name, type: { tensorType: { elemType: dataType.float, shape: { dim } } } };
}

/** A name that no weight has. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}

/** The weight as the graph computes with it: in float32. */
function readWeight(to: ModelWriter, { name = '', dataType: type }: TensorMessage): string {
  return type === dataType.double ? to.node('Cast', [name], { to: dataType.float }) : name;
}

function graphOf(network: Layer, weights: Tree, input: Shape, dtype: 'F64' | 'F32'): GraphMessage {
  const { nodes, output } = traceRows(network, weights, input, checkOp);
  const initializers = new Map(
    leavesOf(weights).map(({ path, leaf }): [string, TensorMessage] => {
      const message = floatMessage(leaf, dtype === 'F32' || areFloats(leaf.data) ? 'F32' : 'F64');
      return [path, { ...message, name: tensorName(path) }];
    }),
  );
  const names = new Set([...initializers.values()].map(({ name }) => name!));
  const [inputName, outputName] = [freeName('input', names), freeName('output', names)];
  const to = new ModelWriter(inputName, [...names, outputName]);
  const write = (node: TracedNode): string => {
    if (node.kind === 'input') return inputName;
    if (node.kind === 'weight') return readWeight(to, initializers.get(node.path)!);
    if (node.kind === 'constant') {
      const constant = to.real(node.tensor);
      return node.lengths.some(isPerRow) ? to.node('Expand', [constant, to.shape(node.lengths)]) : constant;
    }
    if (node.kind === 'whole') {
      const inputs = Object.entries(node.inputs).map(([name, each]) => [name, to.nameOf(each)] as const);
      const whole = wholes[node.spec.kind]?.(to, Object.fromEntries(inputs), node);
      return whole ?? to.nameOf(node.output);
    }
    return translations[node.op.name]!(
      to,
      node.inputs.map((each) => to.nameOf(each)),
      node,
    );
  };
  for (const node of nodes) to.call(node, write(node));
  const result = to.nameOf(output);
  return {
    name: network.spec.kind,
    node: [
      ...to.nodesOf(result),
      { opType: 'Identity', name: outputName, input: [result], output: [outputName] },
    ],
    initializer: [...initializers.values()],
    input: [valueInfo(inputName, [{ perRow: 1 }, ...input])],
    output: [valueInfo(outputName, output.lengths)],
  };
}

/**
 * A fitted network as the bytes of an ONNX file, opset 18: what it says in evaluation of any number of rows.
 *
 * The layers are followed op by op, so that each that is written in ops of foldwise can be exported. The initializers are the weights
 * under their paths (`0/kernel`), the metadata holds the network's `spec` and the form of the tree: {@link importOnnx} gives back the
 * very same weights. The input is `input`, `[rows, …]` in float32 (codes too), the output `output`.
 *
 * @param input The shape of one row.
 * @throws FoldwiseError `input` where an op has no equivalent in ONNX (it names the layer and the op), or the result for a row depends
 *   on the others; `shape` where weights or rows do not fit the network.
 * @example
 * const network = sequential(dense({ units: 16 }), activation('relu'), dense({ units: 1 }));
 * const bytes = exportOnnx(network, network.init([4], rng(1)), [4]);
 */
export function exportOnnx(
  network: Layer,
  weights: Tree,
  input: Shape,
  { metadata = {}, dtype = 'F64' }: ExportOptions = {},
): Uint8Array {
  return located('exportOnnx', () => {
    const kept = treeMetadata('metadata', weights, { ...metadata, [SPEC_KEY]: JSON.stringify(network.spec) });
    return encodeMessage(modelSchema, {
      irVersion: IR_VERSION,
      producerName: 'foldwise',
      graph: graphOf(network, weights, input, dtype),
      opsetImport: [{ domain: '', version: OPSET }],
      metadataProps: Object.entries(kept).map(([key, value]) => ({ key, value })),
    });
  });
}
