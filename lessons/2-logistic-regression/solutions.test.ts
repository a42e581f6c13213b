import { expect, test } from 'vitest';
import { descend } from './descent.ts';
import { gradient, probability } from './logistic.ts';
import { madeUpExams } from './made-up-exams.ts';
import { newton } from './newton.ts';
import { costOfKnowingNothing, factorOfAStep, measuredSlope, secondScoreNeeded } from './solutions.ts';

test('exercise 1: a step multiplies the distance by 1 − 2η', () => {
  for (const rate of [0.01, 0.5, 0.9, 1.1]) {
    const [start, next] = descend(0, rate, 1);
    expect(next! - 3).toBeCloseTo(factorOfAStep(rate) * (start! - 3), 12);
  }
});

test('exercise 2: who knows nothing pays log 2', () => {
  const { rows, answers } = madeUpExams();
  expect(costOfKnowingNothing(rows, answers)).toBeCloseTo(Math.LN2, 14);
});

test('exercise 3: measured slopes are those of the formula', () => {
  const { rows, answers } = madeUpExams();
  const weights = [0.3, -0.7, 1.1];
  gradient(weights, rows, answers).forEach((slope, j) =>
    expect(measuredSlope(weights, rows, answers, j)).toBeCloseTo(slope, 9),
  );
});

test('exercise 4: with the score that is needed, the answer is a half', () => {
  const { rows, answers } = madeUpExams();
  const weights = newton(rows, answers);
  const needed = secondScoreNeeded(weights, -0.4);
  expect(probability(weights, [1, -0.4, needed])).toBeCloseTo(0.5, 12);
});
