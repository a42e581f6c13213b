import type { BlendDetails } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { blendText } from './blend.ts';

const blend: BlendDetails = {
  members: [
    { run: 'mlp-0a/3', predictions: '', weight: 0.75 },
    { run: 'mlp-0a/1', predictions: '', weight: 0.25 },
  ],
  considered: 5,
  method: { kind: 'caruana' },
  bias: null,
  post: null,
  nested: 0.085,
  raw: 0.084,
  single: { run: 'mlp-0a/3', nested: 0.0865, raw: 0.0861 },
  methods: [{ kind: 'caruana', nested: 0.085 }],
  postProcessors: [],
};
const output = { write: () => {}, columns: 100, isTTY: false, colour: false };

test('shows nested scores beside raw ones, and members by weight', () => {
  expect(blendText(blend, output)).toBe(`\
score                 nested       raw
blend               0.085000  0.084000
best run, mlp-0a/3  0.086500  0.086100

2 members of 5 runs by caruana

member    weight
mlp-0a/3  0.7500
mlp-0a/1  0.2500
`);
});

test('shows what to expect of the mean of the folds’ models, where it is known', () => {
  const single = { ...blend.single, averaged: 0.0853 };
  const methods = [
    { kind: 'arithmeticMean', nested: 0.0849, averaged: 0.0847 },
    { kind: 'caruana', nested: 0.085, averaged: 0.0845 },
  ];
  const text = blendText({ ...blend, averaged: 0.0846, single, methods }, output);
  expect(text).toContain(`
tried             nested  averaged
arithmeticMean  0.084900  0.084700
caruana *       0.085000  0.084500
`);
  expect(text.split('\n').slice(0, 4)).toEqual([
    'score                 nested       raw  averaged',
    'blend               0.085000  0.084000  0.084600',
    'best run, mlp-0a/3  0.086500  0.086100  0.085300',
    'averaged: what to expect of test rows, which the mean of the folds’ models predicts',
  ]);
});
