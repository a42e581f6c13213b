import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { broadcastShapes, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import type { CaseInput } from '../../testing/case-input.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { add, divide, multiply, negate, subtract } from './arithmetic.ts';

const shapes: readonly (readonly CaseInput[])[] = [
  [
    [3, 5],
    [3, 5],
  ],
  [[7, 3], [3]],
  [
    [7, 1],
    [1, 3],
  ],
  [[], [2, 3]],
  [
    [2, 1, 5],
    [3, 1],
  ],
  [[1], [1]],
];
const away = { between: [0.5, 2] } as const;
const rejects = [
  [[2, 3], [2]],
  [[4], [3]],
];

describePrimitive('add', add, shapes, { rejects });
describePrimitive('subtract', subtract, shapes, { rejects });
describePrimitive('multiply', multiply, shapes, { rejects });
describePrimitive(
  'divide',
  divide,
  [
    [[3, 5], { draw: [5], ...away }],
    [[], { draw: [2, 1], ...away }],
  ],
  { rejects },
);
describePrimitive('negate', negate, [[[2, 3]], [[]]]);

it('plain numbers stand for constants', () => {
  expect(subtract(10, tensor([1, 2]))).toEqual(tensor([9, 8]));
  expect(divide(tensor([1, -1, 0]), 0)).toEqual(tensor([Infinity, -Infinity, NaN]));
});

/** The element of a broadcast tensor at an index, the slow and obvious way. */
function at(t: Tensor, index: readonly number[]): number {
  const own = index.slice(index.length - t.shape.length);
  return t.data[own.reduce((flat, i, axis) => flat * t.shape[axis]! + (t.shape[axis] === 1 ? 0 : i), 0)]!;
}

/** Two shapes that can be broadcast against each other: each hides some of the lengths of a third. */
const pairOfShapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const part = fc
    .tuple(fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }), fc.nat(shape.length))
    .map(([hidden, missing]): Shape =>
      shape.map((length, axis) => (hidden[axis]! ? 1 : length)).slice(missing),
    );
  return fc.tuple(part, part);
});

it('each number of a broadcast result comes from the numbers that numpy would pair', () => {
  fc.assert(
    fc.property(pairOfShapes, ([left, right]) => {
      const a = tensor(
        Float64Array.from({ length: sizeOf(left) }, (_, i) => i + 1),
        left,
      );
      const b = tensor(
        Float64Array.from({ length: sizeOf(right) }, (_, i) => 100 * i),
        right,
      );
      const sum = computed(subtract(a, b));
      expect(sum.shape).toEqual(broadcastShapes('subtract', left, right));
      sum.data.forEach((x, flat) => {
        let rest = flat;
        const index = sum.shape
          .toReversed()
          .map((length) => {
            const i = rest % length;
            rest = (rest - i) / length;
            return i;
          })
          .toReversed();
        expect(x).toBe(at(a, index) - at(b, index));
      });
    }),
    { seed: 1, numRuns: 200 },
  );
});
