import { FoldwiseError } from '../../errors.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import {
  type GraphMessage,
  modelSchema,
  type NodeMessage,
  type TensorMessage,
  type ValueInfoMessage,
} from '../messages.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import { isWhole, tensorOf } from '../tensor-message.ts';
import type { ModelNode } from './call.ts';

/** A file, checked as far as no number is needed for it. */
export interface Model {
  readonly nodes: readonly ModelNode[];
  /** Numbers that may be weights, by name. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Numbers that are none: whole numbers. */
  readonly constants: ReadonlyMap<string, Tensor>;
  readonly input: string;
  /** The shape of one row, −1 for what the file leaves open. */
  readonly inputShape: Shape;
  readonly output: string;
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The oldest operators that are read: ONNX 1.6 (2019). */
const OLDEST = 11;

function fileError(where: string, message: string, hint: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'file', where, hint });
}

/** The one value of a kind that a graph has. */
function single(values: readonly ValueInfoMessage[], kind: string, where: string): ValueInfoMessage {
  if (values.length === 1) return values[0]!;
  const names = values.map(({ name = '' }) => `"${name}"`).join(', ') || 'none';
  throw fileError(where, `expected a model of one ${kind}, got ${names}`, `export it with a single ${kind}`);
}

function shapeOfRow({ type }: ValueInfoMessage): Shape {
  const lengths = type?.tensorType?.shape?.dim ?? [];
  return lengths.slice(1).map(({ dimValue }) => (dimValue === undefined || dimValue <= 0 ? -1 : dimValue));
}

function nodeOf({
  opType = '',
  name = '',
  input = [],
  output = [],
  attribute = [],
  domain = '',
}: NodeMessage): ModelNode {
  return {
    opType: domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`,
    name: name === '' ? (output[0] ?? opType) : name,
    inputs: input,
    outputs: output,
    attributes: new Map(attribute.map((each) => [each.name ?? '', each])),
  };
}

/** Refuses values that are not made before they are used, each once. */
function checkOrder(
  nodes: readonly ModelNode[],
  known: readonly string[],
  output: string,
  where: string,
): void {
  const made = new Set(known);
  const check = (name: string, user: string): void => {
    if (name === '' || made.has(name)) return;
    throw fileError(
      where,
      `expected the value "${name}", which ${user} needs, got none before`,
      'export the model anew',
    );
  };
  for (const node of nodes) {
    for (const name of node.inputs) check(name, `${node.opType} "${node.name}"`);
    for (const name of node.outputs) made.add(name);
  }
  check(output, 'the output');
}

function byName(messages: readonly TensorMessage[], where: string): ReadonlyMap<string, Tensor> {
  return new Map(messages.map((message) => [message.name ?? '', tensorOf(message, where)]));
}

/**
 * The graph in the bytes of an ONNX file.
 *
 * @throws FoldwiseError `file` where they are none, or hold another graph than one from one input to one output.
 */
export function readModel(bytes: Uint8Array, where: string): Model {
  const { graph, opsetImport = [], metadataProps = [] } = decodeMessage(modelSchema, bytes, where);
  if (graph === undefined)
    throw fileError(where, 'expected an ONNX model, got other bytes', 'pass the bytes of an .onnx file');
  const opset = opsetImport.find(({ domain = '' }) => domain === '' || domain === 'ai.onnx')?.version ?? 0;
  if (opset < OLDEST) {
    throw fileError(
      where,
      `expected operators of version ${OLDEST} or later, got ${opset}`,
      'export it with a later opset_version',
    );
  }
  const { node = [], initializer = [], input = [], output = [] }: GraphMessage = graph;
  const initialized = new Set(initializer.map(({ name = '' }) => name));
  // Old files list their weights among the inputs too.
  const x = single(
    input.filter(({ name = '' }) => !initialized.has(name)),
    'input',
    where,
  );
  const [inputName, outputName] = [x.name ?? '', single(output, 'output', where).name ?? ''];
  const nodes = node.map(nodeOf);
  checkOrder(nodes, [inputName, ...initialized], outputName, where);
  return {
    nodes,
    tensors: byName(
      initializer.filter((message) => !isWhole(message)),
      where,
    ),
    constants: byName(initializer.filter(isWhole), where),
    input: inputName,
    inputShape: shapeOfRow(x),
    output: outputName,
    opset,
    metadata: Object.fromEntries(metadataProps.map(({ key = '', value = '' }) => [key, value])),
  };
}
