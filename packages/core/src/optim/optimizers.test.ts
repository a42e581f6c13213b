import { describe, expect, it } from 'vitest';
import { describeRule } from '../testing/describe-rule.ts';
import type { GoldenRule, RuleExamples } from '../testing/describe-rule.ts';
import { ones, scalar, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { chain } from './chain.ts';
import recorded from './fixtures/optax.json' with { type: 'json' };
import { adagrad, adam, adamW, momentum, nesterov, rmsProp, sgd } from './optimizers.ts';
import type { Optimizer, Rule, Slots } from './rule.ts';
import { accumulateMomentum } from './rules/accumulate-momentum.ts';
import { accumulateNesterov } from './rules/accumulate-nesterov.ts';
import { addDecayedWeights } from './rules/add-decayed-weights.ts';
import { clipByGlobalNorm } from './rules/clip-by-global-norm.ts';
import { clipByValue } from './rules/clip-by-value.ts';
import { scaleByAdagrad } from './rules/scale-by-adagrad.ts';
import { scaleByAdam } from './rules/scale-by-adam.ts';
import { scaleByLearningRate } from './rules/scale-by-learning-rate.ts';
import { scaleByRms } from './rules/scale-by-rms.ts';
import { cosine } from './schedules.ts';

const rules: Record<string, GoldenRule['steps']> = recorded.rules;

function examine(name: string, rule: Rule, examples: RuleExamples = {}): void {
  describe(`the recorded ${name}`, () => {
    describeRule(rule, { ...examples, golden: { from: 'optax 0.2.8', steps: rules[name]! } });
  });
}

examine('accumulateMomentum', accumulateMomentum({ momentum: 0.8 }));
examine('accumulateNesterov', accumulateNesterov({ momentum: 0.8 }));
examine('scaleByAdagrad', scaleByAdagrad());
examine('scaleByRms', scaleByRms());
examine('scaleByAdam', scaleByAdam());
examine('scaleByAdam, other betas', scaleByAdam({ beta1: 0, beta2: 0.95, epsilon: 1e-3 }));
examine('addDecayedWeights', addDecayedWeights(0.1), { movesAtRest: true });
examine('addDecayedWeights, matrices', addDecayedWeights(0.1, { of: 'matrices' }), { movesAtRest: true });
examine('clipByGlobalNorm', clipByGlobalNorm(2));
examine('clipByValue', clipByValue(0.5));
examine('scaleByLearningRate', scaleByLearningRate(0.1), { isOptimizer: true });

const optimizer = { isOptimizer: true };
examine('sgd', sgd(), optimizer);
examine('momentum', momentum(), optimizer);
examine('nesterov', nesterov(), optimizer);
examine('adagrad', adagrad(), optimizer);
examine('rmsProp', rmsProp(), optimizer);
examine('adam', adam(), optimizer);
examine('adamW', adamW(), { ...optimizer, movesAtRest: true });

const context = (step: number, total = 10) => ({
  step: scalar(step + 1),
  at: (value: number | { at(step: number, total: number): number }) =>
    scalar(typeof value === 'number' ? value : value.at(step, total)),
});

/** Ten steps from (1, 1, 1) down 0.1·x₁² + 0.2·x₂² + 0.3·x₃². */
function descend(rule: Optimizer): number[] {
  let at = ones([3]);
  let slots: Slots = rule.init([at]);
  for (let step = 0; step < 10; step++) {
    const gradient = tensor([...at.data].map((x, i) => 2 * [0.1, 0.2, 0.3][i]! * x));
    const updated = rule.update([gradient], slots, [at], context(step));
    slots = updated.slots;
    const { data } = updated.updates[0] as Tensor;
    at = tensor([...at.data].map((x, i) => x + data[i]!));
  }
  return [...at.data];
}

// Where Lasagne's test (lasagne/tests/test_updates.py) has ten steps arrive, as recorded there from torch. Adagrad and RMSprop are
// Lasagne's own rule, which has ε inside the root as ours has; torch has it outside.
describe('the problem of Lasagne’s test', () => {
  const close = (got: number[], wanted: number[], digits: number) =>
    got.map((x, i) => Math.abs(x - wanted[i]!) < 0.5 * 10 ** -digits);
  const yes = [true, true, true];

  it('is solved alike by sgd', () => {
    const wanted = [0.81707280688755, 0.6648326359915, 0.5386151140949];
    expect(close(descend(sgd({ learningRate: 0.1 })), wanted, 13)).toEqual(yes);
  });

  it('is solved alike by momentum', () => {
    const wanted = [0.6848486952183, 0.44803321781003, 0.27431190123502];
    expect(close(descend(momentum({ learningRate: 0.1, momentum: 0.5 })), wanted, 13)).toEqual(yes);
  });

  it('is solved alike by nesterov', () => {
    const wanted = [0.67466543592725, 0.44108468114241, 0.2769002108997];
    expect(close(descend(nesterov({ learningRate: 0.1, momentum: 0.5 })), wanted, 13)).toEqual(yes);
  });

  it('is solved alike by adagrad', () => {
    const wanted = [0.5537334430299112, 0.5537317610274745, 0.553731449541973];
    expect(close(descend(adagrad({ learningRate: 0.1 })), wanted, 14)).toEqual(yes);
  });

  it('is solved alike by rmsProp', () => {
    const wanted = [0.8320613540532967, 0.8320546499929452, 0.8320534083658283];
    expect(close(descend(rmsProp({ learningRate: 0.01 })), wanted, 14)).toEqual(yes);
  });

  it('is solved alike by adam', () => {
    const wanted = [0.90034972009036, 0.90034967993061, 0.90034966654402];
    // Lasagne and the torch of that time add ε before the correction of v: the same within Lasagne’s own tolerance of 10⁻⁵.
    expect(close(descend(adam({ learningRate: 0.01 })), wanted, 6)).toEqual(yes);
  });
});

describe('chain', () => {
  it('hands on what each rule makes, and keeps their slots apart', () => {
    const both = chain(accumulateMomentum({ momentum: 0.5 }), accumulateMomentum({ momentum: 0.25 }));
    const gradient = [tensor([1])];
    const first = both.update(gradient, both.init(gradient), gradient, context(0));
    const second = both.update(gradient, first.slots, gradient, context(1));
    // Inside 1, then 1.5; outside 1, then 0.25 + 1.5.
    expect(second.updates).toEqual([tensor([1.75])]);
    expect(second.slots).toEqual([{ '0.velocity': tensor([1.5]), '1.velocity': tensor([1.75]) }]);
  });

  it('follows a schedule', () => {
    const rule = sgd({ learningRate: cosine({ start: 1 }) });
    const { updates } = rule.update([tensor([2])], [{}], [tensor([0])], context(5));
    expect((updates[0] as Tensor).data[0]).toBeCloseTo(-1, 14);
  });

  it('has the specs of its rules', () => {
    expect(chain(clipByValue(1), scaleByLearningRate(0.1)).spec).toEqual({
      kind: 'chain',
      rules: [
        { kind: 'clipByValue', limit: 1 },
        { kind: 'scaleByLearningRate', learningRate: 0.1 },
      ],
    });
  });

  it('needs a rule', () => {
    expect(() => chain()).toThrow('chain: expected at least one rule, got none');
  });
});

describe('clipByGlobalNorm', () => {
  it('shortens all updates alike, and leaves short ones as they are', () => {
    const updates = [tensor([3]), tensor([4])];
    const clipped = clipByGlobalNorm(1).update(updates, [{}, {}], updates, context(0));
    expect((clipped.updates[0] as Tensor).data[0]).toBeCloseTo(0.6, 15);
    expect((clipped.updates[1] as Tensor).data[0]).toBeCloseTo(0.8, 15);
    expect(clipByGlobalNorm(5.1).update(updates, [{}, {}], updates, context(0)).updates).toEqual(updates);
  });
});

describe('an optimiser', () => {
  it('has its options as spec, a schedule as its own spec', () => {
    expect(adamW({ learningRate: cosine({ start: 0.1 }) }).spec).toEqual({
      kind: 'adamW',
      learningRate: { kind: 'cosine', start: 0.1, end: 0 },
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
      decayOf: 'all',
    });
  });

  it('refuses what cannot be', () => {
    expect(() => sgd({ learningRate: -1 })).toThrow(/learningRate to be a number of at least 0, got -1/);
    expect(() => adam({ beta1: 1 })).toThrow(
      'scaleByAdam: expected beta1 to be a number from 0 to below 1, got 1',
    );
    expect(() => momentum({ momentum: 1.5 })).toThrow('got 1.5');
    expect(() => clipByGlobalNorm(0)).toThrow(/norm .* got 0/);
    expect(() => adamW({ weightDecay: NaN })).toThrow(/weightDecay .* got NaN/);
  });
});
