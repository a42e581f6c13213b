import { expect, test } from 'vitest';
import type { Clock } from '../optim/rule.ts';
import { flatCosine, linear } from '../optim/schedules.ts';
import { randomKey } from '../random/random-key.ts';
import { rng } from '../random/rng.ts';
import { ones, scalar, tensor } from '../tensor/make.ts';
import { computed } from '../testing/computed.ts';
import { sgd } from '../optim/optimizers.ts';
import { train } from '../train/train.ts';
import { evaluation } from './evaluation.ts';
import { sequential } from './combine/sequential.ts';
import { dense } from './layers/dense.ts';
import { dropout } from './layers/dropout.ts';
import { binaryCrossEntropy } from './losses/binary-cross-entropy.ts';
import { crossEntropy } from './losses/cross-entropy.ts';

const clockAt = (step: number): Clock => ({
  at: (rate) => scalar(typeof rate === 'number' ? rate : rate.at(step, 10)),
});
const falling = linear({ start: 0.4, end: 0 });

test('dropout by a schedule is, at each step, dropout by the rate of that step', () => {
  const x = ones([8, 8]);
  for (const step of [0, 5, 9]) {
    const moment = { ...evaluation, ...clockAt(step), training: true, random: randomKey(4) };
    expect(dropout(falling).apply([], x, moment)).toEqual(dropout(falling.at(step, 10)).apply([], x, moment));
  }
  expect(dropout(falling).apply([], x, evaluation)).toBe(x);
});

test('a scheduled rate past its range is refused by name', () => {
  const moment = { ...evaluation, at: () => scalar(1), training: true };
  expect(() => dropout(falling).apply([], ones([1]), moment)).toThrow('dropout: expected a rate');
});

test('label smoothing by a schedule is that of the step', () => {
  const [logits, binary] = [tensor([[0.2, -1, 3]]), tensor([[0.7]])];
  for (const step of [0, 3]) {
    const value = falling.at(step, 10);
    const scheduled = crossEntropy({ labelSmoothing: falling });
    const at = (loss: typeof scheduled) =>
      computed(loss.apply(logits, tensor([1]), undefined, clockAt(step))).data[0]!;
    expect(at(scheduled)).toBeCloseTo(at(crossEntropy({ labelSmoothing: value })), 14);
    const ofBinary = (labelSmoothing: typeof falling | number) =>
      computed(binaryCrossEntropy({ labelSmoothing }).apply(binary, tensor([1]), undefined, clockAt(step)))
        .data[0]!;
    expect(ofBinary(falling)).toBeCloseTo(ofBinary(value), 14);
  }
  expect(() => crossEntropy({ labelSmoothing: falling }).apply(logits, tensor([1]))).toThrow(
    'crossEntropy: expected a clock to tell the scheduled labelSmoothing by, got none',
  );
});

test('evaluation has no step, so a schedule has no value in it', () => {
  expect(evaluation.at(3)).toEqual(scalar(3));
  expect(() => evaluation.at(falling)).toThrow(
    'evaluation: expected a number, got the schedule "linear": there is no step',
  );
});

test('the training loop tells layers and losses the same step as the optimiser', async () => {
  const asked: number[] = [];
  const watched = (kind: string) => ({
    spec: { kind },
    at: (step: number) => {
      asked.push(step);
      return 0.1;
    },
  });
  await train({
    network: sequential(dropout(watched('rate')), dense({ units: 2 })),
    loss: crossEntropy({ labelSmoothing: watched('smoothing') }),
    optimizer: sgd({ learningRate: watched('learning rate') }),
    data: { features: ones([4, 2]), target: tensor([0, 1, 1, 0]) },
    batchSize: 2,
    epochs: 2,
    rng: rng(1),
  });
  expect(asked).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
});

test('schedules stand in the specs', () => {
  const schedule = flatCosine({ start: 0.15 });
  expect(dropout(schedule).spec['rate']).toEqual(schedule.spec);
  expect(crossEntropy({ labelSmoothing: schedule }).spec['labelSmoothing']).toEqual(schedule.spec);
});
