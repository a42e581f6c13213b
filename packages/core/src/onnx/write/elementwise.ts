import { dataType } from '../messages.ts';
import { averagePool } from './windows.ts';
import { type Translation, type Translations, paramsOf } from './translation.ts';

/** An op that an operator does as it is. */
function same(opType: string): Translation {
  return (to, inputs) => to.node(opType, inputs);
}

/** A comparison, which is a condition in ONNX and a number here. */
function comparison(opType: string): Translation {
  return (to, inputs) => to.numberOf(to.node(opType, inputs));
}

/** x·s for a share s of x. */
function shared(share: (to: Parameters<Translation>[0], x: string) => string): Translation {
  return (to, [x]) => to.node('Mul', [x!, share(to, x!)]);
}

interface Constant {
  readonly constant: number;
}

/** Functions of numbers one by one. */
export const elementwise: Translations = {
  add: same('Add'),
  subtract: same('Sub'),
  multiply: same('Mul'),
  divide: (to, inputs, node) => averagePool(to, node) ?? to.node('Div', inputs),
  negate: same('Neg'),
  square: (to, [x]) => to.node('Mul', [x!, x!]),
  sqrt: same('Sqrt'),
  power: (to, [x], node) =>
    to.node('Pow', [x!, to.real(paramsOf<{ readonly exponent: number }>(node).exponent)]),
  erf: same('Erf'),
  exp: same('Exp'),
  expm1: (to, [x]) => to.node('Sub', [to.node('Exp', [x!]), to.real(1)]),
  log: same('Log'),
  log1p: (to, [x]) => to.node('Log', [to.node('Add', [x!, to.real(1)])]),
  sin: same('Sin'),
  cos: same('Cos'),
  abs: same('Abs'),
  sign: same('Sign'),
  maximum: same('Max'),
  minimum: same('Min'),
  greater: comparison('Greater'),
  greaterEqual: comparison('GreaterOrEqual'),
  equal: comparison('Equal'),
  where: (to, [condition, a, b]) =>
    to.node('Where', [to.node('Cast', [condition!], { to: dataType.bool }), a!, b!]),
  clip: (to, [x], node) => {
    const { low, high } = paramsOf<{ readonly low: number; readonly high: number }>(node);
    return to.node('Clip', [x!, to.real(low), to.real(high)]);
  },
  relu: same('Relu'),
  leakyRelu: (to, [x], node) =>
    to.node('LeakyRelu', [x!], { alpha: { real: paramsOf<Constant>(node).constant } }),
  elu: (to, [x], node) => to.node('Elu', [x!], { alpha: { real: paramsOf<Constant>(node).constant } }),
  selu: same('Selu'),
  sigmoid: same('Sigmoid'),
  tanh: same('Tanh'),
  softplus: same('Softplus'),
  silu: shared((to, x) => to.node('Sigmoid', [x])),
  mish: shared((to, x) => to.node('Tanh', [to.node('Softplus', [x])])),
  // Φ(x) = (1 + erf(x/√2))/2.
  gelu: shared((to, x) => {
    const erf = to.node('Erf', [to.node('Mul', [x, to.real(Math.SQRT1_2)])]);
    return to.node('Mul', [to.node('Add', [erf, to.real(1)]), to.real(0.5)]);
  }),
  stopGradient: (_, [x]) => x!,
};
