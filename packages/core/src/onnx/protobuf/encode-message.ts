import { type AnySchema, type Kind, type Schema, wireOf } from './schema.ts';

/** Seven bits a byte, the lowest first; negative numbers as their 64-bit complement. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Uint8Array.of(...bytes, Number(left));
}

function fixed(value: number, size: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(size));
  if (size === 4) view.setFloat32(0, value, true);
  else view.setFloat64(0, value, true);
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function counted(bytes: Uint8Array): Uint8Array {
  return joined([varint(bytes.length), bytes]);
}

/** The content of a field, without its tag. */
function contentOf(kind: Kind, value: unknown): Uint8Array {
  if (typeof value === 'number')
    return kind === 'int' ? varint(value) : fixed(value, kind === 'float' ? 4 : 8);
  if (typeof value === 'string') return counted(new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return counted(value);
  // Kind and value belong together, as the types of the schema say: a message.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return counted(encoded(kind as AnySchema, value as Readonly<Record<string, unknown>>));
}

function encoded(schema: AnySchema, message: Readonly<Record<string, unknown>>): Uint8Array {
  const parts = Object.entries(schema).flatMap(([name, [number, kind]]) => {
    const value = message[name];
    const contents: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return contents.flatMap((content) => [varint(number * 8 + wireOf(kind)), contentOf(kind, content)]);
  });
  return joined(parts);
}

/**
 * A message in the bytes of protocol buffers, its fields in the order of the schema; the same message gives the same bytes.
 *
 * @example
 * encodeMessage<{ version?: number }>({ version: [2, 'int'] }, { version: 18 }); // bytes 16, 18
 */
export function encodeMessage<M extends object>(schema: Schema<M>, message: M): Uint8Array {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return encoded(schema, message as Readonly<Record<string, unknown>>);
}
