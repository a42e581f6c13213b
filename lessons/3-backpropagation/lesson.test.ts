import { numpyRandom } from '@foldwise/core/testing/generators';
import { describe, expect, test } from 'vitest';
import { describeLesson } from '../test/describe-lesson.ts';
import { expectClose } from '../test/expect-close.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { after } from './by-hand.ts';
import {
  fractionGates,
  measuredSlopes,
  neuronGates,
  nudged,
  oneGate,
  powerGates,
  slopesOf,
  twoGates,
} from './gates.ts';
import { backpropagation } from './lesson.ts';
import { demonstration, trainOnMoons } from './moons.ts';
import { longExpression, shortExpression } from './scalars.ts';
import { follow, line, share, twoLayers } from './svm.ts';
import { hingeCost } from './solutions.ts';
import {
  backward,
  forward,
  inputs,
  learn,
  learnInTurn,
  type Network,
  sigmoid,
  start,
  targets,
} from './two-by-two.ts';
import { slopesByCore } from './with-core.ts';

describeLesson(backpropagation);

interface Mazur {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  readonly w1_to_w8: readonly number[];
  readonly b1: number;
  readonly b2: number;
  readonly forward: Readonly<Record<string, number>>;
  readonly backward: Readonly<Record<string, number>> & { readonly grad_w1_to_w8: readonly number[] };
  readonly after_1: { readonly w: readonly number[]; readonly E: number };
  readonly E_after: Readonly<Record<string, number>>;
  readonly out_after_10000: readonly number[];
  readonly w_after_10000: readonly number[];
  readonly blog_quotes: {
    readonly E_after_1: number;
    readonly outs: readonly number[];
    readonly sequential_variant: {
      readonly E1: number;
      readonly E10000: number;
      readonly outs10000: readonly number[];
    };
  };
  readonly trained_biases_variant: { readonly E1: number; readonly E10000: number };
}

describe.skipIf(!hasReferences)(
  'the network of two by two by two (skipped where ../shared is absent)',
  () => {
    const published = referencesTo('mazur') as Mazur;

    test('starts as published', () => {
      expect(inputs).toEqual(published.inputs);
      expect(targets).toEqual(published.targets);
      const { b1, b2 } = published;
      expect(start).toEqual({ w: published.w1_to_w8, biases: [b1, b1, b2, b2] });
    });

    test('every number on the way there', () => {
      const there = forward(start);
      const { forward: wanted } = published;
      expectClose(
        [
          there.netH1,
          there.netH2,
          there.outH1,
          there.outH2,
          there.netO1,
          there.netO2,
          there.outO1,
          there.outO2,
        ],
        ['net_h1', 'net_h2', 'out_h1', 'out_h2', 'net_o1', 'net_o2', 'out_o1', 'out_o2'].map(
          (name) => wanted[name]!,
        ),
      );
      expectClose(
        [there.errorO1, there.errorO2, there.error],
        ['E_o1', 'E_o2', 'E_total'].map((name) => wanted[name]!),
      );
    });

    test('every number on the way back', () => {
      const back = backward(start, forward(start));
      const { backward: wanted } = published;
      expectClose(
        [
          back.errorByOutO1,
          back.outByNetO1,
          back.deltaO1,
          back.deltaO2,
          back.errorO1ByOutH1,
          back.errorO2ByOutH1,
        ],
        ['dE_dout_o1', 'dout_dnet_o1', 'delta_o1', 'delta_o2', 'dEo1_douth1', 'dEo2_douth1'].map(
          (name) => wanted[name]!,
        ),
      );
      expectClose(
        [back.errorByOutH1, back.errorByOutH2, back.outByNetH1, back.deltaH1, back.deltaH2],
        ['dE_douth1', 'dE_douth2', 'douth1_dneth1', 'delta_h1', 'delta_h2'].map((name) => wanted[name]!),
      );
      expectClose(back.slopes, wanted.grad_w1_to_w8);
      expectClose(slopesByCore(), wanted.grad_w1_to_w8);
    });

    test('weights and error after the first step', () => {
      expectClose(learn(start).w, published.after_1.w);
      expectClose(forward(learn(start)).error, published.after_1.E);
    });

    test.each(['2', '5', '10', '100', '1000', '9999', '10000'])('the error after %s steps', (steps) => {
      expectClose(forward(after(Number(steps))).error, published.E_after[steps]!);
    });

    test('outputs and weights after 10,000 steps', () => {
      const network = after(10_000);
      const { outO1, outO2 } = forward(network);
      expectClose([outO1, outO2], published.out_after_10000);
      expectClose(network.w, published.w_after_10000);
    });

    test('the figures that the article quotes are those of the fault', () => {
      const { sequential_variant: wanted } = published.blog_quotes;
      expectClose(forward(after(1, start, learnInTurn)).error, wanted.E1);
      const { error, outO1, outO2 } = forward(after(10_000, start, learnInTurn));
      expectClose(error, wanted.E10000);
      expectClose([outO1, outO2], wanted.outs10000);
      const { E_after_1: quoted, outs } = published.blog_quotes;
      expectClose(forward(after(1, start, learnInTurn)).error, quoted, 0, 1e-9);
      expectClose([outO1, outO2], outs, 0, 1e-9);
    });

    test('with biases that learn', () => {
      const step = (network: Network) => learn(network, 0.5, true);
      expectClose(forward(after(1, start, step)).error, published.trained_biases_variant.E1);
      expectClose(forward(after(10_000, start, step)).error, published.trained_biases_variant.E10000);
    });
  },
);

