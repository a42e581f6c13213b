import { describe, expect, it } from 'vitest';
import { decodeMessage } from './decode-message.ts';
import { encodeMessage } from './encode-message.ts';
import type { Schema } from './schema.ts';

interface Inner {
  readonly name?: string;
}

interface Message {
  readonly count?: number;
  readonly share?: number;
  readonly exact?: number;
  readonly text?: string;
  readonly raw?: Uint8Array;
  readonly numbers?: readonly number[];
  readonly inner?: readonly Inner[];
}

const innerSchema: Schema<Inner> = { name: [1, 'text'] };
const schema: Schema<Message> = {
  count: [1, 'int'],
  share: [2, 'float'],
  exact: [3, 'double'],
  text: [4, 'text'],
  raw: [5, 'bytes'],
  numbers: [6, 'int', 'many'],
  inner: [20, innerSchema, 'many'],
};

const read = (...bytes: number[]) => decodeMessage(schema, Uint8Array.from(bytes), 'm.onnx');

describe('a message', () => {
  it('is the bytes that the encoding guide of protocol buffers shows', () => {
    expect([...encodeMessage(schema, { count: 150 })]).toEqual([0x08, 0x96, 0x01]);
    const text = [0x22, 0x07, ...new TextEncoder().encode('testing')];
    expect([...encodeMessage(schema, { text: 'testing' })]).toEqual(text);
    const minusTwo = [0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    expect([...encodeMessage(schema, { count: -2 })]).toEqual(minusTwo);
    expect(read(0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05)).toEqual({ numbers: [3, 270, 86942] });
  });

  it('comes back with every kind of field', () => {
    const message: Message = {
      count: -(2 ** 40),
      share: 0.25,
      exact: 0.1,
      text: 'Größe 数',
      raw: Uint8Array.of(0, 255),
      numbers: [0, -1, 2 ** 50],
      inner: [{ name: 'a' }, {}],
    };
    expect(decodeMessage(schema, encodeMessage(schema, message), 'm.onnx')).toEqual(message);
    expect(encodeMessage(schema, {})).toHaveLength(0);
  });

  it('may hold fields that nobody asks for, of every kind', () => {
    const others = [
      [0x78, 0x01],
      [0x7a, 0x01, 0x00],
      [0x7d, 0, 0, 0, 0],
      [0x79, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    expect(read(...others.flat(), 0x08, 0x05)).toEqual({ count: 5 });
  });
});

describe('bytes that are no message', () => {
  it.each([
    ['cut off in a text', [0x22, 0x07, 0x61], 'm.onnx, byte 2: expected 7 more bytes, got 1: it is cut off'],
    ['cut off in a number', [0x08, 0x96], 'm.onnx, byte 2: expected 1 more bytes, got 0: it is cut off'],
    [
      'a number without an end',
      [0x08, ...Array.from({ length: 11 }, () => 0xff)],
      'a whole number of at most 10 bytes',
    ],
    ['groups', [0x7b], 'expected fields of protocol buffers, got one of type 3: not an ONNX file'],
    ['another type', [0x0d, 0, 0, 0, 0], 'expected the field "count" of another type: not an ONNX file'],
    ['text that is none', [0x22, 0x01, 0xff], 'expected text in UTF-8, got other bytes'],
  ])('are refused: %s', (_, bytes, message) => {
    expect(() => read(...bytes)).toThrow(message);
  });
});
