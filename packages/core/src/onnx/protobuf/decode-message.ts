import { FoldwiseError } from '../../errors.ts';
import { type AnySchema, type Kind, type Schema, wire, wireOf } from './schema.ts';

/** Reads the bytes of a message from front to back. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #where: string;
  #at = 0;

  constructor(bytes: Uint8Array, where: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#where = where;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes(1)[0]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw this.error('expected a whole number of at most 10 bytes, got a longer one');
  }

  fixed(size: 4 | 8): number {
    this.bytes(size);
    const at = this.#at - size;
    return size === 4 ? this.#view.getFloat32(at, true) : this.#view.getFloat64(at, true);
  }

  counted(): Uint8Array {
    return this.bytes(this.varint());
  }

  bytes(count: number): Uint8Array {
    const left = this.#bytes.length - this.#at;
    if (count < 0 || count > left)
      throw this.error(`expected ${count} more bytes, got ${left}: it is cut off`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  error(message: string, cause?: unknown): FoldwiseError {
    return new FoldwiseError(message, {
      code: 'file',
      where: `${this.#where}, byte ${this.#at}`,
      hint: 'export the model anew, or fetch the file again',
      cause,
    });
  }
}

function skip(reader: Reader, kind: number): void {
  if (kind === wire.varint) reader.varint();
  else if (kind === wire.counted) reader.counted();
  else if (kind === wire.fourBytes || kind === wire.eightBytes) reader.fixed(kind === wire.fourBytes ? 4 : 8);
  else throw reader.error(`expected fields of protocol buffers, got one of type ${kind}: not an ONNX file`);
}

function textOf(reader: Reader, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw reader.error('expected text in UTF-8, got other bytes', error);
  }
}

function numberFrom(reader: Reader, kind: 'int' | 'float' | 'double'): number {
  return kind === 'int' ? reader.varint() : reader.fixed(kind === 'float' ? 4 : 8);
}

/** What a field brings: one content, or all those of a packed list. */
function contentsOf(reader: Reader, kind: Kind, wireType: number, where: string): readonly unknown[] {
  if (kind === 'int' || kind === 'float' || kind === 'double') {
    if (wireType !== wire.counted) return [numberFrom(reader, kind)];
    const packed = new Reader(reader.counted(), where);
    const numbers: number[] = [];
    while (!packed.isAtEnd) numbers.push(numberFrom(packed, kind));
    return numbers;
  }
  const bytes = reader.counted();
  if (kind === 'bytes') return [bytes];
  return [kind === 'text' ? textOf(reader, bytes) : decoded(kind, bytes, where)];
}

function decoded(schema: AnySchema, bytes: Uint8Array, where: string): Readonly<Record<string, unknown>> {
  const byNumber = new Map(Object.entries(schema).map(([name, field]) => [field[0], { name, field }]));
  const reader = new Reader(bytes, where);
  const single: Record<string, unknown> = {};
  const lists = new Map<string, unknown[]>();
  while (!reader.isAtEnd) {
    const tag = reader.varint();
    const wireType = tag & 7;
    const known = byNumber.get(Math.floor(tag / 8));
    if (known === undefined) {
      skip(reader, wireType);
      continue;
    }
    const [, kind, many] = known.field;
    // Lists of numbers may be packed.
    if (wireType !== wireOf(kind) && wireType !== wire.counted) {
      throw reader.error(`expected the field "${known.name}" of another type: not an ONNX file`);
    }
    const contents = contentsOf(reader, kind, wireType, where);
    if (many === undefined) single[known.name] = contents.at(-1);
    else {
      const list = lists.get(known.name) ?? [];
      lists.set(known.name, list);
      for (const content of contents) list.push(content);
    }
  }
  return { ...single, ...Object.fromEntries(lists) };
}

/**
 * The message in the bytes of protocol buffers; fields that the schema does not know are passed over.
 *
 * @param where What to call the file in messages.
 * @throws FoldwiseError `file` where the bytes are none such, or end too early.
 * @example
 * decodeMessage<{ version?: number }>({ version: [2, 'int'] }, Uint8Array.of(16, 18), 'model.onnx'); // { version: 18 }
 */
export function decodeMessage<M extends object>(schema: Schema<M>, bytes: Uint8Array, where: string): M {
  // What the fields were read as, by the kinds of the schema; every field of a message may be absent.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return decoded(schema, bytes, where) as M;
}
