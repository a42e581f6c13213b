import type { Schema } from './protobuf/schema.ts';

// The messages of onnx.proto that a network needs, with the numbers their fields have there.

/** The numbers of a weight or a constant. */
export interface TensorMessage {
  readonly dims?: readonly number[];
  readonly dataType?: number;
  readonly floatData?: readonly number[];
  readonly int32Data?: readonly number[];
  readonly int64Data?: readonly number[];
  readonly name?: string;
  readonly rawData?: Uint8Array;
  readonly doubleData?: readonly number[];
  readonly uint64Data?: readonly number[];
  readonly dataLocation?: number;
}

const tensorSchema: Schema<TensorMessage> = {
  dims: [1, 'int', 'many'],
  dataType: [2, 'int'],
  floatData: [4, 'float', 'many'],
  int32Data: [5, 'int', 'many'],
  int64Data: [7, 'int', 'many'],
  name: [8, 'text'],
  rawData: [9, 'bytes'],
  doubleData: [10, 'double', 'many'],
  uint64Data: [11, 'int', 'many'],
  dataLocation: [14, 'int'],
};

/** An option of a node. */
export interface AttributeMessage {
  readonly name?: string;
  readonly f?: number;
  readonly i?: number;
  readonly s?: string;
  readonly t?: TensorMessage;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  readonly strings?: readonly string[];
  readonly type?: number;
}

const attributeSchema: Schema<AttributeMessage> = {
  name: [1, 'text'],
  f: [2, 'float'],
  i: [3, 'int'],
  s: [4, 'text'],
  t: [5, tensorSchema],
  floats: [7, 'float', 'many'],
  ints: [8, 'int', 'many'],
  strings: [9, 'text', 'many'],
  type: [20, 'int'],
};

/** An operator at work. */
export interface NodeMessage {
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly name?: string;
  readonly opType?: string;
  readonly attribute?: readonly AttributeMessage[];
  readonly domain?: string;
}

const nodeSchema: Schema<NodeMessage> = {
  input: [1, 'text', 'many'],
  output: [2, 'text', 'many'],
  name: [3, 'text'],
  opType: [4, 'text'],
  attribute: [5, attributeSchema, 'many'],
  domain: [7, 'text'],
};

/** The length of an axis, or what it is called where it is open. */
interface DimensionMessage {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

const dimensionSchema: Schema<DimensionMessage> = {
  dimValue: [1, 'int'],
  dimParam: [2, 'text'],
};

/** The lengths of the axes. */
interface ShapeMessage {
  readonly dim?: readonly DimensionMessage[];
}

const shapeSchema: Schema<ShapeMessage> = {
  dim: [1, dimensionSchema, 'many'],
};

/** Number type and shape. */
interface TensorTypeMessage {
  readonly elemType?: number;
  readonly shape?: ShapeMessage;
}

const tensorTypeSchema: Schema<TensorTypeMessage> = {
  elemType: [1, 'int'],
  shape: [2, shapeSchema],
};

/** What a value is. */
interface TypeMessage {
  readonly tensorType?: TensorTypeMessage;
}

const typeSchema: Schema<TypeMessage> = {
  tensorType: [1, tensorTypeSchema],
};

/** What goes in or out. */
export interface ValueInfoMessage {
  readonly name?: string;
  readonly type?: TypeMessage;
}

const valueInfoSchema: Schema<ValueInfoMessage> = {
  name: [1, 'text'],
  type: [2, typeSchema],
};

/** A network. */
export interface GraphMessage {
  readonly node?: readonly NodeMessage[];
  readonly name?: string;
  readonly initializer?: readonly TensorMessage[];
  readonly input?: readonly ValueInfoMessage[];
  readonly output?: readonly ValueInfoMessage[];
}

const graphSchema: Schema<GraphMessage> = {
  node: [1, nodeSchema, 'many'],
  name: [2, 'text'],
  initializer: [5, tensorSchema, 'many'],
  input: [11, valueInfoSchema, 'many'],
  output: [12, valueInfoSchema, 'many'],
};

/** Which version of which operators. */
interface OperatorSetMessage {
  readonly domain?: string;
  readonly version?: number;
}

const operatorSetSchema: Schema<OperatorSetMessage> = {
  domain: [1, 'text'],
  version: [2, 'int'],
};

/** A text under a key. */
interface EntryMessage {
  readonly key?: string;
  readonly value?: string;
}

const entrySchema: Schema<EntryMessage> = {
  key: [1, 'text'],
  value: [2, 'text'],
};

/** A whole file. */
export interface ModelMessage {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly graph?: GraphMessage;
  readonly opsetImport?: readonly OperatorSetMessage[];
  readonly metadataProps?: readonly EntryMessage[];
}

/** How a whole file is laid down. */
export const modelSchema: Schema<ModelMessage> = {
  irVersion: [1, 'int'],
  producerName: [2, 'text'],
  graph: [7, graphSchema],
  opsetImport: [8, operatorSetSchema, 'many'],
  metadataProps: [14, entrySchema, 'many'],
};

/** Codes of the kinds of an attribute. */
export const attributeType = { float: 1, int: 2, string: 3, tensor: 4, ints: 7, strings: 8 } as const;

/** Codes of the number types that are written. */
export const dataType = { float: 1, int64: 7, bool: 9, double: 11 } as const;
