/** How numbers of a type lie in a file, little-endian. */
export interface NumberType {
  /** Bytes of one number. */
  readonly size: number;
  /** Whether it holds whole numbers alone: counts, codes, yes and no. */
  readonly whole: boolean;
  readonly read: (view: DataView, at: number) => number;
}

/** The names of number types that are read, as safetensors has them. */
export type NumberTypeName =
  | 'F64'
  | 'F32'
  | 'F16'
  | 'BF16'
  | 'I64'
  | 'I32'
  | 'I16'
  | 'I8'
  | 'U64'
  | 'U32'
  | 'U16'
  | 'U8'
  | 'BOOL';

const real = (size: number, read: NumberType['read']): NumberType => ({ size, whole: false, read });
const whole = (size: number, read: NumberType['read']): NumberType => ({ size, whole: true, read });

/** The number types that files of weights are read in. */
export const numberTypes: Readonly<Record<NumberTypeName, NumberType>> = {
  F64: real(8, (view, at) => view.getFloat64(at, true)),
  F32: real(4, (view, at) => view.getFloat32(at, true)),
  F16: real(2, (view, at) => halfOf(view.getUint16(at, true))),
  BF16: real(2, (view, at) => upperHalfOf(view.getUint16(at, true))),
  I64: whole(8, (view, at) => Number(view.getBigInt64(at, true))),
  I32: whole(4, (view, at) => view.getInt32(at, true)),
  I16: whole(2, (view, at) => view.getInt16(at, true)),
  I8: whole(1, (view, at) => view.getInt8(at)),
  U64: whole(8, (view, at) => Number(view.getBigUint64(at, true))),
  U32: whole(4, (view, at) => view.getUint32(at, true)),
  U16: whole(2, (view, at) => view.getUint16(at, true)),
  U8: whole(1, (view, at) => view.getUint8(at)),
  BOOL: whole(1, (view, at) => view.getUint8(at)),
};

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfOf(bits: number): number {
  const sign = bits < 0x8000 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** bfloat16: the upper half of a float32. */
function upperHalfOf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
