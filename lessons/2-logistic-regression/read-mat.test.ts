import { expect, test } from 'vitest';
import { deflateSync } from 'node:zlib';
import { readMat } from './read-mat.ts';

/** A tag and its bytes, filled up to a multiple of 8. */
function element(type: number, bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + Math.ceil(bytes.length / 8) * 8);
  new DataView(whole.buffer).setUint32(0, type, true);
  new DataView(whole.buffer).setUint32(4, bytes.length, true);
  whole.set(bytes, 8);
  return whole;
}

/** At most four bytes, in the tag itself. */
function small(type: number, bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(
    type,
    0,
    bytes.length,
    0,
    ...bytes,
    ...Array.from({ length: 4 - bytes.length }, () => 0),
  );
}

const bytesOf = (numbers: Int32Array | Float64Array) => new Uint8Array(numbers.buffer);

const matrix = element(
  14,
  Buffer.concat([
    element(6, new Uint8Array(8)),
    element(5, bytesOf(Int32Array.of(2, 3))),
    small(1, [88]),
    element(9, bytesOf(Float64Array.of(1, 2.5, -3, 4, 5, 6))),
  ]),
);

function file(...elements: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(128);
  header.set([73, 77], 126);
  return Buffer.concat([header, ...elements]);
}

test('a matrix is read, compressed or not', () => {
  const compressed = deflateSync(matrix);
  const tag = new Uint8Array(8);
  new DataView(tag.buffer).setUint32(0, 15, true);
  new DataView(tag.buffer).setUint32(4, compressed.length, true);
  const expected = { rows: 2, columns: 3, values: [1, 2.5, -3, 4, 5, 6] };
  expect(readMat(file(matrix)).get('X')).toEqual(expected);
  expect(readMat(file(Buffer.concat([tag, compressed]))).get('X')).toEqual(expected);
});

test('another kind of file is refused', () => {
  expect(() => readMat(new TextEncoder().encode('1,2,3\n'), 'spam.mat')).toThrow(
    'spam.mat: expected a MATLAB file of version 5, got something else',
  );
});
