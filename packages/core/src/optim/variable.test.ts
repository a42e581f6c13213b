import { describe, expect, it } from 'vitest';
import { executorFor } from '../compiled/compiled-executor.ts';
import { normals, passOf } from '../compiled/testing/both.ts';
import { dense } from '../nn/layers/dense.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { zeros } from '../tensor/make.ts';
import { leavesOf } from '../tensor/tree.ts';
import { describeSchedule } from '../testing/describe-schedule.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { sgd } from './optimizers.ts';
import { variable } from './variable.ts';

describeSchedule(variable(0.5), { from: 'hand', values: [0.5, 0.5, 0.5] });

describe('a variable', () => {
  it('is what was set last', () => {
    const rate = variable(0.1);
    rate.set(0.05);
    expect([rate.value, rate.at(3, 10)]).toEqual([0.05, 0.05]);
    expect(rate.spec).toEqual({ kind: 'variable', start: 0.1 });
  });

  it.each([referenceExecutor, executorFor()])('is heeded from the next step on, by $name', (executor) => {
    const data = { features: normals('x', [8, 2]), target: normals('y', [8]) };
    const learningRate = variable(0.1);
    const start = { kernel: zeros([2, 1]), bias: zeros([1]) };
    const program = {
      network: dense({ units: 1 }),
      loss: squaredError(),
      optimizer: sgd({ learningRate }),
      totalSteps: 4,
    };
    const trainer = executor.trainer(program, start);
    const numbers = () => leavesOf(trainer.weights()).flatMap(({ leaf }) => [...leaf.data]);
    trainer.steps(passOf(data, 4), 0, 1);
    const after = numbers();
    expect(after.some((weight) => weight !== 0)).toBe(true);
    learningRate.set(0);
    trainer.steps(passOf(data, 4), 1, 2);
    expect(numbers()).toEqual(after);
  });

  it('refuses what cannot be a rate', () => {
    expect(() => variable(-1)).toThrow('variable: expected the start to be a number of at least 0, got -1');
    expect(() => variable(1).set(NaN)).toThrow(
      'variable.set: expected the value to be a number of at least 0, got NaN',
    );
  });
});
