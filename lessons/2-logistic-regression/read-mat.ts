import { inflateSync } from 'node:zlib';
import { FoldwiseError } from '@foldwise/core';

/** A matrix of a MATLAB file, column by column. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}

/** How the numbers of an element are stored, by MATLAB's code. */
const readers: Readonly<
  Record<number, readonly [size: number, read: (view: DataView, at: number) => number]>
> = {
  1: [1, (view, at) => view.getInt8(at)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at) => view.getInt16(at, true)],
  4: [2, (view, at) => view.getUint16(at, true)],
  5: [4, (view, at) => view.getInt32(at, true)],
  6: [4, (view, at) => view.getUint32(at, true)],
  7: [4, (view, at) => view.getFloat32(at, true)],
  9: [8, (view, at) => view.getFloat64(at, true)],
};
const matrix = 14;
const compressed = 15;

interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/**
 * The matrices of real numbers in a MATLAB file of version 5, by their names ("MAT-File Format", MathWorks, "Level 5").
 *
 * @throws FoldwiseError `data` where the file is of another kind.
 */
export function readMat(file: Uint8Array, name = 'file'): ReadonlyMap<string, Matrix> {
  // The header of 128 bytes ends with "MI", read from the low byte on.
  if (file.length < 128 || String.fromCharCode(file[126]!, file[127]!) !== 'IM') {
    throw new FoldwiseError('expected a MATLAB file of version 5, got something else', {
      code: 'data',
      where: name,
    });
  }
  const matrices = elementsOf(file.subarray(128))
    .flatMap((one) => (one.type === compressed ? elementsOf(inflateSync(one.bytes)) : [one]))
    .filter(({ type }) => type === matrix);
  return new Map(matrices.map(({ bytes }) => matrixOf(elementsOf(bytes))));
}

/** The elements that lie one after another: a tag, which says type and size, and the bytes. */
function elementsOf(bytes: Uint8Array): readonly Element[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const elements: Element[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const type = view.getUint32(at, true);
    // Four bytes or fewer lie in the tag itself, their size in its upper half.
    const small = type >>> 16;
    const size = small > 0 ? small : view.getUint32(at + 4, true);
    const start = small > 0 ? at + 4 : at + 8;
    elements.push({ type: type & 0xffff, bytes: bytes.subarray(start, start + size) });
    // What is compressed follows without a gap, all else starts at a multiple of 8 bytes.
    const padded = type === compressed ? size : Math.ceil(size / 8) * 8;
    at = small > 0 ? at + 8 : start + padded;
  }
  return elements;
}

/** Flags, sizes, name, numbers. */
function matrixOf([, sizes, name, numbers]: readonly Element[]): readonly [string, Matrix] {
  const [rows, columns] = numbersOf(sizes!);
  const text = String.fromCharCode(...numbersOf(name!));
  return [text, { rows: rows!, columns: columns!, values: numbersOf(numbers!) }];
}

function numbersOf({ type, bytes }: Element): readonly number[] {
  const reader = readers[type];
  if (reader === undefined) {
    throw new FoldwiseError(`expected numbers, got what MATLAB calls type ${type}`, {
      code: 'data',
      where: 'readMat',
    });
  }
  const [size, read] = reader;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / size }, (_, i) => read(view, i * size));
}
