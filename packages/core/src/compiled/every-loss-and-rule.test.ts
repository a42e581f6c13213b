import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as core from '../index.ts';
import type { TrainingData } from '../executor/executor.ts';
import type { Loss } from '../nn/losses/loss.ts';
import type { Rule, Schedule } from '../optim/rule.ts';
import { executorFor } from './compiled-executor.ts';
import { type Case, codes, distanceOf, normals } from './testing/both.ts';

/** The names of all that core exports and that makes a thing of a kind. */
type MakerOf<Kind> = Exclude<
  {
    [Name in keyof typeof core]: (typeof core)[Name] extends (...given: never) => Kind ? Name : never;
  }[keyof typeof core],
  // These give back whatever tree they are handed.
  'adoptWeights' | 'fromLeaves' | 'mapLeaves' | 'numericalGradient' | 'unitVariance'
>;

const {
  absoluteError,
  adamW,
  binaryCrossEntropy,
  chain,
  cosine,
  crossEntropy,
  dense,
  dropout,
  linear,
  scaleByLearningRate,
  sequential,
  sgd,
  squaredError,
  tanh,
} = core;

/** Float32 has 24 bits: 6·10⁻⁸ for each rounding, of which losses and weights see a few dozen. */
const BOUND = 4e-6;

/** Fails where an op has no kernel: then both sides would be the reference. */
const note = (message: string): void => {
  throw new Error(message);
};
const builds = [executorFor({ note, tier: 'relaxed' }), executorFor({ note, portable: true })];

/** What is further from the reference than the bound, by either build. */
function farther(bound: number, one: Case): readonly string[] {
  return builds.flatMap((executor) =>
    Object.entries(distanceOf(executor, one)).flatMap(([what, distance]) =>
      distance < bound ? [] : [`${executor.tier}: ${what} by ${distance}`],
    ),
  );
}

/** Lengths around those of vectors and tiles: 1, primes, and none of them a multiple of sixteen. */
const length = fc.constantFrom(1, 2, 3, 5, 7, 9, 13, 17, 23, 31, 33);
interface Lengths {
  readonly rows: number;
  readonly features: number;
  readonly units: number;
  readonly outputs: number;
  readonly batchSize: number;
}
const lengths: fc.Arbitrary<Lengths> = fc.record({
  rows: fc.constantFrom(1, 7, 19, 37),
  features: length,
  units: length,
  outputs: fc.constantFrom(1, 2, 3),
  batchSize: fc.constantFrom(1, 5, 8, 13, 64),
});

/** A network with one hidden layer, on numbers. */
function caseOf({ rows, features, units, outputs, batchSize }: Lengths): Case {
  return {
    network: sequential(dense({ units }), tanh(), dense({ units: outputs })),
    loss: squaredError(),
    optimizer: sgd({ learningRate: 0.01 }),
    data: { features: normals('x', [rows, features]), target: normals('y', [rows, outputs]) },
    batchSize: Math.max(batchSize, Math.ceil(rows / 8)),
  };
}

function onAll(property: (of: Lengths) => void, numRuns: number): void {
  fc.assert(fc.property(lengths, property), { numRuns, seed: 12 });
}

/** What a loss is computed on. */
interface LossExample {
  readonly loss: Loss;
  readonly target: TrainingData['target'];
  readonly outputs: number;
}

const likeNumbers =
  (loss: Loss) =>
  ({ rows, outputs }: Lengths): LossExample => ({ loss, target: normals('y', [rows, outputs]), outputs });
const likeClasses =
  (loss: Loss) =>
  ({ rows, outputs }: Lengths): LossExample => ({
    loss,
    target: codes('y', [rows], outputs + 1),
    outputs: outputs + 1,
  });
const yesOrNo =
  (loss: Loss) =>
  ({ rows }: Lengths): LossExample => ({ loss, target: codes('y', [rows], 2), outputs: 1 });

const above0 =
  (loss: Loss) =>
  ({ rows, outputs }: Lengths): LossExample => {
    const { shape, data } = normals('y', [rows, outputs]);
    return { loss, target: { shape, data: data.map((y) => Math.fround(0.1 + Math.abs(y))) }, outputs };
  };

