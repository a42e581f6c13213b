import { describe, expect, it } from 'vitest';
import { FoldwiseError } from '../../errors.ts';
import { foldKey, randomKey, uniformAt } from '../../random/random-key.ts';
import { scalar, tensor, zeros } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { valueAndGradient } from '../gradient.ts';
import { abs, clip, equal, greater, greaterEqual, maximum, minimum, sign, where } from './compare.ts';
import { dropout, dropoutMask } from './dropout.ts';
import { gather, oneHot, scatterAdd } from './gather.ts';
import { matmul } from './matmul.ts';
import { exp, expm1, log, log1p, power, sqrt, square } from './power.ts';
import { max, mean, variance } from './reduce.ts';
import { reshape } from './reshape.ts';
import { concat, pad, slice } from './slice.ts';
import { logSoftmax, softmax } from './softmax.ts';
import { stopGradient } from './stop-gradient.ts';
import { broadcastTo, sum, sumTo } from './sum.ts';
import { transpose } from './transpose.ts';

const positive = { draw: [3, 5], between: [0.3, 3] } as const;
const simple = [[[3, 5]], [[1]], [[]]];

describePrimitive('exp', exp, simple);
describePrimitive('expm1', expm1, simple);
describePrimitive('log', log, [[positive]]);
describePrimitive('log1p', log1p, [[positive]]);
describePrimitive('sqrt', sqrt, [[positive]]);
describePrimitive('square', square, simple);
describePrimitive('power -0.5', (x) => power(x, -0.5), [[positive]]);
describePrimitive('power 3', (x) => power(x, 3), simple);

describePrimitive('maximum', maximum, [
  [[3, 5], [5]],
  [[], [3]],
]);
describePrimitive('minimum', minimum, [
  [[3, 5], [5]],
  [[], [3]],
]);
describePrimitive('abs', abs, simple);
describePrimitive('sign', sign, simple);
describePrimitive('clip', (x) => clip(x, -0.5, 0.7), simple);
describePrimitive(
  'where',
  where,
  [
    [tensor([[1], [0], [2]]), [3, 5], [5]],
    [tensor([0, 1]), [], [2]],
  ],
  {
    rejects: [[tensor([1, 0]), [3], [3]]],
  },
);

describePrimitive(
  'matmul',
  (a, b) => matmul(a, b),
  [
    [
      [3, 5],
      [5, 7],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [8, 4],
      [4, 8],
    ],
    [
      [2, 9],
      [9, 1],
    ],
  ],
  {
    rejects: [
      [
        [2, 3],
        [2, 3],
      ],
      [[3], [3, 2]],
    ],
  },
);
describePrimitive('matmul, first transposed', (a, b) => matmul(a, b, { transposeA: true }), [
  [
    [5, 3],
    [5, 7],
  ],
]);
describePrimitive('matmul, second transposed', (a, b) => matmul(a, b, { transposeB: true }), [
  [
    [3, 5],
    [7, 5],
  ],
]);
describePrimitive('matmul, both transposed', (a, b) => matmul(a, b, { transposeA: true, transposeB: true }), [
  [
    [5, 3],
    [7, 5],
  ],
]);

describePrimitive(
  'matmul of batches',
  (a, b) => matmul(a, b),
  [
    [
      [4, 3, 5],
      [4, 5, 2],
    ],
    [
      [2, 3, 1, 5],
      [2, 3, 5, 7],
    ],
    [
      [3, 2, 5],
      [5, 7],
    ],
    [
      [2, 5],
      [3, 5, 4],
    ],
    [
      [1, 2, 3],
      [1, 3, 1],
    ],
  ],
  {
    rejects: [
      [
        [2, 3, 5],
        [3, 5, 2],
      ],
      [
        [1, 3, 5],
        [3, 5, 2],
      ],
      [
        [2, 3, 5],
        [2, 4, 5],
      ],
      [[2, 3, 5], [5]],
    ],
  },
);
describePrimitive('matmul of batches, first transposed', (a, b) => matmul(a, b, { transposeA: true }), [
  [
    [4, 5, 3],
    [4, 5, 2],
  ],
  [
    [3, 5, 2],
    [5, 7],
  ],
  [
    [5, 2],
    [3, 5, 4],
  ],
]);
describePrimitive('matmul of batches, second transposed', (a, b) => matmul(a, b, { transposeB: true }), [
  [
    [4, 3, 5],
    [4, 2, 5],
  ],
  [
    [3, 2, 5],
    [7, 5],
  ],
  [
    [2, 5],
    [3, 4, 5],
  ],
]);
describePrimitive(
  'matmul of batches, both transposed',
  (a, b) => matmul(a, b, { transposeA: true, transposeB: true }),
  [
    [
      [2, 5, 3],
      [2, 7, 5],
    ],
    [
      [2, 5, 3],
      [7, 5],
    ],
    [
      [5, 3],
      [2, 7, 5],
    ],
  ],
);

