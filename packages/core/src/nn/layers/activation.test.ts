import { describe, expect, expectTypeOf, test } from 'vitest';
import * as ops from '../../autodiff/ops/index.ts';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { computed } from '../../testing/computed.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import type { Layer, NoWeights } from '../layer.ts';
import { activation, elu, leakyRelu, relu } from './activation.ts';
import type { ActivationName } from './activation.ts';
import { evaluation } from '../evaluation.ts';

const moment = evaluation;
const names = [
  'sigmoid',
  'tanh',
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softplus',
] as const satisfies readonly ActivationName[];

function applied(layer: Layer<NoWeights>, numbers: readonly number[]): readonly number[] {
  return Array.from(computed(layer.apply([], tensor(numbers), moment)).data);
}

describe.each(names)('%s', (name) => {
  describeLayer(activation(name), { input: [4] });

  test(`agrees with ${recorded.recordedWith}, and so does its derivative`, () => {
    const { input, output, gradient: slopes } = recorded.activations[name];
    const { gradient } = valueAndGradient(
      (x) => ops.sum(activation(name).apply([], x, moment)),
      tensor(input),
    );
    const got = [...applied(activation(name), input), ...gradient.data];
    const off = [...output, ...slopes].map(
      (expected, i) => Math.abs(got[i]! - expected) / Math.max(1e-3, Math.abs(expected)),
    );
    expect(Math.max(...off)).toBeLessThan(1e-12);
  });
});

test('all that have a name are examined', () => {
  expectTypeOf<ActivationName>().toEqualTypeOf<(typeof names)[number]>();
  expect(Object.keys(recorded.activations)).toEqual(names);
});

describe('with options', () => {
  describeLayer(leakyRelu({ slope: 0.3 }), { input: [4] });
  describeLayer(elu({ alpha: 0.5 }), { input: [4] });

  test('they shape the part below 0', () => {
    expect(applied(leakyRelu({ slope: 0.5 }), [-2, 2])).toEqual([-1, 2]);
    expect(applied(elu({ alpha: 2 }), [-1, 1])[0]).toBeCloseTo(-1.2642411176571153, 15);
  });

  test('what is not a number is refused', () => {
    expect(() => leakyRelu({ slope: NaN })).toThrow(
      'leakyRelu: expected slope to be a finite number, got NaN',
    );
    expect(() => elu({ alpha: Infinity })).toThrow('elu: expected alpha to be a finite number, got Infinity');
  });
});

test('a name and its maker are the same description', () => {
  expect(activation('relu').spec).toEqual(relu().spec);
  expect(activation('leakyRelu').spec).toEqual({ kind: 'activation', f: { kind: 'leakyRelu', slope: 0.01 } });
});

describe('a function of your own', () => {
  describeLayer(activation({ spec: { kind: 'cubed' }, apply: (x) => ops.multiply(x, ops.square(x)) }), {
    input: [4],
  });
});

test('a name that is none is refused with the one that was meant', () => {
  // @ts-expect-error: the names are a closed union
  expect(() => activation('Relu')).toThrow(
    'activation: expected the name of an activation, got "Relu" — did you mean "relu"?',
  );
  // @ts-expect-error: no object of a spec and an apply
  expect(() => activation(Math.abs)).toThrow(
    'activation: expected a name, or an object with a spec and a function apply',
  );
  // @ts-expect-error: not a name either
  expect(() => activation('toString')).toThrow('activation: expected the name of an activation');
});
