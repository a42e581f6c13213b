import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueAndGradient } from '../autodiff/gradient.ts';
import * as ops from '../autodiff/ops/index.ts';
import {
  applyPrimitive,
  type Primitive,
  type Traced,
  type Tracer,
  type Value,
} from '../autodiff/primitive.ts';
import { randomKey } from '../random/random-key.ts';
import { computed } from '../testing/computed.ts';
import { tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { executorFor } from './compiled-executor.ts';
import { normals } from './testing/both.ts';
import { computeBy } from './testing/compute.ts';
import { worstDifference } from './testing/worst-difference.ts';

const key = randomKey(3);
const row = normals('row', [50]);
const codes = tensor([2, 0, 1]);
const image = (x: Value): Value => ops.reshape(x, [2, 5, 5, 2]);

/** Each of core's ops on a matrix [2, 50]: a new one is missed by the compiler until it is here. */
const calls: { readonly [name in Exclude<keyof typeof ops, 'dropoutMask'>]: (x: Value) => Value } = {
  abs: ops.abs,
  add: (x) => ops.add(x, row),
  averagePool2d: (x) => ops.averagePool2d(image(x), { size: 2 }),
  broadcastTo: (x) => ops.broadcastTo(x, [3, 2, 50]),
  clip: (x) => ops.clip(x, -1, 1),
  concat: (x) => ops.concat([x, x], 0),
  conv1d: (x) => ops.conv1d(ops.reshape(x, [2, 25, 2]), normals('kernel', [3, 2, 4])),
  conv2d: (x) => ops.conv2d(image(x), normals('kernel', [3, 3, 2, 4])),
  cos: ops.cos,
  divide: (x) => ops.divide(row, x),
  dropout: (x) => ops.add(ops.dropout(x, { rate: 0.5, key }), ops.dropout(x, { rate: ops.max(x), key })),
  elu: ops.elu,
  equal: (x) => ops.equal(x, row),
  exp: ops.exp,
  expm1: ops.expm1,
  gather: (x) => ops.gather(ops.transpose(x), codes),
  gelu: ops.gelu,
  greater: (x) => ops.greater(x, row),
  greaterEqual: (x) => ops.greaterEqual(x, row),
  leakyRelu: ops.leakyRelu,
  log: ops.log,
  log1p: ops.log1p,
  logSoftmax: ops.logSoftmax,
  matmul: (x) => ops.matmul(ops.reshape(x, [2, 5, 10]), ops.reshape(x, [2, 10, 5])),
  matmulByGroup: (x) => ops.matmulByGroup(ops.reshape(x, [5, 4, 5]), ops.reshape(x, [4, 5, 5])),
  max: ops.max,
  maximum: (x) => ops.maximum(x, row),
  maxPool2d: (x) => ops.maxPool2d(image(x), { size: 2 }),
  mean: ops.mean,
  minimum: (x) => ops.minimum(x, row),
  mish: ops.mish,
  multiply: (x) => ops.multiply(x, row),
  negate: ops.negate,
  oneHot: (x) => ops.matmul(ops.oneHot(codes, 50), x, { transposeB: true }),
  pad: (x) => ops.pad(x, 0, 1, 2),
  patches: (x) => ops.patches(image(x), { size: 2 }),
  power: (x) => ops.add(ops.power(x, 1.5), ops.power(x, 3)),
  relu: ops.relu,
  reshape: (x) => ops.reshape(x, [4, 25]),
  scatterAdd: (x) => ops.scatterAdd(ops.reshape(x, [2, 50]), tensor([3, 1]), 4),
  selu: ops.selu,
  sigmoid: ops.sigmoid,
  sign: ops.sign,
  silu: ops.silu,
  sin: ops.sin,
  slice: (x) => ops.slice(x, 1, 3, 9),
  softmax: ops.softmax,
  softplus: ops.softplus,
  sqrt: ops.sqrt,
  square: ops.square,
  stopGradient: ops.stopGradient,
  subtract: (x) => ops.subtract(x, row),
  sum: ops.sum,
  sumPool2d: (x) => ops.sumPool2d(image(x), { size: 2 }),
  sumTo: (x) => ops.sumTo(x, [50]),
  tanh: ops.tanh,
  transpose: ops.transpose,
  uniformLike: (x) => ops.multiply(x, ops.uniformLike(x, key)),
  unpatches: (x) => ops.unpatches(ops.reshape(x, [1, 5, 5, 4]), { size: 2, height: 6, width: 6 }),
  variance: ops.variance,
  where: (x) => ops.where(ops.greater(x, 0), x, row),
};

function slopeOf(f: (x: Value) => Value): (x: Value) => Value {
  return (x) => valueAndGradient((at: Value) => ops.sum(ops.square(f(at))), x).gradient;
}

/** The ops that a function and its first two derivatives are made of. */
function opsOf(f: (x: Value) => Value): ReadonlySet<Primitive<never>> {
  const found = new Set<Primitive<never>>();
  interface Recorded extends Traced {
    readonly tensor: Tensor;
  }
  const isRecorded = (value: Value): value is Recorded => 'tensor' in value;
  const recorder: Tracer = {
    level: 0,
    apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
      found.add(op);
      return recorded(
        computed(
          applyPrimitive(
            op,
            params,
            inputs.map((one) => (isRecorded(one) ? one.tensor : one)),
          ),
        ),
      );
    },
  };
  const recorded = (made: Tensor): Recorded => ({ shape: made.shape, tracer: recorder, tensor: made });
  const x = normals('x', [2, 50]);
  for (const one of [f, slopeOf(f), slopeOf(slopeOf(f))])
    one(recorded({ ...x, data: x.data.map((n) => n / 8) }));
  return found;
}

