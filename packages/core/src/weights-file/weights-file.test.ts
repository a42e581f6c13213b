import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statistic, tensor, zeros } from '../tensor/make.ts';
import type { Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { decodeWeights } from './decode-weights.ts';
import { encodeWeights } from './encode-weights.ts';
import readByPython from './fixtures/ours.python.json' with { type: 'json' };

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

const tree: Tree = [
  {
    kernel: tensor([
      [1, -2, Math.PI],
      [0.1, 5e-324, 1e300],
    ]),
    bias: tensor([0.25, NaN, -0]),
  },
  [],
  { norm: { mean: statistic(tensor([3])), empty: zeros([0, 2]) }, none: {} },
  tensor(7),
];

/** The bytes of a file with this header, and zeros for numbers. */
function file(header: unknown, numbers = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + numbers);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const one = { dtype: 'F64', shape: [1], data_offsets: [0, 8] };

describe('weights that are saved', () => {
  it('come back the very same: numbers, shapes, roles, lists, objects and empty branches', () => {
    expect(decodeWeights(encodeWeights(tree)).weights).toEqual(tree);
  });

  it('come back when the tree is a single tensor', () => {
    expect(decodeWeights(encodeWeights(tensor([1, 2]))).weights).toEqual(tensor([1, 2]));
  });

  it('come back with the factors of their parameter groups, which are no metadata of the reader', () => {
    const grouped: Tree = [{ kernel: { ...tensor([1]), factors: { learningRate: 0.1 } }, bias: tensor([2]) }];
    const { weights, metadata } = decodeWeights(encodeWeights(grouped));
    expect(weights).toEqual(grouped);
    expect(metadata).toEqual({});
    expect(() => encodeWeights(grouped, { metadata: { 'foldwise.factors': '' } })).toThrow(/by itself/);
  });

  it.each(['{', '[1]', '7', '{"a":{"learningRate":-1}}', '{"a":{"rate":1}}'])(
    'are refused with factors that are none: %s',
    (text) => {
      const header = { __metadata__: { 'foldwise.factors': text }, a: one };
      expect(() => decodeWeights(file(header, 8))).toThrow(/"foldwise.factors" to be/);
    },
  );

  it('keep their metadata', () => {
    const { metadata } = decodeWeights(encodeWeights(tree, { metadata: { fold: '2', note: 'größer "x"' } }));
    expect(metadata).toEqual({ fold: '2', note: 'größer "x"' });
  });

  it('are the same bytes for the same tree', () => {
    expect(encodeWeights(tree)).toEqual(encodeWeights(tree));
  });

  it('are rounded to float32 where that is asked for', () => {
    const half = encodeWeights({ a: tensor([0.1, 2, -1e-3]) }, { dtype: 'F32' });
    expect(decodeWeights(half).weights).toEqual({ a: tensor([0.1, 2, -1e-3].map(Math.fround)) });
  });

  it('start at a multiple of 8 bytes', () => {
    const bytes = encodeWeights(tree);
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  it('refuse keys that would make two paths one, and metadata that is no text', () => {
    expect(() => encodeWeights({ 'a/b': tensor(1) })).toThrow(/part of a path, got "a\/b"/);
    expect(() => encodeWeights({ '': tensor(1) })).toThrow(/part of a path, got ""/);
    expect(() => encodeWeights({ a: tensor(1) }, { metadata: { 'foldwise.tree': '' } })).toThrow(/by itself/);
    expect(() => encodeWeights(tensor(1), { metadata: { n: 3 as unknown as string } })).toThrow(/got number/);
  });
});

describe('the safetensors package of Python', () => {
  it('wrote a file that is read as it was meant', () => {
    const { weights, metadata } = decodeWeights(fixture('from-python.safetensors'));
    expect(metadata).toEqual({ made: 'by python' });
    expect(weights).toEqual([
      {
        kernel: tensor([
          [0, 0.25, 0.5],
          [0.75, 1, 1.25],
        ]),
        bias: tensor([0.1, -0.2, 1e-300]),
      },
      { scale: tensor(2.5) },
      { empty: zeros([0, 3]) },
    ]);
  });

  it('read our file as it was meant', () => {
    const numbers: Tree = [
      {
        kernel: tensor([
          [1, -2, Math.PI],
          [0.1, 5e-324, 1e300],
        ]),
      },
      { mean: statistic(tensor([3])) },
      tensor(7),
    ];
    const bytes = encodeWeights(numbers, { metadata: { fold: '2' } });
    expect(bytes).toEqual(fixture('ours.safetensors'));
    expect(readByPython.metadata.fold).toBe('2');
    expect(readByPython.tensors).toEqual(
      Object.fromEntries(
        leavesOf(numbers).map(({ path, leaf }) => [
          path,
          { shape: leaf.shape, dtype: 'float64', data: [...leaf.data] },
        ]),
      ),
    );
  });
});

describe('a file from elsewhere', () => {
  const numbers = (dtype: string, ...bytes: readonly number[]): Tree => {
    const header = { a: { dtype, shape: [], data_offsets: [0, bytes.length] } };
    const whole = file(header, bytes.length);
    whole.set(bytes, whole.length - bytes.length);
    return decodeWeights(whole).weights;
  };

  // The examples of Wikipedia's pages on the two formats.
  it.each([
    ['F16', [0x00, 0x3c], 1],
    ['F16', [0x00, 0xc0], -2],
    ['F16', [0x55, 0x35], 0.333251953125],
    ['F16', [0x01, 0x00], 2 ** -24],
    ['F16', [0xff, 0x7b], 65504],
    ['F16', [0x00, 0xfc], -Infinity],
    ['F16', [0x01, 0x7c], NaN],
    ['BF16', [0x49, 0x40], 3.140625],
    ['BF16', [0x80, 0xff], -Infinity],
    ['I64', [0xfe, 255, 255, 255, 255, 255, 255, 255], -2],
    ['U16', [0x01, 0x02], 513],
    ['BOOL', [0x01], 1],
  ] as const)('may hold numbers in %s: bytes %o', (dtype, bytes, number) => {
    expect(numbers(dtype, ...bytes)).toEqual({ a: tensor(number) });
  });
});

describe('a broken file of weights', () => {
  const said = (bytes: Uint8Array) => () => decodeWeights(bytes, 'w.safetensors');

  it('says where it is cut off, at every length', () => {
    const bytes = encodeWeights(tree);
    for (let length = 0; length < bytes.length; length++) {
      expect(said(bytes.slice(0, length))).toThrow(/^w\.safetensors: expected .* — save the weights anew/);
    }
  });

  it('says that it is too long', () => {
    expect(said(file({ a: one }, 9))).toThrow(/expected 8 bytes of numbers, got 9: the file is too long/);
    expect(said(file({ a: one }, 7))).toThrow(/expected 8 bytes of numbers, got 7: the file is cut off/);
  });

  it('is not read as a header of terabytes', () => {
    expect(said(new Uint8Array(64).fill(0x61))).toThrow(
      /header of at most 100000000 bytes.*not a safetensors/,
    );
  });

  it('says what is wrong with the header', () => {
    expect(said(file('{"a":'))).toThrow(/header of JSON text/);
    expect(said(file('[]'))).toThrow(/JSON object/);
    expect(said(file({ __metadata__: { n: 1 } }))).toThrow(/metadata "n" to be a text, got number/);
    expect(said(file({ __metadata__: [] }))).toThrow(/__metadata__ to hold texts/);
  });

  it('names the tensor that is wrong', () => {
    const wrong = (entry: unknown) => said(file({ 'b/c': entry }, 8));
    expect(wrong({ ...one, dtype: 'F8_E4M3' })).toThrow(
      /tensor "b\/c": expected real or whole numbers, such as F32, got F8_E4M3/,
    );
    expect(wrong({ ...one, shape: [2] })).toThrow(/tensor "b\/c": expected 16 bytes for shape \[2\], got 8/);
    expect(wrong({ ...one, shape: [-1] })).toThrow(/shape of whole numbers/);
    expect(wrong({ ...one, data_offsets: [8, 16] })).toThrow(/start at byte 0, got 8/);
    expect(wrong({ ...one, data_offsets: [0] })).toThrow(/two whole numbers/);
    expect(wrong(3)).toThrow(/dtype, shape and data_offsets/);
    const overlapping = { a: one, b: { ...one, data_offsets: [4, 12] } };
    expect(said(file(overlapping, 12))).toThrow(/tensor "b": expected its numbers to start at byte 8, got 4/);
  });

  it('refuses names that form no tree', () => {
    const two = { a: one, 'a/b': { ...one, data_offsets: [8, 16] } };
    expect(said(file(two, 16))).toThrow(/got "a" as a tensor and as a branch/);
    expect(said(file({ '/a': one }, 8))).toThrow(/names that form a tree, got ""/);
  });

  it('refuses a form that does not fit the tensors', () => {
    const form = (text: string) => said(file({ __metadata__: { 'foldwise.tree': text }, a: one }, 8));
    expect(form('{"b":"weight"}')).toThrow(/expected a tensor "b", got none/);
    expect(form('[]')).toThrow(/expected no tensor "a", got one/);
    expect(form('{')).toThrow(/to be JSON text/);
    expect(form('{"a":"scalar"}')).toThrow(/lists and objects of leaves/);
  });
});