describePrimitive('sum', (x) => sum(x), [[[3, 5]], [[]], [[0, 3]]]);
describePrimitive('sum of rows', (x) => sum(x, { axes: 0 }), [[[3, 5]], [[1, 2, 3]]]);
describePrimitive('sum of columns, kept', (x) => sum(x, { axes: -1, keepDims: true }), [[[3, 5]]]);
describePrimitive('sum of the middle', (x) => sum(x, { axes: [1] }), [[[2, 3, 5]]]);
describePrimitive('sumTo', (x) => sumTo(x, [3, 1]), [[[2, 3, 5]], [[3, 1]]]);
describePrimitive('mean', (x) => mean(x, { axes: 0 }), [[[3, 5]]], { rejects: [[[0, 3]]] });
describePrimitive('variance', (x) => variance(x, { axes: 0 }), [[[5, 3]], [[7]]]);
describePrimitive('max', (x) => max(x, { axes: 1 }), [[[3, 5]], [[2, 3, 5]]], { rejects: [[[3, 0]]] });

describePrimitive('reshape', (x) => reshape(x, [-1, 5]), [[[3, 5]], [[15]]], { rejects: [[[7]]] });
describePrimitive('transpose', (x) => transpose(x), [[[3, 5]], [[2, 3, 5]], [[7]]]);
describePrimitive('transpose by order', (x) => transpose(x, [1, 2, 0]), [[[2, 3, 5]]], {
  rejects: [[[2, 3]], [[2, 2, 2, 2]]],
});
describePrimitive('broadcastTo', (x) => broadcastTo(x, [2, 3, 5]), [[[3, 1]], [[]], [[5]]], {
  rejects: [[[2]], [[1, 2, 3, 5]]],
});
describePrimitive('slice', (x) => slice(x, -1, 1, -1), [[[3, 5]], [[2, 3, 5]]], { rejects: [[[2, 1]]] });
describePrimitive('pad', (x) => pad(x, 1, 2, 1), [[[3, 5]], [[2, 1, 3]]]);
describePrimitive(
  'concat',
  (a, b, c) => concat([a, b, c], 1),
  [
    [
      [3, 2],
      [3, 1],
      [3, 4],
    ],
    [
      [2, 1, 3],
      [2, 2, 3],
      [2, 1, 3],
    ],
  ],
  {
    rejects: [
      [
        [3, 2],
        [2, 2],
        [3, 2],
      ],
    ],
  },
);

describePrimitive(
  'gather',
  gather,
  [
    [[4, 3], tensor([1, 3, 1])],
    [[4], tensor([[0, 2]])],
  ],
  {
    rejects: [
      [[4, 3], tensor([4])],
      [[4, 3], tensor([0.5])],
      [[4, 3], tensor([-1])],
    ],
  },
);
describePrimitive(
  'scatterAdd',
  (values, codes) => scatterAdd(values, codes, 4),
  [[[3, 2], tensor([1, 3, 1])]],
  {
    rejects: [
      [[2, 2], tensor([1, 3, 1])],
      [[1, 2], tensor([4])],
    ],
  },
);
describePrimitive('oneHot', (codes) => oneHot(codes, 3), [[tensor([2, 0])]], { rejects: [[tensor([3])]] });

describePrimitive('softmax', softmax, [[[3, 5]], [[2, 1]], [[4]]], { rejects: [[[]], [[3, 0]]] });
describePrimitive('logSoftmax', logSoftmax, [[[3, 5]], [[2, 1]], [[4]]], { rejects: [[[]]] });
describePrimitive('dropout', (x) => dropout(x, { rate: 0.4, key: randomKey(3) }), [[[3, 5]], [[]]]);

