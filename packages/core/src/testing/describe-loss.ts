import { describe, expect, it } from 'vitest';
import { valueAndGradient } from '../autodiff/gradient.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Loss } from '../nn/losses/loss.ts';
import { rng } from '../random/rng.ts';
import { numberOf, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectGradient } from './expect-gradient.ts';

/** A batch whose loss is known from elsewhere: another library, a paper, by hand. */
export interface LossExample {
  readonly from?: string;
  readonly prediction: readonly (readonly number[])[];
  readonly target: readonly number[] | readonly (readonly number[])[];
  readonly rowWeights?: readonly number[];
  readonly loss: number;
  /** By the prediction. */
  readonly gradient?: readonly (readonly number[])[];
}

/** What a loss is examined with. */
export interface LossExamination {
  /** What a target is: a number, 0 or 1 with logits to predict it, or a class index with a logit a class. */
  readonly target: 'number' | 'binary' | 'class';
  readonly golden?: readonly LossExample[];
}

/**
 * The examination of a loss: what passes it can be what a network is trained for.
 *
 * @example
 * describeLoss(squaredError(), { target: 'number' });
 */
export function describeLoss(loss: Loss, { target: kind, golden = [] }: LossExamination): void {
  const outputs = kind === 'class' ? 3 : 1;
  const random = rng(`examine ${kind}`);
  const prediction = tensor(
    Array.from({ length: 5 }, () => Array.from({ length: outputs }, () => 2 * random.normal())),
  );
  const target = tensor(Array.from({ length: 5 }, () => targetOf[kind](random)));
  const lossOf = (p: Value, t: Value, w?: Value): number => numberOf(loss.apply(p, t, w) as Tensor);

  describe(`${loss.spec.kind} is a loss`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(loss) && Object.isFrozen(loss.spec)).toBe(true);
      expect(JSON.parse(JSON.stringify(loss.spec))).toEqual(loss.spec);
    });

    it('is one number, the mean of the losses of the rows', () => {
      expect(loss.apply(prediction, target).shape).toEqual([]);
      const each = [0, 1, 2, 3, 4].map((row) => lossOf(take(prediction, [row]), take(target, [row])));
      expectClose(lossOf(prediction, target), each.reduce((sum, l) => sum + l, 0) / 5);
      expect(new Set(each).size, 'rows of different losses').toBeGreaterThan(1);
    });

    it('has the derivative that differences show, with row weights and without', () => {
      const weights = tensor([1, 0.5, 2, 0, 3]);
      expectGradient((p) => loss.apply(p, target), prediction);
      expectGradient((p) => loss.apply(p, target, weights), prediction);
    });

    it('takes a row weight as that many rows', () => {
      const repeated = [0, 0, 1, 3, 3, 3, 4];
      expectClose(
        lossOf(prediction, target, tensor([2, 1, 0, 3, 1])),
        lossOf(take(prediction, repeated), take(target, repeated)),
      );
    });

    it('is 0 where no row has weight, so that nothing moves', () => {
      const none = tensor([0, 0, 0, 0, 0]);
      expect(lossOf(prediction, target, none)).toBe(0);
      const { gradient } = valueAndGradient((p) => loss.apply(p, target, none), prediction);
      expect(gradient.data.every((g) => g === 0)).toBe(true);
    });

    it('falls on the way to the truth', () => {
      const nearer = (share: number): number => lossOf(towards[kind](prediction, target, share), target);
      const path = [0, 0.25, 0.5, 0.75].map(nearer);
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

    golden.forEach((example, i) => {
      it(`agrees with ${example.from ?? 'what is known'}, ${i + 1}`, () => {
        const [p, t] = [tensor(example.prediction), tensor(example.target)];
        const w = example.rowWeights === undefined ? undefined : tensor(example.rowWeights);
        expectClose(lossOf(p, t, w), example.loss);
        if (example.gradient === undefined) return;
        const { gradient } = valueAndGradient((at) => loss.apply(at, t, w), p);
        tensor(example.gradient).data.forEach((expected, at) => expectClose(gradient.data[at]!, expected));
      });
    });
  });
}

const targetOf = {
  number: (random: { normal(): number }) => random.normal(),
  binary: (random: { below(bound: number): number }) => random.below(2),
  class: (random: { below(bound: number): number }) => random.below(3),
};

/** A prediction moved towards the truth: to the number itself, or to a moderate logit of the right sign or class. */
const towards = {
  number: (p: Tensor, t: Tensor, share: number) => mixed(p, share, (row) => t.data[row]!),
  binary: (p: Tensor, t: Tensor, share: number) => mixed(p, share, (row) => (t.data[row] === 1 ? 2 : -2)),
  class: (p: Tensor, t: Tensor, share: number) =>
    mixed(p, share, (row, column) => (t.data[row] === column ? 2 : -2)),
};

function mixed(p: Tensor, share: number, goal: (row: number, column: number) => number): Tensor {
  const outputs = p.shape[1]!;
  const data = p.data.map((z, i) => z + share * (goal(Math.floor(i / outputs), i % outputs) - z));
  return tensor(data, p.shape);
}

function take({ shape, data }: Tensor, rows: readonly number[]): Tensor {
  const size = data.length / shape[0]!;
  return tensor(
    rows.flatMap((row) => [...data.slice(row * size, (row + 1) * size)]),
    [rows.length, ...shape.slice(1)],
  );
}

function expectClose(got: number, expected: number): void {
  expect(Math.abs(got - expected), `${got} against ${expected}`).toBeLessThanOrEqual(
    1e-12 * Math.max(1, Math.abs(expected)),
  );
}