interface Guide {
  readonly single_gate: {
    readonly x: number;
    readonly y: number;
    readonly out: number;
    readonly h: number;
    readonly numeric: readonly number[];
    readonly numeric_tolerance: number;
    readonly step: number;
    readonly new: readonly number[];
    readonly out_new: number;
    readonly step_1_out: number;
  };
  readonly circuit: {
    readonly xyz: readonly number[];
    readonly q: number;
    readonly q_new: number;
    readonly f_value: number;
    readonly grad: readonly number[];
    readonly step: number;
    readonly xyz_new: readonly number[];
    readonly f_new: number;
  };
  readonly sigmoid: {
    readonly at: readonly number[];
    readonly values: readonly number[];
    readonly grad_at_3: number;
  };
  readonly neuron: {
    readonly out: number;
    readonly grad: Readonly<Record<string, number>>;
    readonly out_after: number;
    readonly numeric_h: number;
    readonly numeric: Readonly<Record<string, number>>;
  };
  readonly expressions: Readonly<
    Record<
      'pow' | 'div',
      { readonly at: readonly number[]; readonly value: number; readonly grad: readonly number[] }
    >
  >;
  readonly svm: {
    readonly initial_accuracy: number;
    readonly round_robin_400: Run & { readonly accuracy_every_25: readonly number[] };
    readonly seed0_400: Run;
    readonly seed1_400: Run;
    readonly seed0_4000: Run;
  };
  readonly cost: {
    readonly X: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly w: readonly number[];
    readonly alpha: number;
    readonly scores: readonly number[];
    readonly costs: readonly number[];
    readonly reg: number;
    readonly total: number;
  };
  readonly two_layer_net: { readonly seed0_4000_accuracy: number; readonly seed0_400_accuracy: number };
}

interface Run {
  readonly abc: readonly number[];
  readonly accuracy: number;
}

describe.skipIf(!hasReferences)(
  'the circuits of the hacker’s guide (skipped where ../shared is absent)',
  () => {
    const published = referencesTo('karpathy_hackers_guide') as Guide;
    const valuesOf = (record: Readonly<Record<string, number>>) => Object.values(record);

    test('a single gate', () => {
      const gate = published.single_gate;
      const at = { x: gate.x, y: gate.y };
      const { out, slopes } = slopesOf(at, oneGate);
      expect([out, ...valuesOf(slopes)]).toEqual([gate.out, 3, -2]);
      const measured = valuesOf(measuredSlopes(at, oneGate, gate.h));
      measured.forEach((slope, i) =>
        expect(Math.abs(slope - gate.numeric[i]!)).toBeLessThanOrEqual(gate.numeric_tolerance),
      );
      const next = nudged(at, slopes, gate.step);
      expectClose(valuesOf(next), gate.new);
      expectClose(slopesOf(next, oneGate).out, gate.out_new);
      // The guide says −1: (−2 + 3)·(3 − 2) is 1.
      expect(slopesOf(nudged(at, slopes, 1), oneGate).out).toBe(gate.step_1_out);
    });

    test('two gates', () => {
      const { circuit } = published;
      const [x, y, z] = circuit.xyz as readonly [number, number, number];
      const { out, slopes } = slopesOf({ x, y, z }, twoGates);
      expect([out, ...valuesOf(slopes)]).toEqual([circuit.f_value, ...circuit.grad]);
      const next = nudged({ x, y, z }, slopes, circuit.step);
      expectClose(valuesOf(next), circuit.xyz_new);
      expectClose([x + y, next['x']! + next['y']!], [circuit.q, circuit.q_new]);
      expectClose(slopesOf(next, twoGates).out, circuit.f_new);
    });

    test('the sigmoid and its slope', () => {
      expectClose(published.sigmoid.at.map(sigmoid), published.sigmoid.values);
      const slope = slopesOf({ a: 1, b: 0, c: 0, x: 3, y: 0 }, neuronGates).slopes['x']!;
      expectClose(slope, published.sigmoid.grad_at_3);
    });

    test('a neuron', () => {
      const { neuron } = published;
      const at = { a: 1, b: 2, c: -3, x: -1, y: 3 };
      const { out, slopes } = slopesOf(at, neuronGates);
      expectClose(out, neuron.out);
      expectClose(
        valuesOf(slopes),
        Object.keys(at).map((name) => neuron.grad[name]!),
      );
      expectClose(slopesOf(nudged(at, slopes, 0.01), neuronGates).out, neuron.out_after);
      // A difference of two numbers near 0.88, divided by 1e-4: of its 16 digits 12 are left.
      const measured = measuredSlopes(at, neuronGates, neuron.numeric_h);
      expectClose(
        valuesOf(measured),
        Object.keys(at).map((name) => neuron.numeric[name]!),
        1e-10,
      );
    });

    test('longer expressions', () => {
      for (const [name, circuit] of [
        ['pow', powerGates],
        ['div', fractionGates],
      ] as const) {
        const { at, value, grad } = published.expressions[name];
        const [a, b, c, d] = at as readonly [number, number, number, number];
        const { out, slopes } = slopesOf({ a, b, c, d }, circuit);
        expectClose([out, ...valuesOf(slopes)], [value, ...grad]);
      }
    });

    test('a support vector machine, its points in turn', () => {
      const { svm } = published;
      expect(share(line, line.parameters)).toBe(svm.initial_accuracy);
      const rights: number[] = [];
      const abc = follow(
        line,
        line.parameters,
        400,
        (k) => k % 6,
        (_, right) => rights.push(right),
      );
      expectClose(abc, svm.round_robin_400.abc);
      expect(share(line, abc)).toBe(svm.round_robin_400.accuracy);
      expect(rights.filter((_, k) => k % 25 === 0)).toEqual(svm.round_robin_400.accuracy_every_25);
    });

    test('after any first look, four of six are right: the run that the guide prints cannot have happened', () => {
      const rights = [0, 1, 2, 3, 4, 5].map((which) =>
        share(
          line,
          follow(line, line.parameters, 1, () => which),
        ),
      );
      expect(new Set(rights)).toEqual(new Set([4 / 6]));
    });

    test.each([
      [0, 400, published?.svm.seed0_400],
      [1, 400, published?.svm.seed1_400],
      [0, 4000, published?.svm.seed0_4000],
    ] as const)(
      'a support vector machine, its points by chance, seed %i, %i looks',
      (seed, looks, wanted) => {
        const random = numpyRandom(seed);
        const abc = follow(line, line.parameters, looks, () => Math.floor(random.randomSample() * 6));
        expectClose(abc, wanted.abc);
        expect(share(line, abc)).toBe(wanted.accuracy);
      },
    );

    test('its cost', () => {
      const { cost } = published;
      const { scores, costs, penalty, total } = hingeCost(cost.X, cost.y, cost.w, cost.alpha);
      expectClose(scores, cost.scores);
      expectClose(costs, cost.costs);
      expectClose([penalty, total], [cost.reg, cost.total]);
    });

    test.each([
      [400, published?.two_layer_net.seed0_400_accuracy],
      [4000, published?.two_layer_net.seed0_4000_accuracy],
    ] as const)('a network of two layers after %i looks', (looks, right) => {
      const random = numpyRandom(0);
      const first = Array.from({ length: 13 }, () => random.randomSample() - 0.5);
      const network = follow(twoLayers, first, looks, () => Math.floor(random.randomSample() * 6));
      expect(share(twoLayers, network)).toBe(right);
    });
  },
);

