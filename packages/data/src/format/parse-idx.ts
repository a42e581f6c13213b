import { FoldwiseError } from '@foldwise/core/base';
import { numberColumn, stringColumn } from '../table/column.ts';
import type { NumberArray } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { checkMemory } from './check-memory.ts';
import { levelsBySchema } from './encoded-column.ts';
import { planKinds } from './plan-kinds.ts';
import { rowLimit } from './row-limit.ts';
import type { TableOptions } from './table-options.ts';
import { formatNumber } from './write-csv.ts';

/** An image of 5 million pixels in three colours; beyond it a header is damaged, or a table is no place for it. */
const MOST_COLUMNS = 16_000_000;

/** A type of numbers in an IDX file: bytes of each, and how one is read, the highest byte first. */
interface IdxType {
  readonly bytes: number;
  readonly at: (view: DataView, offset: number) => number;
}

/** By the third byte of the file (LeCun, Cortes & Burges, "The MNIST database", section "file formats"). */
const TYPES: Readonly<Record<number, IdxType>> = {
  0x08: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  0x09: { bytes: 1, at: (view, offset) => view.getInt8(offset) },
  0x0b: { bytes: 2, at: (view, offset) => view.getInt16(offset) },
  0x0c: { bytes: 4, at: (view, offset) => view.getInt32(offset) },
  0x0d: { bytes: 4, at: (view, offset) => view.getFloat32(offset) },
  0x0e: { bytes: 8, at: (view, offset) => view.getFloat64(offset) },
};

/** Numbers in a box of any number of dimensions, the last one running fastest. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: NumberArray;
}

/**
 * The numbers in the bytes of an IDX file, MNIST's format: bytes stay bytes, every other type becomes float64, which holds it exactly.
 *
 * @throws FoldwiseError `data` for a file that does not begin as one, is cut off, or goes on behind its last number.
 * @example
 * parseIdxArray(await readFile('train-images-idx3-ubyte')).shape; // [60000, 28, 28]
 */
export function parseIdxArray(bytes: Uint8Array, name = 'IDX'): IdxArray {
  const { type, shape, body } = idxHeader(bytes, name);
  const count = shape.reduce((product, size) => product * size, 1);
  const data = bytes.subarray(body);
  if (type === TYPES[0x08]) return { shape, data: Uint8Array.from(data) };
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return { shape, data: Float64Array.from({ length: count }, (_, i) => type.at(view, i * type.bytes)) };
}

/**
 * The table in the bytes of an IDX file: a row for each entry of its first dimension.
 *
 * A file of one dimension, such as labels, is one column `value`. Of more dimensions, such as images, each number of an entry is a column:
 * `pixel0`, `pixel1`, … row by row from the top, as in Kaggle's digit recogniser. Bytes stay bytes, an eighth of float64; NaN is missing.
 * Kinds are numbers; a schema or `kinds` may make text of them (labels of classes).
 *
 * @throws FoldwiseError `data` for a file that does not begin as one, is cut off, or goes on behind its last number.
 * @example
 * const images = await readTable('train-images-idx3-ubyte.gz'); // 60,000 × 784
 * const labels = await readTable('train-labels-idx1-ubyte.gz', { kinds: 'category' }); // 60,000 × 1
 */
export function parseIdx(bytes: Uint8Array, options: TableOptions = {}): Table {
  const name = options.name ?? 'IDX';
  const { type, shape, body } = idxHeader(bytes, name);
  const [entries = 0, ...inner] = shape;
  const width = inner.reduce((product, size) => product * size, 1);
  if (width > MOST_COLUMNS) {
    throw idxError(name, `expected at most ${MOST_COLUMNS} numbers an entry, got ${inner.join(' × ')}`);
  }
  const rows = Math.min(entries, rowLimit(options));
  const names = inner.length === 0 ? ['value'] : Array.from({ length: width }, (_, pixel) => `pixel${pixel}`);
  const kinds = planKinds(names, options, name);
  const kept = kinds.filter((kind) => kind !== null).length;
  const isBytes = type === TYPES[0x08];
  checkMemory({ file: name, rows, columns: kept, bytes: rows * kept * (isBytes ? 1 : 8) }, options);
  const view = new DataView(bytes.buffer, bytes.byteOffset + body, bytes.byteLength - body);
  const columns = names.flatMap((column, i) => {
    const kind = kinds[i];
    if (kind === null) return [];
    const values = isBytes ? new Uint8Array(rows) : new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = type.at(view, (row * width + i) * type.bytes);
    if (kind === undefined || kind === 'number') return [numberColumn(column, values)];
    const cells = Array.from(values, (value) => (Number.isNaN(value) ? null : formatNumber(value)));
    return [levelsBySchema(stringColumn(kind, column, cells), options.schema)];
  });
  return new Table(columns, rows);
}

interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  /** Offset of the first number. */
  readonly body: number;
}

/** Checks that the file is as long as its header says. */
function idxHeader(bytes: Uint8Array, name: string): IdxHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = bytes.length >= 4 && view.getUint16(0) === 0 ? TYPES[bytes[2]!] : undefined;
  const dimensions = bytes[3] ?? 0;
  if (type === undefined || dimensions === 0) {
    const got = Buffer.from(bytes.subarray(0, 4)).toString('hex');
    throw idxError(
      name,
      `expected an IDX file, which begins with 00 00, a type and a number of dimensions, got ${got === '' ? 'an empty file' : got}`,
    );
  }
  const body = 4 + 4 * dimensions;
  if (bytes.length < body) {
    throw idxError(name, `expected ${dimensions} sizes in ${body} bytes, got ${bytes.length} bytes`);
  }
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = body + shape.reduce((product, size) => product * size, type.bytes);
  if (bytes.length !== expected) {
    throw idxError(
      name,
      `expected ${expected} bytes for ${shape.join(' × ')} numbers of ${type.bytes}, got ${bytes.length}`,
    );
  }
  return { type, shape, body };
}

function idxError(where: string, message: string): FoldwiseError {
  return new FoldwiseError(message, {
    code: 'data',
    where,
    hint: 'see whether the file is whole, or download it again',
  });
}
