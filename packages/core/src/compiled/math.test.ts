import { describe, expect, it } from 'vitest';
import { unaryOp } from '../autodiff/ops/elementwise.ts';
import * as ops from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { erf } from '../math/erf.ts';
import { exp } from '../math/exp.ts';
import { expm1 } from '../math/expm1.ts';
import { log } from '../math/log.ts';
import { log1p } from '../math/log1p.ts';
import { sigmoid } from '../math/sigmoid.ts';
import { cos, sin } from '../math/sin-cos.ts';
import { softplus } from '../math/softplus.ts';
import { tanh } from '../math/tanh.ts';
import { fromData, tensor } from '../tensor/make.ts';
import { executorFor } from './compiled-executor.ts';
import { computeBy } from './testing/compute.ts';

/** A function of one number: how kernels compute it, how float64 does, and by how much they may differ. */
interface Precision {
  readonly name: string;
  readonly op: (x: Value) => Value;
  readonly exact: (x: number) => number;
  /** The worst difference in units of the last place of the float32 result; one below 2⁻¹²⁶, subnormal, may be 0 instead. */
  readonly ulp: number;
  /** What comes of NaN, ∞, −∞, 0 and −0; the sign of a 0 is not kept. */
  readonly special: readonly number[];
}

/** No op of its own: gelu is made with it. */
const erfAlone = unaryOp({ name: 'erf', rule: erf, vector: (e, x) => e.erf(x) });

/**
 * What was found on all float32 numbers where a function bends (every one for exp, sigmoid, tanh and erf, one in four for the others)
 * and one in 64 elsewhere, on either build: exp 1.30, expm1 4.61, log 0.83, log1p 1.34, sigmoid 2.64, tanh 1.37, softplus 2.14, erf 7.95.
 */
const functions: readonly Precision[] = [
  { name: 'exp', op: ops.exp, exact: exp, ulp: 1.5, special: [NaN, Infinity, 0, 1, 1] },
  { name: 'expm1', op: ops.expm1, exact: expm1, ulp: 5, special: [NaN, Infinity, -1, 0, 0] },
  { name: 'log', op: ops.log, exact: log, ulp: 1, special: [NaN, Infinity, NaN, -Infinity, -Infinity] },
  { name: 'log1p', op: ops.log1p, exact: log1p, ulp: 1.5, special: [NaN, Infinity, NaN, 0, 0] },
  { name: 'sigmoid', op: ops.sigmoid, exact: sigmoid, ulp: 3, special: [NaN, 1, 0, 0.5, 0.5] },
  { name: 'tanh', op: ops.tanh, exact: tanh, ulp: 1.5, special: [NaN, 1, -1, 0, 0] },
  { name: 'erf', op: erfAlone, exact: erf, ulp: 8, special: [NaN, 1, -1, 0, 0] },
  {
    name: 'softplus',
    op: ops.softplus,
    exact: softplus,
    ulp: 2.5,
    special: [NaN, Infinity, 0, Math.LN2, Math.LN2],
  },
];

const builds = [executorFor({ tier: 'relaxed' }), executorFor({ tier: 'plain' })];

/** Every float32 of a random-looking sample of the bit patterns: all exponents, both signs, subnormal numbers. */
function everywhere(): Float64Array<ArrayBuffer> {
  const words = new Uint32Array(1 << 17);
  // An odd multiplier walks through all words.
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(i, 0x9e3779b1);
  return Float64Array.from(new Float32Array(words.buffer).filter((x) => !Number.isNaN(x)));
}

/** Float32 numbers between two bounds, evenly. */
function between(low: number, high: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: 1 << 16 }, (_, i) =>
    Math.fround(low + ((high - low) * (i + 0.37)) / (1 << 16)),
  );
}

const LEAST_NORMAL = 2 ** -126;
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The unit of the last place of a number as a float32. */
function unitOf(x: number): number {
  float[0] = Math.abs(x);
  return 2 ** (Math.max(1, bits[0]! >>> 23) - 150);
}

/** The worst difference in units of the last place, and where it is. */
function worst({ op, exact }: Precision, inputs: Float64Array<ArrayBuffer>) {
  const x = fromData(inputs, [inputs.length]);
  return builds.map((executor) => {
    const got = computeBy(executor, (at) => op(at), [x]).data;
    let most = { ulp: 0, at: 0 };
    inputs.forEach((input, i) => {
      const wanted = exact(input);
      const rounded = Math.fround(wanted);
      if (rounded === got[i] || (Number.isNaN(rounded) && Number.isNaN(got[i]))) return;
      if (got[i] === 0 && Math.abs(wanted) < LEAST_NORMAL) return;
      const ulp = Math.abs(got[i]! - wanted) / unitOf(wanted);
      if (!(ulp <= most.ulp)) most = { ulp: Number.isNaN(ulp) ? Infinity : ulp, at: input };
    });
    return most;
  });
}

describe.each(functions)('$name', (one) => {
  const ranges: readonly (readonly [string, Float64Array<ArrayBuffer>])[] = [
    ['all of float32', everywhere()],
    ['−1 to 1', between(-1, 1)],
    ['−20 to 20', between(-20, 20)],
    ['−104 to 89', between(-104, 89)],
  ];
  it.each(ranges)(`is within ${one.ulp} units of the last place over %s`, (_, inputs) => {
    for (const { ulp, at } of worst(one, inputs)) expect(ulp, `at ${at}`).toBeLessThan(one.ulp);
  });

  it('is right at NaN, the infinities and zeros', () => {
    for (const executor of builds) {
      const { data } = computeBy(executor, (x) => one.op(x), [tensor([NaN, Infinity, -Infinity, 0, -0])]);
      expect([...data].map((x) => (x === 0 ? 0 : x))).toEqual(one.special.map((x) => Math.fround(x)));
    }
  });
});

describe('gelu', () => {
  it('is within 5 · 2⁻²⁴ of max(1, |x|) over −6 to 6', () => {
    const inputs = between(-6, 6);
    for (const executor of builds) {
      const got = computeBy(executor, (x) => ops.gelu(x), [fromData(inputs, [inputs.length])]).data;
      let most = 0;
      inputs.forEach((x, i) => {
        most = Math.max(
          most,
          Math.abs(got[i]! - 0.5 * x * (1 + erf(x * Math.SQRT1_2))) / Math.max(1, Math.abs(x)),
        );
      });
      expect(most).toBeLessThan(5 * 2 ** -24);
    }
  });
});

describe('sine and cosine', () => {
  it.each([
    ['sin', ops.sin, sin],
    ['cos', ops.cos, cos],
  ] as const)('%s is within 1.5 · 2⁻²⁴ over −8000 to 8000', (_, op, exact) => {
    const distance = (inputs: Float64Array<ArrayBuffer>): number =>
      Math.max(
        ...builds.map((executor) => {
          const got = computeBy(executor, (x) => op(x), [fromData(inputs, [inputs.length])]).data;
          return inputs.reduce((most, x, i) => Math.max(most, Math.abs(got[i]! - exact(x))), 0);
        }),
      );
    expect(distance(between(-100, 100))).toBeLessThan(1.5 * 2 ** -24);
    expect(distance(between(-8000, 8000))).toBeLessThan(1.5 * 2 ** -24);
    for (const executor of builds) {
      const { data } = computeBy(executor, (x) => op(x), [tensor([NaN, Infinity, -Infinity])]);
      expect([...data]).toEqual([NaN, NaN, NaN]);
    }
  });
});
