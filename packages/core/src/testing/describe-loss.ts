import { describe, expect, it } from 'vitest';
import { valueAndGradient } from '../autodiff/gradient.ts';
import type { Value } from '../autodiff/primitive.ts';
import { normals } from '../compiled/testing/both.ts';
import { mismatchesOf } from '../compiled/testing/mismatches-of.ts';
import { FoldwiseError } from '../errors.ts';
import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { tanh } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import type { Loss } from '../nn/losses/loss.ts';
import { sgd } from '../optim/optimizers.ts';
import { rng, type Rng } from '../random/rng.ts';
import { numberOf, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { computed } from './computed.ts';
import { isFrozenThroughout } from './is-frozen-throughout.ts';
import { gradientMismatches } from './gradient-mismatches.ts';

/** A batch whose loss is known from elsewhere: another library, a paper, by hand. */
export interface LossExample {
  readonly from?: string | undefined;
  readonly prediction: readonly (readonly number[])[];
  readonly target: readonly number[] | readonly (readonly number[])[];
  readonly rowWeights?: readonly number[] | undefined;
  readonly loss: number;
  /** By the prediction. */
  readonly gradient?: readonly (readonly number[])[] | undefined;
}

/** What a loss is examined with. */
export interface LossExamination {
  /**
   * What a target is: a number, a positive one with its logarithm to predict it, 0 or 1 with a logit to predict it, or a class index
   * with a logit a class.
   */
  readonly target: 'number' | 'positive' | 'binary' | 'class';
  /** Columns of a prediction; 3 for a class, otherwise 1, unless given. */
  readonly outputs?: number;
  /** False where an op of it has no kernel, so that compiled steps call it back; true by default. */
  readonly kernels?: boolean;
  readonly golden?: readonly LossExample[];
}

/**
 * The examination of a loss: what passes it can be what a network is trained for.
 *
 * @example
 * describeLoss(squaredError(), { target: 'number' });
 */
export function describeLoss(loss: Loss, examination: LossExamination): void {
  const { target: kind, golden = [], kernels = true } = examination;
  const { outputs = kind === 'class' ? 3 : 1 } = examination;
  const random = rng(`examine ${kind}`);
  const prediction = tensor(
    Array.from({ length: 5 }, () => Array.from({ length: outputs }, () => 2 * random.normal())),
  );
  const target = tensor(Array.from({ length: 5 }, () => targetOf[kind](random)));
  const lossOf = (p: Value, t: Value, w?: Value): number => numberOf(computed(loss.apply(p, t, w)));

  describe(`${loss.spec.kind} is a loss`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(loss) && isFrozenThroughout(loss.spec)).toBe(true);
      expect(JSON.parse(JSON.stringify(loss.spec))).toStrictEqual(loss.spec);
    });

    it('is one number, the mean of the losses of the rows', () => {
      expect(loss.apply(prediction, target).shape).toEqual([]);
      const each = [0, 1, 2, 3, 4].map((row) => lossOf(take(prediction, [row]), take(target, [row])));
      const mean = each.reduce((sum, l) => sum + l, 0) / 5;
      expect(offBy(lossOf(prediction, target), mean)).toBeLessThanOrEqual(1e-12);
      expect(new Set(each).size, 'rows of different losses').toBeGreaterThan(1);
    });

    it('has the derivative that differences show, with row weights and without', () => {
      const weights = tensor([1, 0.5, 2, 0, 3]);
      expect(gradientMismatches((p) => loss.apply(p, target), prediction)).toEqual([]);
      expect(gradientMismatches((p) => loss.apply(p, target, weights), prediction)).toEqual([]);
    });

    it('takes a row weight as that many rows', () => {
      const repeated = [0, 0, 1, 3, 3, 3, 4];
      const weighted = lossOf(prediction, target, tensor([2, 1, 0, 3, 1]));
      const plain = lossOf(take(prediction, repeated), take(target, repeated));
      expect(offBy(weighted, plain)).toBeLessThanOrEqual(1e-12);
    });

    it('is 0 where no row has weight, so that nothing moves', () => {
      const none = tensor([0, 0, 0, 0, 0]);
      expect(lossOf(prediction, target, none)).toBe(0);
      const { gradient } = valueAndGradient((p) => loss.apply(p, target, none), prediction);
      expect(gradient.data.every((g) => g === 0)).toBe(true);
    });

    it('falls on the way to the truth', () => {
      const path = [0, 0.25, 0.5, 0.75, 1].map((share) =>
        lossOf(towards[kind](target, share, outputs), target),
      );
      for (let i = 1; i < path.length; i++) expect(path[i]).toBeLessThan(path[i - 1]!);
    });

    it('refuses a target, a prediction and row weights of another shape by name', () => {
      const wrong: readonly (() => unknown)[] = [
        () => loss.apply(prediction, tensor([1, 0])),
        () => loss.apply(tensor([1, 0]), tensor([1, 0])),
        () => loss.apply(prediction, target, tensor([1, 0])),
        () => loss.apply(prediction, target, tensor([[1], [0], [0], [0], [0]])),
      ];
      for (const task of wrong) {
        expect(task).toThrow(FoldwiseError);
        expect(task).toThrow(`${loss.spec.kind}: expected`);
      }
    });

    it('trains alike by both executors, with row weights and without', () => {
      const rows = 67;
      const draw = rng('compiled');
      const data = {
        features: normals('features', [rows, 5]),
        target: tensor(Array.from({ length: rows }, () => Math.fround(targetOf[kind](draw)))),
      };
      const rowWeights = tensor(Array.from({ length: rows }, (_, i) => 0.5 + (i % 4)));
      const network = sequential(dense({ units: 17 }), tanh(), dense({ units: outputs }));
      const optimizer = sgd({ learningRate: 0.05 });
      const one = { network, loss, optimizer, data, batchSize: 16 };
      for (const each of [one, { ...one, data: { ...data, rowWeights } }]) {
        const { far, missing } = mismatchesOf(each);
        expect(far).toEqual([]);
        expect(kernels ? missing : []).toEqual([]);
      }
    });

    golden.forEach(({ from, loss: expected, gradient: slopes, ...example }, i) => {
      it(`agrees with ${from ?? 'what is known'}, ${i + 1}`, () => {
        const [p, t] = [tensor(example.prediction), tensor(example.target)];
        const w = example.rowWeights === undefined ? undefined : tensor(example.rowWeights);
        expect(offBy(lossOf(p, t, w), expected)).toBeLessThanOrEqual(1e-12);
        const { gradient } = valueAndGradient((at) => loss.apply(at, t, w), p);
        const known = slopes === undefined ? gradient : tensor(slopes);
        expect(gradient.shape).toEqual(known.shape);
        const off = known.data.map((slope, at) => offBy(gradient.data[at]!, slope));
        expect(Math.max(...off)).toBeLessThanOrEqual(1e-12);
      });
    });
  });
}

