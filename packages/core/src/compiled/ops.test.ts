import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAndGradient } from '../autodiff/gradient.ts';
import * as ops from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { executorFor } from './compiled-executor.ts';
import { codes, normals } from './testing/both.ts';
import { computeBy } from './testing/compute.ts';
import { worstDifference } from './testing/worst-difference.ts';

/** A handful of roundings of float32, as a share of the greatest number of the result. */
const BOUND = 2e-6;

const strict = {
  note: (message: string): void => {
    throw new Error(message);
  },
};
const builds = [executorFor({ ...strict, tier: 'relaxed' }), executorFor({ ...strict, tier: 'plain' })];

type Op = (...inputs: readonly Value[]) => Value;

/** How far the builds are from the reference. */
function distance(op: Op, inputs: readonly Tensor[]): number {
  const wanted = computeBy(referenceExecutor, op, inputs);
  return Math.max(
    ...builds.map((executor) => {
      const got = computeBy(executor, op, inputs);
      expect(got.shape).toEqual(wanted.shape);
      return worstDifference(wanted.data, got.data);
    }),
  );
}

/** The derivative of a weighted sum of an op's result by its first input. */
function slopeOf(op: Op, weights: Tensor): Op {
  return (x, ...others) => {
    // What is made of constants alone would be computed while the step is traced, and not by kernels.
    const pull = ops.where(0, ops.sum(ops.stopGradient(x)), weights);
    const { gradient } = valueAndGradient((at: Value) => {
      const result = op(at, ...others);
      return ops.sum(ops.multiply(result, ops.reshape(pull, result.shape)));
    }, x);
    return gradient;
  };
}

/** Lengths around the width of vectors and tiles: 1, primes, multiples of sixteen and their neighbours. */
const length = fc.constantFrom(1, 2, 3, 5, 7, 8, 9, 13, 16, 17, 23, 31, 33);
const short = fc.integer({ min: 1, max: 5 });
const shape = fc.oneof(
  fc.constant<number[]>([]),
  fc.tuple(length),
  fc.tuple(length, length),
  fc.tuple(short, length, length),
  fc.tuple(short, short, short, length),
);

/** Standard normal numbers, or positive ones. */
function filled(label: string, of: Shape, positive = false): Tensor {
  const drawn = normals(label, of);
  return positive ? { shape: of, data: drawn.data.map((x) => Math.fround(Math.exp(x))) } : drawn;
}

const unary: Readonly<Record<string, readonly [op: (x: Value) => Value, positive?: boolean]>> = {
  negate: [ops.negate],
  square: [ops.square],
  sqrt: [ops.sqrt, true],
  exp: [ops.exp],
  expm1: [ops.expm1],
  log: [ops.log, true],
  log1p: [ops.log1p, true],
  abs: [ops.abs],
  sign: [ops.sign],
  clip: [(x) => ops.clip(x, -0.5, 0.7)],
  'clip without an end': [(x) => ops.clip(x, -Infinity, 0.25)],
  'power -1': [(x) => ops.power(x, -1), true],
  'power -0.5': [(x) => ops.power(x, -0.5), true],
  'power 0.5': [(x) => ops.power(x, 0.5), true],
  'power 2': [(x) => ops.power(x, 2)],
  'power 3': [(x) => ops.power(x, 3)],
  'power 1.7': [(x) => ops.power(x, 1.7), true],
  'power -2.25': [(x) => ops.power(x, -2.25), true],
  sigmoid: [ops.sigmoid],
  tanh: [ops.tanh],
  sin: [ops.sin],
  cos: [ops.cos],
  softplus: [ops.softplus],
  relu: [ops.relu],
  leakyRelu: [(x) => ops.leakyRelu(x, 0.2)],
  elu: [(x) => ops.elu(x, 0.7)],
  selu: [ops.selu],
  gelu: [ops.gelu],
  silu: [ops.silu],
  mish: [ops.mish],
};

