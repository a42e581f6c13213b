import { FoldwiseError } from '@foldwise/core/base';
import * as fc from 'fast-check';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/folder-of.ts';
import { cellsOf } from '../table/column.ts';
import { category, defineSchema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';
import { parseIdx, parseIdxArray } from './parse-idx.ts';
import { readTable } from './read-table.ts';

/** Every type, by its byte: how long its numbers are, how one is written, and one that it holds. */
const types = [
  [0x08, 1, (view: DataView, at: number, value: number) => view.setUint8(at, value), fc.nat(255)],
  [
    0x09,
    1,
    (view: DataView, at: number, value: number) => view.setInt8(at, value),
    fc.integer({ min: -128, max: 127 }),
  ],
  [
    0x0b,
    2,
    (view: DataView, at: number, value: number) => view.setInt16(at, value),
    fc.integer({ min: -32_768, max: 32_767 }),
  ],
  [0x0c, 4, (view: DataView, at: number, value: number) => view.setInt32(at, value), fc.integer()],
  [0x0d, 4, (view: DataView, at: number, value: number) => view.setFloat32(at, value), fc.float()],
  [0x0e, 8, (view: DataView, at: number, value: number) => view.setFloat64(at, value), fc.double()],
] as const;

/** The table, or the error of ours; another error is thrown on. */
function endOf(bytes: Uint8Array): Table | FoldwiseError {
  try {
    return parseIdx(bytes);
  } catch (error) {
    if (error instanceof FoldwiseError) return error;
    throw error;
  }
}

type Written = (typeof types)[number];

function idx([type, size, set]: Written, shape: readonly number[], values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * shape.length + size * values.length);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  shape.forEach((length, i) => view.setUint32(4 + 4 * i, length));
  values.forEach((value, i) => set(view, 4 + 4 * shape.length + i * size, value));
  return bytes;
}

/** A file of any type and shape, and what is in it. */
const anyIdx = fc
  .record({
    type: fc.constantFrom(...types),
    shape: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
  })
  .chain(({ type, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const values: fc.Arbitrary<number[]> = fc.array<number>(type[3], {
      minLength: length,
      maxLength: length,
    });
    return values.map((numbers) => ({ shape, values: numbers, bytes: idx(type, shape, numbers) }));
  });

describe('parseIdx', () => {
  it('reads images as MNIST has them, a column a pixel, in bytes', () => {
    // The first file of MNIST begins 00000803 0000ea60 0000001c 0000001c: 60,000 images of 28 × 28.
    const bytes = Buffer.concat([
      Buffer.from('00000803000000020000000200000003', 'hex'),
      Uint8Array.of(0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255),
    ]);
    const table = parseIdx(bytes);
    expect(table.names).toEqual(['pixel0', 'pixel1', 'pixel2', 'pixel3', 'pixel4', 'pixel5']);
    expect(table.column('pixel4')).toMatchObject({ kind: 'number', values: Uint8Array.of(4, 254) });
    expect(parseIdx(bytes, { columns: ['pixel5'], rows: 1 }).columns.map(cellsOf)).toEqual([[5]]);
  });

  it('reads labels as numbers, or by a schema', async () => {
    const bytes = idx(types[0], [4], [7, 0, 7, 3]);
    expect(cellsOf(parseIdx(bytes).column('value'))).toEqual([7, 0, 7, 3]);
    const folder = folderOf({ 'train-labels-idx1-ubyte.gz': gzipSync(bytes) });
    const table = await readTable(join(folder, 'train-labels-idx1-ubyte.gz'), {
      schema: defineSchema({ value: category(['0', '3']) }),
    });
    expect(table.column('value')).toMatchObject({ kind: 'category', levels: ['0', '3', '7'] });
  });

  it('reads every type in every shape to the bit', () => {
    fc.assert(
      fc.property(anyIdx, ({ shape, values, bytes }) => {
        const array = parseIdxArray(bytes);
        expect(array.shape).toEqual(shape);
        expect(Array.from(array.data)).toEqual(values);
        const table = parseIdx(bytes);
        const width = shape.slice(1).reduce((product, size) => product * size, 1);
        const rows = Array.from({ length: table.length }, (_, row) =>
          table.columns.map((column) => (column.kind === 'number' ? column.values[row] : undefined)),
        );
        expect(table.length).toBe(shape[0]);
        expect(rows.flat()).toEqual(values);
        expect(table.columns).toHaveLength(width);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it.each([
    [
      '',
      'expected an IDX file, which begins with 00 00, a type and a number of dimensions, got an empty file',
    ],
    [
      '504b0304',
      'expected an IDX file, which begins with 00 00, a type and a number of dimensions, got 504b0304',
    ],
    ['00000a01', 'a type and a number of dimensions, got 00000a01'],
    ['00000800', 'a type and a number of dimensions, got 00000800'],
    ['00000803000000', 'expected 3 sizes in 16 bytes, got 7 bytes'],
    [
      '0000080200000002000000020102',
      'expected 16 bytes for 2 × 2 numbers of 1, got 14 — see whether the file is whole',
    ],
    ['0000080200000000ffffffff', 'expected at most 16000000 numbers an entry, got 4294967295'],
    ['00000801000000010102', 'expected 9 bytes for 1 numbers of 1, got 10'],
  ])('refuses %s', (hex, message) => {
    expect(() => parseIdx(Buffer.from(hex, 'hex'), { name: 'a.idx' })).toThrow(message);
    expect(() => parseIdx(Buffer.from(hex, 'hex'), { name: 'a.idx' })).toThrow(/^a\.idx: /);
  });

  it('ends in a table or an error of its own on any bytes', () => {
    const soup = fc
      .tuple(fc.boolean(), fc.uint8Array({ maxLength: 24 }))
      .map(([begun, rest]) =>
        begun
          ? Buffer.concat([Uint8Array.of(0, 0, 8 + ((rest[0] ?? 0) % 7), 1 + ((rest[1] ?? 0) % 3)), rest])
          : rest,
      );
    fc.assert(
      fc.property(soup, (bytes) => {
        expect(() => endOf(bytes)).not.toThrow();
      }),
      { numRuns: 2000, seed: 2 },
    );
  });
});