/** Each maker of a loss: a new one is missed by the compiler until it is here. */
const losses: { readonly [Name in MakerOf<Loss>]: (lengths: Lengths) => LossExample } = {
  absoluteError: likeNumbers(absoluteError()),
  binaryCrossEntropy: yesOrNo(binaryCrossEntropy({ labelSmoothing: 0.1 })),
  binaryFocal: yesOrNo(core.binaryFocal({ gamma: 1.5 })),
  crossEntropy: likeClasses(crossEntropy({ labelSmoothing: 0.1 })),
  focal: likeClasses(core.focal({ gamma: 1.5 })),
  gammaDeviance: above0(core.gammaDeviance()),
  hinge: yesOrNo(core.hinge()),
  huber: likeNumbers(core.huber({ delta: 0.7 })),
  multiclassHinge: likeClasses(core.multiclassHinge({ over: 'all' })),
  poissonDeviance: above0(core.poissonDeviance()),
  quantileError: likeNumbers(core.quantileError({ quantiles: [0.8] })),
  squaredError: likeNumbers(squaredError()),
  sumOfLosses: ({ rows }) => ({
    loss: core.sumOfLosses([
      { loss: crossEntropy(), outputs: 2 },
      { loss: squaredError(), outputs: 1, weight: 0.1 },
    ]),
    target: codes('y', [rows, 2], 2),
    outputs: 3,
  }),
  meanOverMembers: ({ rows }) => ({
    loss: core.meanOverMembers(squaredError()),
    target: normals('y', [rows]),
    outputs: 1,
  }),
  tweedieDeviance: above0(core.tweedieDeviance({ power: 1.3 })),
};

describe('every loss that core exports is compiled as it is by the reference:', () => {
  it.each(Object.entries(losses))('%s, with row weights and without', { timeout: 60_000 }, (name, lossOf) => {
    onAll((of) => {
      const { loss, target, outputs } = lossOf(of);
      const one = caseOf({ ...of, outputs });
      const { network } = one;
      const members = [core.memberScale({ members: 3 }), core.memberHeads({ members: 3, units: outputs })];
      const of3 = name === 'meanOverMembers' ? sequential(network, ...members) : network;
      const data = { features: one.data.features, target };
      const rowWeights = core.tensor(Array.from({ length: of.rows }, (_, i) => 0.5 + (i % 4)));
      expect(farther(BOUND, { ...one, network: of3, loss, data })).toEqual([]);
      expect(farther(BOUND, { ...one, network: of3, loss, data: { ...data, rowWeights } })).toEqual([]);
    }, 6);
  });
});

const down = scaleByLearningRate(0.01);

/** Each maker of a rule, ending in a learning rate: a new one is missed by the compiler until it is here. */
const rules: { readonly [Name in MakerOf<Rule>]: Rule } = {
  accumulateMomentum: chain(core.accumulateMomentum(), down),
  accumulateNesterov: chain(core.accumulateNesterov(), down),
  adadelta: core.adadelta(),
  adagrad: core.adagrad(),
  adam: core.adam({ learningRate: 0.01 }),
  adamax: core.adamax(),
  amsGrad: core.amsGrad(),
  adamW: adamW({ learningRate: 0.01, weightDecay: 0.1 }),
  addDecayedWeights: chain(core.addDecayedWeights(0.1, { of: 'matrices', factors: 'twice' }), down),
  chain: chain(down),
  clipByGlobalNorm: chain(core.clipByGlobalNorm(0.1), down),
  clipByValue: chain(core.clipByValue(0.02), down),
  limitNorms: chain(down, core.limitNorms(0.7)),
  lion: core.lion({ learningRate: 1e-3 }),
  momentum: core.momentum(),
  nAdam: core.nAdam(),
  nesterov: core.nesterov(),
  rAdam: core.rAdam(),
  rmsProp: core.rmsProp(),
  scaleByAdadelta: chain(core.scaleByAdadelta(), down),
  scaleByAdagrad: chain(core.scaleByAdagrad(), down),
  scaleByAdam: chain(core.scaleByAdam(), down),
  scaleByAdamax: chain(core.scaleByAdamax(), down),
  scaleByAmsGrad: chain(core.scaleByAmsGrad(), down),
  scaleByLearningRate: down,
  scaleByLion: chain(core.scaleByLion(), core.scaleByLearningRate(1e-3)),
  scaleByNAdam: chain(core.scaleByNAdam(), down),
  scaleByRAdam: chain(core.scaleByRAdam(), down),
  scaleByRms: chain(core.scaleByRms(), down),
  sgd: sgd(),
  slottedRule: chain(
    core.slottedRule({ kind: 'remember' }, ['last'], () => (update, { last }) => ({
      update: core.ops.add(update, core.ops.multiply(last, 0.5)),
      slots: { last: update },
    })),
    down,
  ),
  statelessRule: chain(
    core.statelessRule({ kind: 'halve' }, (updates) => updates.map((u) => core.ops.multiply(u, 0.5))),
    down,
  ),
};

