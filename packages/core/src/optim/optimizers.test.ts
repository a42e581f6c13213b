import { describe, expect, it } from 'vitest';
import { describeRule } from '../testing/describe-rule.ts';
import type { GoldenRule, RuleExamples } from '../testing/describe-rule.ts';
import { scalar, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { adamax, amsGrad, nAdam, rAdam } from './adam-variants.ts';
import { chain } from './chain.ts';
import recorded from './fixtures/optax.json' with { type: 'json' };
import torch from './fixtures/torch.json' with { type: 'json' };
import { adadelta, adagrad, adam, adamW, lion, momentum, nesterov, rmsProp, sgd } from './optimizers.ts';
import type { Rule, Slots } from './rule.ts';
import { accumulateMomentum } from './rules/accumulate-momentum.ts';
import { accumulateNesterov } from './rules/accumulate-nesterov.ts';
import { addDecayedWeights } from './rules/add-decayed-weights.ts';
import { clipByGlobalNorm } from './rules/clip-by-global-norm.ts';
import { clipByValue } from './rules/clip-by-value.ts';
import { scaleByAdagrad } from './rules/scale-by-adagrad.ts';
import { scaleByAdam } from './rules/scale-by-adam.ts';
import { scaleByLearningRate } from './rules/scale-by-learning-rate.ts';
import { limitNorms } from './rules/limit-norms.ts';
import { scaleByAdadelta } from './rules/scale-by-adadelta.ts';
import { scaleByAdamax } from './rules/scale-by-adamax.ts';
import { scaleByAmsGrad } from './rules/scale-by-ams-grad.ts';
import { scaleByLion } from './rules/scale-by-lion.ts';
import { scaleByNAdam } from './rules/scale-by-n-adam.ts';
import { scaleByRAdam } from './rules/scale-by-r-adam.ts';
import { scaleByRms } from './rules/scale-by-rms.ts';
import { cosine, linear } from './schedules.ts';

const rules: Record<string, GoldenRule['steps']> = recorded.rules;
const ofTorch: Record<string, GoldenRule['steps']> = torch;

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

function compare(name: string, rule: Rule, examples: RuleExamples = {}, from = 'torch 2.15.0'): void {
  describe(`the ${name} of ${from}`, () => {
    describeRule(rule, { ...optimizer, ...examples, golden: { from, steps: ofTorch[name]! } });
  });
}

const rising = { learningRate: 0.01, momentum: linear({ start: 0.5, end: 0.9 }) };
compare('momentum, rising', momentum(rising));
compare('nesterov, rising', nesterov(rising));
compare('adadelta', adadelta());
compare('adam', adam());
compare('adamW', adamW(), { movesAtRest: true });
compare('adamax', adamax());
compare('amsGrad', amsGrad());
compare('nAdam', nAdam());
compare('rAdam', rAdam({ beta2: 0.99 }));
compare('lion', lion(), { movesAtRest: true }, 'the paper’s algorithm in NumPy 2.4.6');
compare('limitNorms', limitNorms(1.5), { isOptimizer: false, movesAtRest: true }, 'NumPy 2.4.6');

describe('without an epsilon, of which torch has another than Lasagne', () => {
  it.each([
    ['adagradWithoutEpsilon', adagrad({ epsilon: 0 })],
    ['rmsPropWithoutEpsilon', rmsProp({ epsilon: 0 })],
  ])('%s', (name, rule) => {
    const [first] = ofTorch[name]!;
    let slots: Slots = rule.init(first!.weights.map((weight) => tensor(weight)));
    for (const [step, { updates, weights, result }] of ofTorch[name]!.entries()) {
      const tensors = [updates, weights].map((list) => list.map((one) => tensor(one)));
      const updated = rule.update(tensors[0]!, slots, tensors[1]!, context(step));
      slots = updated.slots;
      const got = updated.updates.flatMap((update) => [...(update as Tensor).data]);
      const wanted = result.flatMap((one) => [...tensor(one).data]);
      got.forEach((number, i) => expect(Math.abs(number - wanted[i]!)).toBeLessThan(1e-12));
    }
  });
});

describe('the links alone', () => {
  [
    scaleByAdadelta({ decay: 0.5 }),
    scaleByAdamax({ beta1: 0.5 }),
    scaleByAmsGrad({ beta1: 0 }),
    scaleByNAdam({ momentumDecay: 0 }),
    scaleByRAdam(),
    scaleByLion({ beta1: 0.5 }),
  ].forEach((rule) => describeRule(rule));
});

const context = (step: number, total = 10) => ({
  step: scalar(step + 1),
  at: (value: number | { at(step: number, total: number): number }) =>
    scalar(typeof value === 'number' ? value : value.at(step, total)),
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

describe('limitNorms', () => {
  it('shortens each filter of a convolution by itself, and no bias', () => {
    // Two filters over a field of 2 and one input: norms 5 and 1.
    const filters = tensor([[[3, 0.6]], [[4, 0.8]]]);
    const bias = tensor([7, 8]);
    const still = [filters, bias].map(({ shape, data }) => ({ shape, data: data.map(() => 0) }));
    const { updates } = limitNorms(2.5).update(still, [{}, {}], [filters, bias], context(0));
    const [moved, untouched] = updates as readonly Tensor[];
    expect([...moved!.data]).toEqual([-1.5, 0, -2, 0]);
    expect([...untouched!.data]).toEqual([0, 0]);
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
    expect(() => limitNorms(0)).toThrow(/limitNorms: expected norm .* got 0/);
    expect(() => lion({ beta2: 1 })).toThrow(
      'scaleByLion: expected beta2 to be a number from 0 to below 1, got 1',
    );
    expect(() => nAdam({ momentumDecay: -1 })).toThrow(
      'scaleByNAdam: expected momentumDecay to be a number of at least 0, got -1',
    );
    for (const maker of [adamax, amsGrad, nAdam, rAdam]) {
      expect(() => maker({ beta1: 1 })).toThrow(': expected beta1 to be a number from 0 to below 1, got 1');
    }
    expect(() => adadelta({ decay: 1 })).toThrow(
      'scaleByAdadelta: expected decay to be a number from 0 to below 1, got 1',
    );
  });
});
