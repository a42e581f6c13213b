import { describe, expect, expectTypeOf, it } from 'vitest';
import { full, fromData, numberOf, ones, scalar, stack, statistic, tensor, zeros } from './make.ts';
import { axisOf, broadcastShapes, broadcastStrides, sizeOf, stridesOf } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { fromLeaves, isLeaf, leavesOf, mapLeaves, zipLeaves } from './tree.ts';

describe('makers', () => {
  it('take the shape from brackets, or flat numbers with one', () => {
    expect(
      tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual(tensor([1, 2, 3, 4, 5, 6], [2, 3]));
    expect(tensor(5)).toEqual(scalar(5));
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor(Float32Array.of(1, 2)).shape).toEqual([2]);
    expect(full([2], 3)).toEqual(tensor([3, 3]));
    expect([zeros([1]), ones([1])]).toEqual([tensor([0]), tensor([1])]);
  });

  it('copy what they are given', () => {
    const source = Float64Array.of(1, 2);
    const made = tensor(source);
    source[0] = 9;
    expect(made.data[0]).toBe(1);
  });

  it.each([
    [() => tensor([[1, 2], [3]]), 'expected brackets of shape [2, 2], got 1 entries at depth 1'],
    [() => tensor([[1], 2]), 'got a number at depth 1'],
    [() => tensor([1, 2, 3], [2, 2]), 'expected 4 numbers for shape [2, 2], got 3'],
    [() => fromData(new Float64Array(1), [-1, -1]), 'expected whole lengths of at least 0'],
    [() => numberOf(zeros([2])), 'expected one number, got a tensor of shape [2]'],
    [() => stack([]), 'expected at least one tensor'],
    [() => stack([zeros([1]), zeros([2])]), 'got [1] and [2]'],
  ])('refuse what does not fit: %s', (make, message) => {
    expect(make).toThrow(message);
  });

  it('stack along a new first axis', () => {
    expect(stack([tensor([1, 2]), tensor([3, 4])])).toEqual(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
  });
});

describe('shapes', () => {
  it('have sizes and strides', () => {
    expect([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])]).toEqual([1, 6, 0]);
    expect(stridesOf([2, 3, 5])).toEqual([15, 5, 1]);
    expect(broadcastStrides([3, 1], [2, 3, 5])).toEqual([0, 1, 0]);
  });

  it('that do not fit each other are named', () => {
    expect(broadcastShapes('add', [4, 1], [3])).toEqual([4, 3]);
    expect(() => broadcastShapes('add', [4, 2], [3])).toThrow(
      'add: expected shapes that are equal, or 1, axis by axis from the right, got [4, 2] and [3] — 2 and 3 do not fit: reshape one of them',
    );
  });

  it('count axes from both ends', () => {
    expect([axisOf('sum', 1, [2, 3]), axisOf('sum', -2, [2, 3])]).toEqual([1, 0]);
    expect(() => axisOf('sum', 2, [2, 3])).toThrow('sum: expected an axis of [2, 3], got 2');
    expect(() => axisOf('sum', 0, [])).toThrow('a scalar has none');
  });
});

describe('trees', () => {
  const tree = [
    { kernel: ones([2, 3]), bias: zeros([3]) },
    { mean: statistic(zeros([3])), deep: [scalar(1)] },
  ] as const;

  it('list their leaves in an order that depends on the paths alone', () => {
    expect(leavesOf(tree).map(({ path }) => path)).toEqual(['0/bias', '0/kernel', '1/deep/0', '1/mean']);
    expect(leavesOf({ b: scalar(1), a: scalar(2) })).toEqual(leavesOf({ a: scalar(2), b: scalar(1) }));
    expect(leavesOf(scalar(1))).toEqual([{ path: '', leaf: scalar(1) }]);
    expect(leavesOf([])).toEqual([]);
  });

  it('keep form, type and roles when their leaves are mapped', () => {
    const paths: string[] = [];
    const doubled = mapLeaves(tree, (leaf, path) => {
      paths.push(path);
      return { shape: leaf.shape, data: leaf.data.map((x) => 2 * x) };
    });
    expectTypeOf(doubled).toEqualTypeOf(tree);
    expect(paths).toEqual(leavesOf(tree).map(({ path }) => path));
    expect(leavesOf(doubled)[1]!.leaf).toEqual(full([2, 3], 2));
    expect(leavesOf(doubled)[3]!.leaf.role).toBe('statistic');
  });

  it('know a branch called "shape" from a leaf', () => {
    expect(isLeaf<Tensor>({ shape: zeros([2]) })).toBe(false);
    expect(isLeaf<Tensor>(zeros([2]))).toBe(true);
  });

  it('are zipped leaf by leaf, and refuse another form', () => {
    const sums = zipLeaves(
      ([a, b]) => scalar(a!.data[0]! + b!.data[0]!),
      [scalar(1), scalar(2)],
      [scalar(3), scalar(4)],
    );
    expect(sums).toEqual([scalar(4), scalar(6)]);
    expect(() => zipLeaves(([a]) => a!, { a: scalar(1) }, { b: scalar(1) })).toThrow('got "a" beside "b"');
    expect(() => zipLeaves(([a]) => a!, { a: scalar(1) }, { a: scalar(1), b: scalar(1) })).toThrow(
      'got "nothing" beside "b"',
    );
  });

  it('are filled from leaves by path, or say which one does not fit', () => {
    const leaves = new Map(leavesOf(tree).map(({ path, leaf }) => [path, leaf]));
    expect(fromLeaves(tree, leaves)).toEqual(tree);
    expect(() => fromLeaves(tree, new Map([...leaves, ['0/kernels', ones([1])]]))).toThrow(
      'did you mean "0/kernel"?',
    );
    expect(() => fromLeaves(tree, new Map([...leaves, ['0/bias', ones([4])]]))).toThrow(
      '"0/bias" of shape [3], got [4]',
    );
    leaves.delete('0/bias');
    expect(() => fromLeaves(tree, leaves)).toThrow('expected a leaf "0/bias" of shape [3], got none');
  });
});
