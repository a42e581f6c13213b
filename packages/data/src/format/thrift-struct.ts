/** The integers and structs of a struct in Thrift's compact protocol, by field number; other fields are passed over. */
export type ThriftStruct = ReadonlyMap<number, number | ThriftStruct>;

/** Reads the struct at `at`; gives it and where it ends. A struct that is cut off or nested absurdly is a `RangeError`. */
export function thriftStruct(bytes: Uint8Array, at: number): readonly [ThriftStruct, number] {
  const cursor = { bytes, at };
  const fields = readStruct(cursor, 0);
  return [fields, cursor.at];
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

const deepest = 16;

function readStruct(cursor: Cursor, depth: number): ThriftStruct {
  if (depth > deepest) throw new RangeError('its page headers are nested too deep');
  const fields = new Map<number, number | ThriftStruct>();
  for (let field = 0; ;) {
    const byte = nextByte(cursor);
    if (byte === 0) return fields;
    field = byte >> 4 === 0 ? zigZag(varInt(cursor)) : field + (byte >> 4);
    const value = readValue(cursor, byte & 15, depth);
    if (value !== undefined) fields.set(field, value);
  }
}

function readValue(cursor: Cursor, type: number, depth: number): number | ThriftStruct | undefined {
  if (type === 1 || type === 2) return type === 1 ? 1 : 0;
  if (type === 3) return nextByte(cursor);
  if (type === 4 || type === 5) return zigZag(varInt(cursor));
  if (type === 6) {
    while (nextByte(cursor) > 127);
    return undefined;
  }
  if (type === 7) {
    cursor.at += 8;
    return undefined;
  }
  if (type === 8) {
    const length = varInt(cursor);
    cursor.at += length;
    return undefined;
  }
  if (type === 12) return readStruct(cursor, depth + 1);
  throw new RangeError(`its page headers have a field of type ${type}`);
}

function nextByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at++];
  if (byte === undefined) throw new RangeError('a page header is cut off');
  return byte;
}

/** An unsigned 32-bit integer, seven bits a byte; where it ends is left in the cursor. */
export function varInt(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = nextByte(cursor);
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
  throw new RangeError('an integer in it has no end');
}

function zigZag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