describe('every rule and optimiser that core exports is compiled as it is by the reference:', () => {
  it.each(Object.entries(rules))('%s', { timeout: 60_000 }, (_, optimizer) => {
    onAll((of) => {
      // Where a gradient is near 0, its size divides it: rounding is seen ten times larger.
      expect(farther(10 * BOUND, { ...caseOf(of), optimizer, epochs: 3 })).toEqual([]);
    }, 5);
  });
});

/** Each maker of a schedule: a new one is missed by the compiler until it is here. */
const schedules: { readonly [Name in MakerOf<Schedule>]: Schedule } = {
  constant: core.constant(0.25),
  cosine: cosine({ start: 0.5 }),
  cosineLog: core.cosineLog({ peak: 0.5 }),
  exponentialDecay: core.exponentialDecay({ start: 0.5, end: 0.01 }),
  flatCosine: core.flatCosine({ start: 0.5 }),
  inEpochs: core.inEpochs({ epochs: 3, schedule: linear({ start: 0.5, end: 0.125 }) }),
  linear: linear({ start: 0.5, end: 0.125 }),
  oneCycle: core.oneCycle({ peak: 0.5 }),
  stepDecay: core.stepDecay({ start: 0.5, factor: 0.5, at: [0.3, 0.6] }),
  variable: core.variable(0.25),
  warmUp: core.warmUp({ share: 0.2, schedule: cosine({ start: 0.5 }) }),
};

/** A schedule a hundred times smaller, as a rate is. */
const small = (schedule: Schedule): Schedule => ({
  spec: schedule.spec,
  at: (step, totalSteps) => schedule.at(step, totalSteps) / 100,
});

const base = caseOf({ rows: 37, features: 5, units: 17, outputs: 2, batchSize: 13 });
const scheduled = {
  'learning rate': (schedule: Schedule): Case => ({
    ...base,
    optimizer: sgd({ learningRate: small(schedule) }),
  }),
  'weight decay': (schedule: Schedule): Case => ({
    ...base,
    optimizer: adamW({ learningRate: 0.001, weightDecay: schedule }),
  }),
  dropout: (schedule: Schedule): Case => ({
    ...base,
    network: sequential(dense({ units: 17 }), dropout(schedule), dense({ units: 2 })),
  }),
  'label smoothing of classes': (schedule: Schedule): Case => ({
    ...base,
    loss: crossEntropy({ labelSmoothing: schedule }),
    data: { ...base.data, target: codes('y', [37], 2) },
  }),
  'label smoothing of yes and no': (schedule: Schedule): Case => ({
    ...base,
    network: sequential(dense({ units: 17 }), tanh(), dense({ units: 1 })),
    loss: binaryCrossEntropy({ labelSmoothing: schedule }),
    data: { ...base.data, target: codes('y', [37], 2) },
  }),
};

describe.each(Object.entries(schedules))('the schedule %s that core exports', (_, schedule) => {
  it.each(Object.entries(scheduled))(
    'is the same compiled and by the reference as %s',
    { timeout: 60_000 },
    (__, caseWith) => {
      expect(farther(10 * BOUND, { ...caseWith(schedule), epochs: 3 })).toEqual([]);
    },
  );
});
