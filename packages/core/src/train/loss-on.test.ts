import { describe, expect, it } from 'vitest';
import { sequential } from '../nn/combine/sequential.ts';
import { withPenalty } from '../nn/combine/with-penalty.ts';
import { evaluation } from '../nn/evaluation.ts';
import { sigmoid, tanh } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { hinge } from '../nn/losses/hinge.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import recorded from '../optim/fixtures/scipy.json' with { type: 'json' };
import { bfgs } from '../optim/minimize/bfgs.ts';
import { minimize } from '../optim/minimize/minimize.ts';
import { rng } from '../random/rng.ts';
import { tensor } from '../tensor/make.ts';
import { gradientMismatches } from '../testing/gradient-mismatches.ts';
import { lossOn } from './loss-on.ts';

const data = {
  features: tensor([
    [1, 2],
    [0.5, -1],
    [3, 1],
  ]),
  target: tensor([1, 0, 2]),
  rowWeights: tensor([1, 2, 0.5]),
};

describe('lossOn', () => {
  it('is the loss of the prediction, row weights included', () => {
    const network = dense({ units: 1 });
    const weights = network.init([2], rng(1));
    const prediction = network.apply(weights, data.features, evaluation);
    expect(lossOn(network, squaredError(), data)(weights)).toEqual(
      squaredError().apply(prediction, data.target, data.rowWeights),
    );
  });

  it('has the derivative that differences show, penalties and dropout or not', () => {
    const network = sequential(
      withPenalty(dense({ units: 3 }), { l1: 0.1, l2: 0.2 }),
      tanh(),
      dropout(0.5),
      dense({ units: 1 }),
    );
    const f = lossOn(network, squaredError(), data);
    expect(gradientMismatches(f, network.init([2], rng(2)))).toEqual([]);
  });

  it('finds the weights of the network of sleep and study with a penalty', () => {
    // Part 7 of Welch's "Neural Networks Demystified": ½·Σe²/N + λ/2·Σw², λ = 10⁻⁴, whose least value is 0.002617575127111917.
    const features = tensor([
      [3 / 10, 5 / 5],
      [5 / 10, 1 / 5],
      [10 / 10, 2 / 5],
      [6 / 10, 1.5 / 5],
    ]);
    const target = tensor([0.75, 0.82, 0.93, 0.7]);
    const plain = sequential(
      dense({ units: 3, bias: false }),
      sigmoid(),
      dense({ units: 1, bias: false }),
      sigmoid(),
    );
    const f = lossOn(withPenalty(plain, { l2: 1e-4 }), squaredError(), { features, target });
    const values = Object.values(recorded.sleep.starts).map((start) => {
      const weights = [{ kernel: tensor(start.hidden) }, [], { kernel: tensor(start.output) }, []] as const;
      return minimize(f, weights, { method: bfgs(), tolerance: 1e-9 }).value / 2;
    });
    expect(Math.min(...values)).toBeCloseTo(0.002617575127111917, 12);
  });

  it('refuses rows that cannot be learned from', () => {
    const broken = { features: tensor([[1], [2]]), target: tensor([1]) };
    expect(() => lossOn(dense({ units: 1 }), squaredError(), broken)).toThrow(
      'expected a target for each of 2 rows of features, got shape [1]',
    );
    const odd = { features: tensor([[1], [2]]), target: tensor([1, -1]) };
    expect(() => lossOn(dense({ units: 1 }), hinge(), odd)).toThrow(
      'hinge: expected targets of 0 and 1, got -1 in row 1 of the target',
    );
  });
});