const targetOf = {
  number: (random: Rng) => random.normal(),
  positive: (random: Rng) => exp(random.normal()),
  binary: (random: Rng) => random.below(2),
  class: (random: Rng) => random.below(3),
};

/** How far a row is from the truth at the beginning of the way to it; never 0. */
const away = (row: number): number => row - 1.5;

/** Predictions between a wrong one and the truth: from a row's number off to the number, or from a wrong small logit to a right one. */
const towards = {
  number: (t: Tensor, share: number, outputs: number) =>
    predicted(t, outputs, (row) => t.data[row]! + (1 - share) * away(row)),
  positive: (t: Tensor, share: number, outputs: number) =>
    predicted(t, outputs, (row) => log(t.data[row]!) + (1 - share) * away(row)),
  binary: (t: Tensor, share: number, outputs: number) =>
    predicted(t, outputs, (row) => (t.data[row] === 1 ? 1 : -1) * (share - 0.5)),
  class: (t: Tensor, share: number, outputs: number) =>
    predicted(t, outputs, (row, column) => (t.data[row] === column ? 1 : -1) * (share - 0.5)),
};

function predicted(t: Tensor, outputs: number, at: (row: number, column: number) => number): Tensor {
  const rows = Array.from({ length: t.shape[0]! }, (_, row) => row);
  return tensor(rows.map((row) => Array.from({ length: outputs }, (_, column) => at(row, column))));
}

function take({ shape, data }: Tensor, rows: readonly number[]): Tensor {
  const size = data.length / shape[0]!;
  const taken = rows.flatMap((row) => Array.from(data.subarray(row * size, (row + 1) * size)));
  return tensor(taken, [rows.length, ...shape.slice(1)]);
}

/** The difference, relative to what was expected (or to 1). */
function offBy(got: number, expected: number): number {
  return Math.abs(got - expected) / Math.max(1, Math.abs(expected));
}
