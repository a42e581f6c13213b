import { expect, test } from 'vitest';
import { differingLeaves } from './differing-leaves.ts';

test('values that are no branches stand as they are; null is none', () => {
  expect(differingLeaves({ units: [8, null], shape: [[1], [2]] })).toEqual([
    ['units', [8, undefined]],
    ['shape', [[1], [2]]],
  ]);
});

test('of branches there is which one, and what differs in it', () => {
  const adam = { kind: 'adam', rate: 0.1, decay: 0 };
  expect(differingLeaves({ optimizer: [adam, { ...adam, rate: 0.2 }] })).toEqual([
    ['optimizer.adam.rate', [0.1, 0.2]],
  ]);
  expect(differingLeaves({ optimizer: [adam, { kind: 'sgd', inner: { kind: 'warm', steps: 3 } }] })).toEqual([
    ['optimizer', ['adam', 'sgd']],
    ['optimizer.adam.rate', [0.1, undefined]],
    ['optimizer.adam.decay', [0, undefined]],
    ['optimizer.sgd.inner', [undefined, 'warm']],
    ['optimizer.sgd.inner.warm.steps', [undefined, 3]],
  ]);
});
