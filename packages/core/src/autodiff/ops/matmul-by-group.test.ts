import { expect, it } from 'vitest';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { matmul } from './matmul.ts';
import { matmulByGroup } from './matmul-by-group.ts';
import { transpose } from './transpose.ts';

describePrimitive(
  'matmulByGroup',
  matmulByGroup,
  [
    [
      [4, 3, 5],
      [3, 5, 2],
    ],
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [
      [7, 2, 17],
      [2, 17, 13],
    ],
  ],
  {
    rejects: [
      [
        [4, 3, 5],
        [2, 5, 2],
      ],
      [
        [4, 3, 5],
        [3, 4, 2],
      ],
      [
        [4, 5],
        [3, 5, 2],
      ],
    ],
  },
);

it('is the product of each group by itself', () => {
  const random = rng('groups');
  const normals = (shape: Shape) =>
    fromData(
      Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
      shape,
    );
  const [x, kernel] = [normals([6, 4, 5]), normals([4, 5, 3])];
  const moved = transpose(matmul(transpose(x, [1, 0, 2]), kernel), [1, 0, 2]);
  expect(matmulByGroup(x, kernel)).toEqual(moved);
});
