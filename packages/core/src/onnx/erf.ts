import { curve, type Operand } from '../autodiff/ops/curve.ts';
import type { Value } from '../autodiff/primitive.ts';
import { erf as erfOf } from '../math/erf.ts';
import { exp } from '../math/exp.ts';

const TWO_PER_ROOT_PI = 1.1283791670955126;

const slopeOf = (x: number): number => TWO_PER_ROOT_PI * exp(-x * x);

/** The error function, 2/√π·∫₀ˣ e^(−t²) dt: files of ONNX write GELU in terms of it. */
export const erf: (x: Operand) => Value = curve({
  name: 'erf',
  value: erfOf,
  slope: slopeOf,
  bend: (x) => -2 * x * slopeOf(x),
  vectors: {
    value: (e, x) => e.erf(x),
    slope: (e, factor, x) =>
      e.multiply(factor, e.multiply(TWO_PER_ROOT_PI, e.exp(e.negate(e.multiply(x, x))))),
    bend: (e, factor, x) =>
      e.multiply(e.multiply(factor, x), e.multiply(-2 * TWO_PER_ROOT_PI, e.exp(e.negate(e.multiply(x, x))))),
  },
});