interface Micrograd {
  readonly readme: Readonly<Record<string, number>>;
  readonly sanity_test: Readonly<Record<string, number>>;
  readonly moons: {
    readonly first3: readonly (readonly number[])[];
    readonly labels_first10: readonly number[];
    readonly sum: readonly number[];
    readonly n_params: number;
    readonly params_first6: readonly number[];
    readonly params_sum: number;
    readonly losses: readonly number[];
    readonly accuracies: readonly number[];
    readonly tolerance: number;
  };
}

describe.skipIf(!hasReferences)('micrograd (skipped where ../shared is absent)', () => {
  const published = referencesTo('micrograd') as Micrograd;

  test('the expression of its description', () => {
    const { a, b, c, d, e, f, g } = longExpression();
    const { readme } = published;
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a_grad', 'b_grad'];
    expectClose(
      [...[a, b, c, d, e, f, g].map(({ value }) => value), a.slope, b.slope],
      names.map((name) => readme[name]!),
    );
  });

  test('the expression of its test', () => {
    const { x, y } = shortExpression();
    const { x: from, y: value, grad } = published.sanity_test;
    expect([x.value, y.value, x.slope]).toEqual([from, value, grad]);
  });

  test('two moons: data, first weights, and a hundred losses', { timeout: 60_000 }, () => {
    const { moons } = published;
    const demo = demonstration();
    demo.points.slice(0, 3).forEach((point, i) => expectClose(point, moons.first3[i]!, 1e-15));
    expect(demo.sides.slice(0, 10)).toEqual(moons.labels_first10);
    const sums = [0, 1].map((j) => demo.points.reduce((sum, point) => sum + point[j]!, 0));
    expectClose(sums, moons.sum, 1e-12);
    const values = demo.parameters.map(({ value }) => value);
    expect(values).toHaveLength(moons.n_params);
    expect(values.slice(0, 6)).toEqual(moons.params_first6);
    expectClose(
      values.reduce((sum, value) => sum + value, 0),
      moons.params_sum,
      1e-12,
    );
    const steps = [...trainOnMoons(demo, 100)];
    expectClose(
      steps.map(({ loss }) => loss),
      moons.losses,
      moons.tolerance,
    );
    expect(steps.map(({ right }) => right)).toEqual(moons.accuracies);
  });
});