const documented = readFileSync(
  new URL('../../../../docs/decisions/0008-compiled-executor.md', import.meta.url),
  'utf8',
).replaceAll(/\s+/g, ' ');

/** Between 0.05 and 0.6, where every op and its derivatives have a value that float32 can tell. */
const small = normals('x', [2, 50]);
const inside: Tensor = { ...small, data: small.data.map((x) => Math.fround(0.05 + Math.abs(x) / 8)) };

describe('each op', () => {
  const builds = [executorFor({ tier: 'relaxed' }), executorFor({ tier: 'plain' })];
  it.each(Object.entries(calls))('%s, its slope and its bend are the same compiled', (_, call) => {
    const off = [call, slopeOf(call), slopeOf(slopeOf(call))].flatMap((f) => {
      const wanted = computeBy(referenceExecutor, (x) => f(x), [inside]).data;
      return builds.map((by) => worstDifference(wanted, computeBy(by, (x) => f(x), [inside]).data));
    });
    expect(Math.max(...off)).toBeLessThan(8e-6);
  });

  it.each(Object.keys(calls))('%s is in a test that draws lengths', (name) => {
    const tests = globSync(['../autodiff/ops/*.test.ts', 'ops.test.ts'], { cwd: import.meta.dirname });
    const suites = tests.filter((file) =>
      new RegExp(`\\b${name}\\b`).test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    );
    expect(suites).not.toEqual([]);
  });
});

describe('ops without a kernel', () => {
  it('are few, and in the documents', () => {
    const all = new Set(Object.values(calls).flatMap((f) => [...opsOf(f)]));
    const without = [...all].filter((op) => op.vector === undefined && op.lower === undefined);
    expect(all.size).toBeGreaterThan(70);
    expect(without.map(({ name }) => name)).toEqual(['atMaximum2d']);
    expect(documented).toContain('the second derivative of max pooling');
  });

  it('for some shapes or params are in the documents', () => {
    const folder = new URL('../autodiff/ops/', import.meta.url);
    const said = globSync('*.ts', { cwd: folder }).flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/new NotLowered\('(.+)'\)/g),
    ]);
    expect(said.length).toBeGreaterThan(0);
    for (const [, what] of said) expect(documented).toContain(what);
  });

  it.each([
    ['atMaximum2d', slopeOf(slopeOf(calls.maxPool2d))],
    ['transpose of more than four axes', (x: Value) => ops.transpose(ops.reshape(x, [3, 2, 2, 3, 2]))],
    ['dropout by a key with a seed of its own', (x: Value) => ops.dropout(x, { rate: 0.25, key })],
    [
      'uniform numbers by a key with a seed of its own',
      (x: Value) => ops.multiply(x, ops.uniformLike(x, key)),
    ],
  ])('are computed all the same: %s', (what, f) => {
    const notes: string[] = [];
    const executor = executorFor({ tier: 'plain', note: (message) => notes.push(message) });
    const inputs = [normals('x', what.startsWith('transpose') ? [72] : [2, 50])];
    const [wanted, got] = [referenceExecutor, executor].map((by) => computeBy(by, (x) => f(x), inputs));
    expect(worstDifference(wanted!.data, got!.data)).toBeLessThan(2e-6);
    expect(notes).toEqual([`no kernel for ${what}: it is computed in JavaScript, slower`]);
  });
});