describe('values worked out by hand', () => {
  it('comparisons are 1 and 0', () => {
    const [a, b] = [tensor([1, 2, 3]), tensor([2, 2, 2])];
    expect(greater(a, b)).toEqual(tensor([0, 0, 1]));
    expect(greaterEqual(a, b)).toEqual(tensor([0, 1, 1]));
    expect(equal(a, b)).toEqual(tensor([0, 1, 0]));
  });

  it('what is not chosen does not count, be it NaN, also in the gradient', () => {
    const { value, gradient } = valueAndGradient(
      (x) => sum(where(greater(x, 0), log(where(greater(x, 0), x, 1)), 0)),
      tensor([1, -1]),
    );
    expect(value).toEqual(scalar(0));
    expect(gradient).toEqual(tensor([1, 0]));
  });

  it('equal inputs of a maximum share its gradient, and so do equal largest numbers', () => {
    expect(valueAndGradient((x) => sum(maximum(x, 2)), tensor([1, 2, 3])).gradient).toEqual(
      tensor([0, 0.5, 1]),
    );
    expect(valueAndGradient((x) => max(x), tensor([3, 1, 3])).gradient).toEqual(tensor([0.5, 0, 0.5]));
  });

  it('clip passes the gradient on at its bounds', () => {
    expect(valueAndGradient((x) => sum(clip(x, 0, 1)), tensor([-1, 0, 1, 2])).gradient).toEqual(
      tensor([0, 1, 1, 0]),
    );
  });

  it('a max, a clip and a matmul let NaN through', () => {
    expect(max(tensor([1, NaN]))).toEqual(scalar(NaN));
    expect(clip(tensor([NaN]), 0, 1)).toEqual(tensor([NaN]));
    expect(matmul(tensor([[NaN, 0]]), tensor([[1], [1]]))).toEqual(tensor([[NaN]]));
  });

  it('a matrix product is rows by columns', () => {
    expect(
      matmul(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        tensor([
          [5, 6],
          [7, 8],
        ]),
      ),
    ).toEqual(
      tensor([
        [19, 22],
        [43, 50],
      ]),
    );
  });

  it('a product over no inner length is zeros', () => {
    expect(matmul(zeros([2, 0]), zeros([0, 3]))).toEqual(zeros([2, 3]));
  });

  it('a product of batches is a product of each pair of matrices', () => {
    const [a, b] = [
      tensor([[[1, 2]], [[3, 4]]]),
      tensor([
        [[5], [6]],
        [[7], [8]],
      ]),
    ];
    expect(matmul(a, b)).toEqual(tensor([[[17]], [[53]]]));
    expect(matmul(a, tensor([[5], [6]]))).toEqual(tensor([[[17]], [[39]]]));
    expect(matmul(tensor([[1, 2]]), b)).toEqual(tensor([[[17]], [[23]]]));
    expect(matmul(zeros([0, 2, 3]), zeros([0, 3, 2]))).toEqual(zeros([0, 2, 2]));
    expect(() => matmul(a, zeros([3, 2, 1]))).toThrow(
      'matmul: expected the same axes before the matrices, or none on one side, got [2, 1, 2] and [3, 2, 1]',
    );
  });

  it('softmax survives numbers whose exponential overflows, logSoftmax those where it vanishes', () => {
    expect(softmax(tensor([1000, 1000]))).toEqual(tensor([0.5, 0.5]));
    expect(logSoftmax(tensor([0, -1000]))).toEqual(tensor([0, -1000]));
  });

  it('nothing flows back through stopGradient', () => {
    const x = tensor([2, 3]);
    const { gradient } = valueAndGradient((at) => sum(power(at, 1)), x);
    expect(gradient).toEqual(tensor([1, 1]));
    expect(valueAndGradient((at) => sum(stopGradient(square(at))), x).gradient).toEqual(zeros([2]));
  });
});

describe('dropout', () => {
  const options = { rate: 0.25, key: foldKey(randomKey(5), 'dropout') };

  it('keeps what the numbers of its key say, scaled to keep the mean', () => {
    const { data } = dropoutMask([10, 10], options);
    data.forEach((x, i) => expect(x).toBe(uniformAt(options.key, i) < 0.25 ? 0 : 1 / 0.75));
    const large = dropoutMask([40_000], options).data.reduce((a, b) => a + b, 0) / 40_000;
    // The standard error of the mean is √(0.25·0.75/40000)/0.75 ≈ 0.0029.
    expect(Math.abs(large - 1)).toBeLessThan(0.01);
  });

  it('drops nothing at rate 0 and drops NaN', () => {
    const x = tensor([1, 2]);
    expect(dropout(x, { ...options, rate: 0 })).toBe(x);
    const dropped = computed(
      dropout(tensor(Float64Array.from({ length: 50 }, () => NaN)), {
        ...options,
        rate: 0.9,
      }),
    );
    expect(dropped.data.some((n) => n === 0)).toBe(true);
  });

  it.each([1, -0.1, NaN])('refuses a rate of %s', (rate) => {
    expect(() => dropout(tensor([1]), { ...options, rate })).toThrow(FoldwiseError);
    expect(() => dropoutMask([1], { ...options, rate })).toThrow('dropout: expected a rate');
  });
});
