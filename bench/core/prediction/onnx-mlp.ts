import { parameters, SIZES } from './model.ts';

/** Protocol buffers: a number. */
function varint(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

/** A field that holds a number. */
function int(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

/** A field that holds bytes: a text, a list of numbers, a message of several fields. */
function bytes(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...parts]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value));
}

/** TensorProto of float32. */
function tensor(name: string, shape: readonly number[], data: Float32Array): Uint8Array {
  return bytes(
    5,
    ...shape.map((length) => int(1, length)),
    int(2, 1),
    text(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

/** NodeProto. */
function node(op: string, inputs: readonly string[], output: string): Uint8Array {
  return bytes(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, op));
}

/** ValueInfoProto of `[rows, width]`, any number of rows. */
function rowsOf(field: number, name: string, width: number): Uint8Array {
  const shape = bytes(2, bytes(1, text(2, 'rows')), bytes(1, int(1, width)));
  return bytes(field, text(1, name), bytes(2, bytes(1, int(1, 1), shape)));
}

/** The network of `model.ts` as an ONNX file: Gemm and Relu in turn, opset 13, input `x`, output `y`. */
export function onnxFile(): Uint8Array {
  const last = parameters.length - 1;
  const nodes = parameters.flatMap((_, i) => {
    const gemm = node('Gemm', [i === 0 ? 'x' : `h${i - 1}`, `w${i}`, `b${i}`], i === last ? 'y' : `g${i}`);
    return i === last ? [gemm] : [gemm, node('Relu', [`g${i}`], `h${i}`)];
  });
  const initializers = parameters.flatMap(({ kernel, bias }, i) => [
    tensor(`w${i}`, [SIZES[i]!, SIZES[i + 1]!], kernel),
    tensor(`b${i}`, [SIZES[i + 1]!], bias),
  ]);
  const ends = [rowsOf(11, 'x', SIZES[0]!), rowsOf(12, 'y', SIZES.at(-1)!)];
  const graph = bytes(7, ...nodes, text(2, 'mlp'), ...initializers, ...ends);
  return Buffer.concat([int(1, 8), graph, bytes(8, text(1, ''), int(2, 13))]);
}
