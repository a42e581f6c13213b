import { curve, type Operand } from '../autodiff/ops/curve.ts';
import type { Value } from '../autodiff/primitive.ts';
import { erf as erfOf } from '../math/erf.ts';
import { exp } from '../math/exp.ts';

const TWO_PER_ROOT_PI = 1.1283791670955126;

/** The error function, 2/√π·∫₀ˣ e^(−t²) dt: files of ONNX write GELU in terms of it. */
export const erf: (x: Operand) => Value = curve({
  name: 'erf',
  value: erfOf,
  slope: (x) => TWO_PER_ROOT_PI * exp(-x * x),
  bend: (x) => -2 * x * TWO_PER_ROOT_PI * exp(-x * x),
});