describe('ops of one input', () => {
  it.each(Object.entries(unary))('%s, its slope and its bend', (name, [op, positive]) => {
    fc.assert(
      fc.property(shape, (of) => {
        const x = filled(name, of, positive);
        const pull = normals('pull', of);
        const slope = slopeOf((at) => op(at), pull);
        expect(distance((at) => op(at), [x])).toBeLessThan(BOUND);
        expect(distance(slope, [x])).toBeLessThan(BOUND);
        expect(distance(slopeOf(slope, normals('pull again', of)), [x])).toBeLessThan(4 * BOUND);
      }),
      { numRuns: 6, seed: 1 },
    );
  });

  it.each(Object.entries({ softmax: ops.softmax, logSoftmax: ops.logSoftmax }))(
    '%s and its slope',
    (name, op) => {
      fc.assert(
        fc.property(
          fc.oneof(fc.tuple(length), fc.tuple(length, length), fc.tuple(short, short, length)),
          (of) => {
            const x = filled(name, of);
            const apply: Op = (at) => op(at);
            expect(distance(apply, [x])).toBeLessThan(BOUND);
            // A slope may come out as the small difference of numbers of about 1.
            const pulled = slopeOf(apply, normals('pull', of));
            expect(distance((at) => ops.add(pulled(at), 1), [x])).toBeLessThan(BOUND);
          },
        ),
        { numRuns: 12, seed: 2 },
      );
    },
  );
});

/** A shape, and another that is broadcast against it: axes of 1, axes left out. */
const pairs = shape.chain((of) =>
  fc
    .tuple(fc.array(fc.boolean(), { minLength: of.length, maxLength: of.length }), fc.nat({ max: of.length }))
    .map(([ones, missing]) => [of, of.map((n, axis) => (ones[axis] ? 1 : n)).slice(missing)] as const),
);

const binary: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  add: ops.add,
  subtract: ops.subtract,
  multiply: ops.multiply,
  divide: ops.divide,
  maximum: ops.maximum,
  minimum: ops.minimum,
  greater: ops.greater,
  greaterEqual: ops.greaterEqual,
  equal: ops.equal,
};

