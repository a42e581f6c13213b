import { expect, it } from 'vitest';
import { scalar, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { valueAndGradient } from '../gradient.ts';
import { elu, gelu, leakyRelu, mish, relu, selu, sigmoid, silu, softplus, tanh } from './activations.ts';
import type { Value } from '../primitive.ts';

const cases = [[[3, 5]], [[1]], [[]], [{ draw: [11], between: [-6, 6] as const }]];
const activations = {
  sigmoid,
  tanh,
  softplus,
  relu,
  leakyRelu: (x: Value) => leakyRelu(x, 0.2),
  elu: (x: Value) => elu(x, 0.7),
  selu,
  gelu,
  silu,
  mish,
};

for (const [name, op] of Object.entries(activations)) {
  describePrimitive(name, op, cases);

  it(`${name} and its gradient are finite far out, and NaN stays NaN`, () => {
    for (const x of [-800, 800]) {
      const { value, gradient } = valueAndGradient((at) => op(at), scalar(x));
      expect([...computed(value).data, ...gradient.data].every(Number.isFinite)).toBe(true);
    }
    expect(op(scalar(NaN))).toEqual(scalar(NaN));
  });
}

// Recorded with mpmath at 50 digits: f(-1.5), f(0.25), f(3) from the definitions.
const golden: Record<string, readonly number[]> = {
  sigmoid: [0.18242552380635635, 0.5621765008857981, 0.9525741268224333],
  tanh: [-0.9051482536448664, 0.24491866240370913, 0.9950547536867305],
  softplus: [0.2014132779827524, 0.8259394198788436, 3.048587351573742],
  relu: [0.0, 0.25, 3.0],
  leakyRelu: [-0.3, 0.25, 3.0],
  elu: [-0.5438088878960992, 0.25, 3.0],
  selu: [-1.3658143533672527, 0.2626752468388701, 3.1521029620664414],
  gelu: [-0.1002108019032871, 0.14967658142073093, 2.99595030590511],
  silu: [-0.2736382857095345, 0.14054412522144952, 2.8577223804672998],
  mish: [-0.29809974216680674, 0.1695724096638176, 2.9865350049679575],
};

it.each(Object.entries(activations))('%s gives the recorded values', (name, op) => {
  const { data } = computed(op(tensor([-1.5, 0.25, 3])));
  golden[name]!.forEach((x, i) => expect(data[i]).toBeCloseTo(x, 14));
});
