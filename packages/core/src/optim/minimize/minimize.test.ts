import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  add,
  exp,
  log,
  matmul,
  mean,
  multiply,
  sigmoid,
  slice,
  softplus,
  square,
  subtract,
  sum,
} from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { ones, statistic, tensor, zeros } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import recorded from '../fixtures/scipy.json' with { type: 'json' };
import { bfgs } from './bfgs.ts';
import { lbfgs } from './lbfgs.ts';
import { minimize } from './minimize.ts';

const methods = [bfgs(), lbfgs(), lbfgs({ memory: 3 })];
const named = methods.map((method) => [JSON.stringify(method.spec), method] as const);

/** Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)². */
function rosenbrock(x: Value): Value {
  const size = x.shape[0]!;
  const [these, next] = [slice(x, 0, 0, size - 1), slice(x, 0, 1, size)];
  const valley = multiply(square(subtract(next, square(these))), 100);
  return sum(add(valley, square(subtract(1, these))));
}

/** Mean cross-entropy of z = x·w + b, λ/2·Σw² beside it. */
function logisticCost(features: Tensor, target: Tensor, decay: number) {
  return ({ w, b }: { readonly w: Value; readonly b: Value }): Value => {
    const z = add(matmul(features, w), b);
    const cost = mean(subtract(softplus(z), multiply(target, z)));
    return add(cost, multiply(sum(square(w)), decay / 2));
  };
}

function furthest(got: Tensor, wanted: readonly number[]): number {
  return Math.max(...wanted.map((number, i) => Math.abs(got.data[i]! - number)));
}

describe.each(named)('%s', (_, method) => {
  it.each(recorded.rosenbrock)(
    'finds the minimum of Rosenbrock’s valley from $start',
    ({ start, value, at }) => {
      expect(computed(rosenbrock(tensor(start))).data[0]).toBeCloseTo(value, 12);
      const found = minimize(rosenbrock, tensor(start), { method, tolerance: 1e-8 });
      expect(found.state).toBe('converged');
      expect(found.gradient).toBeLessThanOrEqual(1e-8);
      expect(furthest(found.at, at)).toBeLessThan(1e-7);
      expect(found.value).toBeLessThan(1e-15);
    },
  );

  it('finds the logistic regression that SciPy finds', () => {
    const { features, target, decay, at, value } = recorded.logistic;
    const cost = logisticCost(tensor(features), tensor(target.map((t) => [t])), decay);
    const found = minimize(cost, { w: zeros([3, 1]), b: zeros([1]) }, { method, tolerance: 1e-9 });
    expect(found.state).toBe('converged');
    expect(found.value).toBeCloseTo(value, 12);
    expect(furthest(found.at.w, at.slice(0, 3))).toBeLessThan(1e-7);
    expect(furthest(found.at.b, at.slice(3))).toBeLessThan(1e-7);
  });

  const { x, y, starts } = recorded.sleep;
  it.each(Object.entries(starts))('learns hours of sleep and study from seed %s', (seed, start) => {
    const cost = ({ hidden, output }: { readonly hidden: Value; readonly output: Value }): Value =>
      multiply(sum(square(subtract(predict(hidden, output), tensor(y)))), 0.5);
    const predict = (hidden: Value, output: Value): Value =>
      sigmoid(matmul(sigmoid(matmul(tensor(x), hidden)), output));
    const from = { hidden: tensor(start.hidden), output: tensor(start.output) };
    expect(computed(cost(from)).data[0]).toBeCloseTo(start.cost, 15);
    const found = minimize(cost, from, { method, steps: 200, tolerance: 1e-7 });
    expect(found.value).toBeLessThan(1e-8);
    const learned = computed(predict(found.at.hidden, found.at.output));
    expect(furthest(learned, y.flat())).toBeLessThan(1e-3);
  });
});

const shared = new URL('../../../../../../shared/references/seeds/ng/ex2data1.txt', import.meta.url);

describe.skipIf(!existsSync(shared))('exam scores (skipped where ../shared/references is absent)', () => {
  it.each(named)('%s finds the optimum of the course', (_, method) => {
    const rows = readFileSync(shared, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number));
    const features = tensor(rows.map((row) => row.slice(0, 2)));
    const target = tensor(rows.map((row) => row.slice(2)));
    const cost = logisticCost(features, target, 0);
    const { at, value } = minimize(cost, { w: zeros([2, 1]), b: zeros([1]) }, { method, tolerance: 1e-9 });
    expect(value).toBeCloseTo(0.20349770158943997, 13);
    expect(furthest(at.b, [-25.16133356664])).toBeLessThan(1e-6);
    expect(furthest(at.w, [0.206231713294, 0.201471600442])).toBeLessThan(1e-8);
  });
});

describe('minimize', () => {
  it('leaves statistics as they are, and keeps the form of the tree', () => {
    const start = { layers: [{ w: tensor([5, -3]) }], seen: statistic(ones([2])) };
    const found = minimize((at) => sum(square(subtract(at.layers[0]!.w, at.seen))), start);
    expect(found.at.seen).toBe(start.seen);
    expect(furthest(found.at.layers[0]!.w, [1, 1])).toBeLessThan(1e-5);
  });

  it('counts steps and evaluations, and tells of every step', () => {
    const told: number[] = [];
    const { steps, evaluations, state, value } = minimize(rosenbrock, tensor([-1.2, 1]), {
      steps: 5,
      onStep: (record) => told.push(record.value),
    });
    expect([steps, state]).toEqual([5, 'out-of-steps']);
    expect(evaluations).toBeGreaterThanOrEqual(6);
    expect(told).toHaveLength(5);
    expect(told.at(-1)).toBe(value);
    expect(told.toSorted((a, b) => b - a)).toEqual(told);
  });

  it('does nothing where it starts at the minimum', () => {
    const found = minimize(rosenbrock, tensor([1, 1]));
    expect([found.steps, found.evaluations, found.state]).toEqual([0, 1, 'converged']);
  });

  it('turns back from where the function is no number', () => {
    // Nearly straight from 3 down to 0.01, and no number below 0, where the fourth trial of the first step leads.
    const f = (x: Value): Value => sum(subtract(x, multiply(log(x), 0.01)));
    const found = minimize(f, tensor([3]), { tolerance: 1e-9 });
    expect(found.at.data[0]).toBeCloseTo(0.01, 9);
  });

  it('says that a function without a minimum ran out of steps or stalled', () => {
    expect(minimize((x) => sum(x), tensor([0]), { steps: 20 }).state).toBe('out-of-steps');
    expect(minimize((x) => sum(exp(x)), tensor([0]), { tolerance: 0, steps: 50 }).state).not.toBe(
      'converged',
    );
  });

  it('refuses what cannot be', () => {
    expect(() => minimize((x) => sum(log(x)), tensor([-1]))).toThrow(
      'minimize: expected a finite value and gradient at the start, got NaN — start from smaller weights, or scale the features',
    );
    expect(() => minimize(rosenbrock, tensor([1, 2]), { tolerance: -1 })).toThrow(
      'minimize: expected tolerance to be a number of at least 0, got -1',
    );
    expect(() => minimize(rosenbrock, tensor([1, 2]), { steps: 0 })).toThrow(
      'minimize: expected steps to be a number of at least 1, got 0',
    );
    expect(() => lbfgs({ memory: 0 })).toThrow('lbfgs: expected memory to be a number of at least 1, got 0');
    expect(() => lbfgs({ memory: 1.5 })).toThrow('lbfgs: expected memory to be a whole number, got 1.5');
  });
});
