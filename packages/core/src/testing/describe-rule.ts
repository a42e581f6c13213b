import { describe, expect, it } from 'vitest';
import type { Value } from '../autodiff/primitive.ts';
import { isTraced } from '../autodiff/primitive.ts';
import { normals } from '../compiled/testing/both.ts';
import { BOUND, mismatchesOf } from '../compiled/testing/mismatches-of.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { tanh } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { chain } from '../optim/chain.ts';
import type { Rule, Schedule, Slots, StepContext } from '../optim/rule.ts';
import { scaleByLearningRate } from '../optim/rules/scale-by-learning-rate.ts';
import { scalar, tensor } from '../tensor/make.ts';
import type { Nested } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** What a rule makes of a few steps, known from elsewhere. */
export interface GoldenRule {
  /** Another library, a paper, by hand. */
  readonly from: string;
  /** In order; the slots go on from step to step. Each list has one entry a weight. */
  readonly steps: readonly {
    readonly updates: readonly Nested[];
    readonly weights: readonly Nested[];
    readonly result: readonly Nested[];
  }[];
}

/** What a rule is examined with. */
export interface RuleExamples {
  readonly golden?: GoldenRule;
  /** Whether its result can be added to the weights as it is: an optimiser. A link of a chain (the default) ends in a learning rate. */
  readonly isOptimizer?: boolean;
  /** Whether it moves weights whose gradients are 0; no unless said. */
  readonly movesAtRest?: boolean;
  /** False where an op of it has no kernel, so that compiled steps call it back; true by default. */
  readonly kernels?: boolean;
}

const TOTAL_STEPS = 200;

function contextOf(step: number): StepContext {
  return {
    step: scalar(step + 1),
    at: (schedule: Schedule | number) =>
      scalar(typeof schedule === 'number' ? schedule : schedule.at(step, TOTAL_STEPS)),
  };
}

function numbersOf(value: Value): number[] {
  if (isTraced(value)) throw new TypeError('a rule made a traced value of tensors');
  return [...value.data];
}

const shapesOf = (values: readonly Value[]) => values.map(({ shape }) => shape);
const slotShapes = (slots: Slots) =>
  slots.map((ofWeight) => Object.entries(ofWeight).map(([name, { shape }]) => [name, shape]));
const plain = (slots: Slots) =>
  slots.map((ofWeight) => Object.entries(ofWeight).map(([name, slot]) => [name, numbersOf(slot)]));

const weights: readonly Tensor[] = [
  tensor([
    [0.3, -2, 1],
    [0, 4, -0.5],
  ]),
  // In a parameter group of its own: a rule heeds its factors, or leaves them to others.
  { ...tensor([1, -1, 0.2]), factors: { learningRate: 0.5, weightDecay: 0 } },
  tensor(3),
];
const gradients: readonly Tensor[] = [
  tensor([
    [1, -0.1, 0],
    [30, 2, -7],
  ]),
  tensor([0.5, 0, -3]),
  tensor(-2),
];

/**
 * The examination of a rule: what passes it can be a link of an optimiser, or one.
 *
 * @example
 * describeRule(scaleByAdam(), { golden: { from: 'optax 0.2.8', steps: recorded.scaleByAdam } });
 */
export function describeRule(rule: Rule, examples: RuleExamples = {}): void {
  const { golden, isOptimizer = false, movesAtRest = false, kernels = true } = examples;
  const optimizer = isOptimizer ? rule : chain(rule, scaleByLearningRate(0.01));

  describe(`${rule.spec.kind} is a rule`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(rule)).toBe(true);
      expect(JSON.parse(JSON.stringify(rule.spec))).toEqual(rule.spec);
    });

    it('gives back an update of each weight’s shape, and slots as they began', () => {
      let slots: Slots = rule.init(weights);
      expect(slots).toHaveLength(weights.length);
      const began = slotShapes(slots);
      for (let step = 0; step < 3; step++) {
        const updated = rule.update(gradients, slots, weights, contextOf(step));
        expect(shapesOf(updated.updates)).toEqual(shapesOf(weights));
        expect(slotShapes(updated.slots)).toEqual(began);
        slots = updated.slots;
      }
    });

    it('says the same again, and leaves what it is handed as it was', () => {
      const before = [...gradients, ...weights].map(numbersOf);
      const slots = rule.update(gradients, rule.init(weights), weights, contextOf(0)).slots;
      const remembered = plain(slots);
      const twice = [1, 1].map((step) => rule.update(gradients, slots, weights, contextOf(step)));
      expect(twice[0]!.updates.map(numbersOf)).toEqual(twice[1]!.updates.map(numbersOf));
      expect(plain(slots)).toEqual(remembered);
      expect([...gradients, ...weights].map(numbersOf)).toEqual(before);
    });

    it(`${movesAtRest ? 'stays finite' : 'moves nothing'} where all gradients are 0`, () => {
      const rest = weights.map(({ shape, data }) => ({ shape, data: new Float64Array(data.length) }));
      let slots: Slots = rule.init(weights);
      const moved: number[] = [];
      for (let step = 0; step < 3; step++) {
        const updated = rule.update(rest, slots, weights, contextOf(step));
        moved.push(...updated.updates.flatMap(numbersOf));
        slots = updated.slots;
      }
      expect(moved.filter((number) => !Number.isFinite(number) || (!movesAtRest && number !== 0))).toEqual(
        [],
      );
    });

    it('takes weights downhill', () => {
      const steepness = [1, 4, 0.5];
      let at = tensor([3, -2, 1]);
      const height = () => at.data.reduce((sum, x, i) => sum + steepness[i]! * x * x, 0);
      const first = height();
      let slots: Slots = optimizer.init([at]);
      for (let step = 0; step < TOTAL_STEPS; step++) {
        const gradient = tensor(steepness.map((k, i) => 2 * k * at.data[i]!));
        const updated = optimizer.update([gradient], slots, [at], contextOf(step));
        slots = updated.slots;
        const update = numbersOf(updated.updates[0]!);
        at = tensor(update.map((move, i) => at.data[i]! + move));
      }
      expect(height()).toBeLessThan(0.999 * first);
    });

    it('trains alike by both executors', () => {
      const network = sequential(dense({ units: 17 }), tanh(), dense({ units: 1 }));
      const data = { features: normals('features', [67, 5]), target: normals('target', [67]) };
      const one = { network, loss: squaredError(), optimizer, data, batchSize: 16, epochs: 3 };
      // Where a gradient is near 0, its size divides it: rounding is seen ten times larger.
      const { far, missing } = mismatchesOf(one, 10 * BOUND);
      expect(far).toEqual([]);
      expect(kernels ? missing : []).toEqual([]);
    });

    it.runIf(golden !== undefined)(`agrees with ${golden?.from}`, () => {
      let slots: Slots | undefined;
      golden?.steps.forEach(({ updates, weights: at, result }, step) => {
        const tensors = at.map((weight) => tensor(weight));
        slots ??= rule.init(tensors);
        const handed = updates.map((update) => tensor(update));
        const updated = rule.update(handed, slots, tensors, contextOf(step));
        slots = updated.slots;
        const got = updated.updates.flatMap(numbersOf);
        const wanted = result.flatMap((update) => numbersOf(tensor(update)));
        expect(got).toHaveLength(wanted.length);
        const far = got.filter(
          (number, i) => !(Math.abs(number - wanted[i]!) <= 1e-12 * Math.max(1, Math.abs(wanted[i]!))),
        );
        expect(far).toEqual([]);
      });
    });
  });
}
