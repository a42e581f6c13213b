import { FoldwiseError } from '../errors.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';
import { type NumberTypeName, numberTypes } from '../weights-file/number-types.ts';
import { dataType, type TensorMessage } from './messages.ts';

/** The number types that are read, by the codes of TensorProto.DataType. */
const typeOfCode: ReadonlyMap<number, NumberTypeName> = new Map([
  [1, 'F32'],
  [2, 'U8'],
  [3, 'I8'],
  [4, 'U16'],
  [5, 'I16'],
  [6, 'I32'],
  [7, 'I64'],
  [9, 'BOOL'],
  [10, 'F16'],
  [11, 'F64'],
  [12, 'U32'],
  [13, 'U64'],
  [16, 'BF16'],
]);

/** Whether float32 holds each of the numbers as it is. */
export function areFloats(data: Float64Array): boolean {
  return data.every((number) => Object.is(Math.fround(number), number));
}

/** Float numbers as a message: 4 bytes each, or 8 that keep every bit. */
export function floatMessage({ shape, data }: Tensor, dtype: 'F32' | 'F64'): TensorMessage {
  const { size } = numberTypes[dtype];
  const view = new DataView(new ArrayBuffer(data.length * size));
  data.forEach((number, i) => {
    if (dtype === 'F32') view.setFloat32(i * size, number, true);
    else view.setFloat64(i * size, number, true);
  });
  const code = dtype === 'F32' ? dataType.float : dataType.double;
  return { dims: shape, dataType: code, rawData: new Uint8Array(view.buffer) };
}

/** Whole numbers as a message: shapes and axes. */
export function wholeMessage(numbers: readonly number[], shape: Shape): TensorMessage {
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  numbers.forEach((number, i) => view.setBigInt64(i * 8, BigInt(number), true));
  return { dims: shape, dataType: dataType.int64, rawData: new Uint8Array(view.buffer) };
}

/** Whether a message holds whole numbers: no weights. */
export function isWhole({ dataType: code = 0 }: TensorMessage): boolean {
  const name = typeOfCode.get(code);
  return name !== undefined && numberTypes[name].whole;
}

/**
 * The numbers of a message.
 *
 * @throws FoldwiseError `file` where they are of a type that is not read, lie in another file, or are not as many as the shape says.
 */
export function tensorOf(message: TensorMessage, where: string): Tensor {
  const { dims: shape = [], dataType: code = 0, name = '' } = message;
  const fail = (problem: string, hint: string): FoldwiseError =>
    new FoldwiseError(problem, {
      code: 'file',
      where: name === '' ? where : `${where}, tensor "${name}"`,
      hint,
    });
  const type = typeOfCode.get(code);
  if (type === undefined) {
    throw fail(`expected real or whole numbers, got data type ${code}`, 'convert the model to float32');
  }
  if (message.dataLocation === 1) {
    throw fail(
      'expected the numbers in the file, got a reference to another',
      'save the model with its weights inside',
    );
  }
  const data = numbersOf(message, type);
  const wanted = shape.every((length) => length >= 0) ? sizeOf(shape) : NaN;
  if (data.length === wanted) return { shape, data };
  throw fail(
    `expected as many numbers as shape [${shape.join(', ')}] has, got ${data.length}`,
    'export the model anew, or fetch the file again',
  );
}

function numbersOf(message: TensorMessage, name: NumberTypeName): Float64Array {
  const { rawData, floatData, int32Data, int64Data, uint64Data, doubleData } = message;
  const { size, read } = numberTypes[name];
  if (rawData !== undefined) {
    const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
    return Float64Array.from({ length: Math.floor(rawData.length / size) }, (_, i) => read(view, i * size));
  }
  const listed = floatData ?? doubleData ?? int64Data ?? uint64Data ?? int32Data ?? [];
  if (!name.endsWith('F16')) return Float64Array.from(listed);
  // Halves are listed by their bits.
  const view = new DataView(new ArrayBuffer(2));
  return Float64Array.from(listed, (bits) => (view.setUint16(0, bits, true), read(view, 0)));
}