describe('ops of several inputs, broadcast', () => {
  it.each(Object.entries(binary))('%s and its slopes', (name, op) => {
    fc.assert(
      fc.property(pairs, ([wide, narrow]) => {
        const [a, b] = [filled(`${name} a`, wide), filled(`${name} b`, narrow, name === 'divide')];
        const pull = normals('pull', wide);
        const forth: Op = (x, y) => op(x, y);
        const back: Op = (x, y) => op(y, x);
        expect(distance(forth, [a, b])).toBeLessThan(BOUND);
        expect(distance(slopeOf(forth, pull), [a, b])).toBeLessThan(BOUND);
        if (name === 'divide') return;
        expect(distance(back, [a, b])).toBeLessThan(BOUND);
        expect(distance(slopeOf(back, pull), [b, a].toReversed())).toBeLessThan(BOUND);
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it('where', () => {
    fc.assert(
      fc.property(pairs, ([wide, narrow]) => {
        const mask = codes('mask', narrow, 2);
        const choose: Op = (a, b) => ops.where(mask, a, b);
        const [a, b] = [filled('a', wide), filled('b', narrow)];
        expect(distance(choose, [a, b])).toBe(0);
        expect(distance(slopeOf(choose, normals('pull', wide)), [a, b])).toBeLessThan(BOUND);
        expect(distance((m, x) => ops.where(m, x, 3), [mask, a])).toBe(0);
      }),
      { numRuns: 15, seed: 4 },
    );
  });

  it('broadcastTo and sumTo', () => {
    fc.assert(
      fc.property(pairs, ([wide, narrow]) => {
        expect(distance((x) => ops.broadcastTo(x, wide), [filled('x', narrow)])).toBe(0);
        expect(distance((x) => ops.sumTo(x, narrow), [filled('x', wide, true)])).toBeLessThan(BOUND);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});

describe('products', () => {
  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('matmul, transposed: %s and %s', (transposeA, transposeB) => {
    fc.assert(
      fc.property(length, length, length, (m, k, n) => {
        const a = filled('a', transposeA ? [k, m] : [m, k]);
        const b = filled('b', transposeB ? [n, k] : [k, n]);
        const multiply: Op = (x, y) => ops.matmul(x, y, { transposeA, transposeB });
        // Sums of products may cancel: the bound is one on what was summed.
        const scale = (numbers: Tensor): number =>
          Math.hypot(...numbers.data) / Math.sqrt(numbers.data.length);
        const most = scale(a) * scale(b) * Math.sqrt(k);
        const wanted = computeBy(referenceExecutor, multiply, [a, b]).data;
        for (const executor of builds) {
          const got = computeBy(executor, multiply, [a, b]).data;
          expect(worstDifference(wanted, got, most)).toBeLessThan(BOUND);
        }
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it('of many matrices, or of one with many', () => {
    const cases = fc.tuple(short, length, length, length, fc.constantFrom('both', 'first', 'second'));
    fc.assert(
      fc.property(cases, ([count, m, k, n, many]) => {
        const a = filled('a', many === 'second' ? [k, m] : [count, k, m], true);
        const b = filled('b', many === 'first' ? [n, k] : [count, n, k], true);
        const multiply: Op = (x, y) => ops.matmul(x, y, { transposeA: true, transposeB: true });
        expect(distance(multiply, [a, b])).toBeLessThan(BOUND);
        const pull = filled('pull', [count, m, n], true);
        expect(distance(slopeOf(multiply, pull), [a, b])).toBeLessThan(4 * BOUND);
      }),
      { numRuns: 15, seed: 13 },
    );
  });

  it('with a bias and a ReLU, as one', () => {
    fc.assert(
      fc.property(length, length, length, (m, k, n) => {
        const layer: Op = (x, w, b) => ops.relu(ops.add(ops.matmul(x, w), b));
        const inputs = [filled('x', [m, k]), filled('w', [k, n]), filled('b', [n])];
        expect(distance(layer, inputs)).toBeLessThan(2 * BOUND);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});

/** A shape and some of its axes. */
const reductions = shape.chain((of) =>
  fc.tuple(fc.subarray([...of.keys()]), fc.boolean()).map(([axes, keepDims]) => ({ of, axes, keepDims })),
);

describe('reductions', () => {
  it('sum, mean, variance and max over any axes', () => {
    fc.assert(
      fc.property(reductions, ({ of, axes, keepDims }) => {
        const options = { axes, keepDims };
        const x = filled('x', of, true);
        expect(distance((at) => ops.sum(at, options), [x])).toBeLessThan(BOUND);
        expect(distance((at) => ops.mean(at, options), [x])).toBeLessThan(BOUND);
        expect(distance((at) => ops.variance(at, options), [x])).toBeLessThan(4 * BOUND);
        const largest: Op = (at) => ops.max(at, options);
        const signed = filled('x', of);
        expect(distance(largest, [signed])).toBe(0);
        const left = of.filter((_, axis) => !axes.includes(axis));
        expect(distance(slopeOf(largest, normals('pull', left)), [signed])).toBeLessThan(BOUND);
      }),
      { numRuns: 40, seed: 8 },
    );
  });
});

describe('moves', () => {
  it('transpose in any order', () => {
    const cases = shape.chain((of) =>
      fc.shuffledSubarray([...of.keys()], { minLength: of.length }).map((order) => [of, order] as const),
    );
    fc.assert(
      fc.property(cases, ([of, order]) => {
        expect(distance((x) => ops.transpose(x, order), [filled('x', of)])).toBe(0);
      }),
      { numRuns: 40, seed: 9 },
    );
  });

  it('reshape', () => {
    fc.assert(
      fc.property(fc.tuple(short, length, short), ([a, b, c]) => {
        const x = filled('x', [a, b, c]);
        for (const to of [[a * b * c], [a * b, c], [c, b, a], [a, b * c], [b, 1, a, c]]) {
          // The sign keeps the result from being its input under another name.
          expect(distance((at) => ops.negate(ops.reshape(at, to)), [x])).toBe(0);
        }
      }),
      { numRuns: 12, seed: 10 },
    );
  });

  it('slice, pad and concat along any axis', () => {
    const cases = fc
      .oneof(fc.tuple(length), fc.tuple(length, length), fc.tuple(short, short, length))
      .chain((of) =>
        fc
          .tuple(fc.nat({ max: of.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), short)
          .map(([axis, share, more]) => ({ of, axis, start: Math.floor(share * (of[axis]! - 1)), more })),
      );
    fc.assert(
      fc.property(cases, ({ of, axis, start, more }) => {
        const x = filled('x', of);
        const y = filled('y', [...of].with(axis, more));
        expect(distance((at) => ops.slice(at, axis, start, of[axis]), [x])).toBe(0);
        expect(distance((at) => ops.pad(at, axis, more, start), [x])).toBe(0);
        expect(distance((a, b) => ops.concat([a, b, a], axis), [x, y])).toBe(0);
      }),
      { numRuns: 30, seed: 11 },
    );
  });
});

describe('codes', () => {
  it('gather, scatterAdd and oneHot', () => {
    const codeShape = fc.oneof(fc.tuple(length), fc.tuple(length, short), fc.tuple(short, short, short));
    const width = fc.oneof(fc.constant<number[]>([]), fc.tuple(length), fc.tuple(short, short));
    fc.assert(
      fc.property(codeShape, length, width, (ofCodes, rows, row) => {
        const which = codes('codes', ofCodes, rows);
        const table = filled('table', [rows, ...row]);
        const values = filled('values', [...ofCodes, ...row]);
        expect(distance((t, c) => ops.gather(t, c), [table, which])).toBe(0);
        expect(distance((v, c) => ops.scatterAdd(v, c, rows), [values, which])).toBeLessThan(BOUND);
        expect(distance((c) => ops.oneHot(c, rows), [which])).toBe(0);
      }),
      { numRuns: 30, seed: 12 },
    );
  });
});

describe('windows over images', () => {
  const windows = fc.record({
    image: fc.tuple(short, fc.integer({ min: 3, max: 7 }), fc.integer({ min: 3, max: 7 }), length),
    size: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.constantFrom('valid' as const, 'same' as const),
  });

  it('patches, which are put back by their slope', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 1, max: 2 }), ({ image, size, stride, padding }, dilation) => {
        const options = { size, stride, dilation, padding: dilation === 1 ? padding : ('same' as const) };
        const cut: Op = (x) => ops.patches(x, options);
        const x = filled('x', image);
        expect(distance(cut, [x])).toBe(0);
        const { shape: of } = computeBy(referenceExecutor, cut, [x]);
        expect(distance(slopeOf(cut, normals('pull', of)), [x])).toBeLessThan(BOUND);
      }),
      { numRuns: 20, seed: 14 },
    );
  });

  it('convolutions that slide over them, with bias and ReLU, and their slopes', () => {
    const filters = fc.constantFrom(1, 3, 6, 8, 11, 16, 17, 24, 40);
    const images = fc.tuple(short, fc.integer({ min: 5, max: 9 }), fc.integer({ min: 5, max: 19 }), short);
    const sizes = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 4 }));
    const options = fc.record({
      stride: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      padding: fc.constantFrom('valid' as const, 'same' as const, [2, 3] as const),
      dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constant(1)),
    });
    fc.assert(
      fc.property(images, filters, sizes, options, fc.boolean(), (image, n, size, how, isFlat) => {
        const shaped = (x: Value): Value => (isFlat ? ops.reshape(x, image) : x);
        const convolve: Op = (kernel, x, bias) => ops.relu(ops.add(ops.conv2d(shaped(x), kernel, how), bias));
        const ofImages: Op = (x, kernel) => ops.conv2d(shaped(x), kernel, how);
        const [batch, ...rest] = image;
        const x = filled('x', isFlat ? [batch, rest.reduce((all, one) => all * one, 1)] : image);
        const kernel = filled('kernel', [...size, image[3], n]);
        const bias = filled('bias', [n]);
        expect(distance(convolve, [kernel, x, bias])).toBeLessThan(BOUND);
        const { shape: of } = computeBy(referenceExecutor, convolve, [kernel, x, bias]);
        const pull = normals('pull', of);
        expect(distance(slopeOf(convolve, pull), [kernel, x, bias])).toBeLessThan(BOUND);
        expect(distance(slopeOf(ofImages, pull), [x, kernel])).toBeLessThan(BOUND);
      }),
      { numRuns: 40, seed: 16 },
    );
  });

  it('maxPool2d and its slope, where numbers are equal too', () => {
    fc.assert(
      fc.property(windows, ({ image, size, stride, padding }) => {
        const pool: Op = (x) => ops.maxPool2d(x, { size, stride, padding });
        const x = codes('x', image, 5);
        expect(distance(pool, [x])).toBe(0);
        const { shape: of } = computeBy(referenceExecutor, pool, [x]);
        expect(distance(slopeOf(pool, normals('pull', of)), [x])).toBeLessThan(BOUND);
      }),
      { numRuns: 20, seed: 15 },
    );
  });
});

describe('NaN', () => {
  const x = codes('x', [3, 6, 6, 5], 4);
  const broken = { ...x, data: x.data.map((one, i) => (i % 7 === 3 ? Number.NaN : one - 2)) };

  it.each([1, 2])('counts as the largest number of a window, stride %i', (stride) => {
    const pool: Op = (at) => ops.maxPool2d(at, { size: 3, stride, padding: 1 });
    expect(distance(pool, [broken])).toBe(0);
    const { shape: of } = computeBy(referenceExecutor, pool, [broken]);
    expect(of.length).toBe(4);
    const pull = normals('pull', of);
    const { data } = computeBy(referenceExecutor, slopeOf(pool, pull), [broken]);
    expect(data.every(Number.isFinite)).toBe(true);
    expect(distance(slopeOf(pool, pull), [broken])).toBeLessThan(BOUND);
  });

  it.each([
    ['relu', ops.relu],
    ['softplus', ops.softplus],
    ['mish', ops.mish],
    ['clip', (at: Value) => ops.clip(at, -1, 0.5)],
  ] as const)('goes through %s', (_, op) => {
    expect(distance(op, [broken])).toBeLessThan(BOUND);
  });
});

describe('division by a number', () => {
  it.each([1, -2, 16, 0.25, 2 ** 127, 2 ** -126, 3, -0.1, 0, Infinity])(
    'has the bits that %s gives in float32',
    (by) => {
      const x = filled('x', [5, 13]);
      const wanted = x.data.map((one) => Math.fround(one / Math.fround(by)));
      for (const executor of builds) {
        expect(computeBy(executor, (at) => ops.divide(at, by), [x]).data).toEqual(wanted);
      }
    },
  );
});

describe('padding', () => {
  it('never reaches a number that counts', () => {
    // A row of 13 lies in 16 places; what the product leaves in the other three is NaN where the bias row ends in NaN.
    const poisoned: Op = (x, w) => {
      const narrow = ops.slice(ops.divide(ops.matmul(x, w), 0), 1, 0, 13);
      const clean = ops.where(ops.equal(narrow, narrow), 1, 1);
      return ops.concat(
        [ops.sum(clean, { axes: 1 }), ops.sum(clean, { axes: 0 }), ops.reshape(ops.softmax(clean), [7 * 13])],
        0,
      );
    };
    expect(distance(poisoned, [filled('x', [7, 5]), filled('w', [5, 16])])).toBeLessThan(BOUND);
  });
});
