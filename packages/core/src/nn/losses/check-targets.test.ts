import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryFocal } from './binary-focal.ts';
import { gammaDeviance } from './gamma-deviance.ts';
import { hinge } from './hinge.ts';
import type { Loss } from './loss.ts';
import { meanOverMembers } from './mean-over-members.ts';
import { poissonDeviance } from './poisson-deviance.ts';
import { squaredError } from './squared-error.ts';
import { sumOfLosses } from './sum-of-losses.ts';
import { tweedieDeviance } from './tweedie-deviance.ts';

const cases: readonly (readonly [loss: Loss, fine: number[], wrong: number, message: string])[] = [
  [
    binaryCrossEntropy(),
    [0, 0.3, 1],
    -1,
    'binaryCrossEntropy: expected targets from 0 to 1, got -1 in row 1 of the target — number two classes 0 and 1; for other numbers take squaredError()',
  ],
  [binaryFocal(), [0, 1], 2, 'binaryFocal: expected targets from 0 to 1, got 2 in row 1 of the target'],
  [
    hinge(),
    [0, 1],
    -1,
    'hinge: expected targets of 0 and 1, got -1 in row 1 of the target — number the two classes 0 and 1, not −1 and 1',
  ],
  [poissonDeviance(), [0, 7.5], -2, 'poissonDeviance: expected targets of at least 0, got -2 in row 1'],
  [tweedieDeviance(), [0, 7.5], -2, 'tweedieDeviance: expected targets of at least 0, got -2 in row 1'],
  [
    gammaDeviance(),
    [0.1, 7.5],
    0,
    'gammaDeviance: expected targets above 0, got 0 in row 1 of the target — where some are 0 take tweedieDeviance()',
  ],
];

test.each(cases)('$0.spec.kind refuses targets that it has no meaning for', (loss, fine, wrong, message) => {
  expect(() => loss.checkTarget?.(tensor(fine))).not.toThrow();
  expect(() => loss.checkTarget?.(tensor([fine[0]!, wrong]))).toThrow(message);
  const rows = tensor([
    [fine[0]!, fine[1]!],
    [fine[0]!, wrong],
  ]);
  expect(() => loss.checkTarget?.(rows)).toThrow('in row 1 of the target');
});

test('a loss of members asks the loss inside, where it asks anything', () => {
  expect(() => meanOverMembers(hinge()).checkTarget?.(tensor([0, 3]))).toThrow(
    'meanOverMembers > hinge: expected targets of 0 and 1, got 3 in row 1',
  );
  expect('checkTarget' in meanOverMembers(squaredError())).toBe(false);
});

test('a sum of losses asks each for its own columns', () => {
  const loss = sumOfLosses([
    { loss: squaredError(), outputs: 2, targets: 2 },
    { loss: hinge(), outputs: 1 },
  ]);
  const fine = [
    [-5, 9, 1],
    [4, 3, 0],
  ];
  expect(() => loss.checkTarget?.(tensor(fine))).not.toThrow();
  expect(() => loss.checkTarget?.(tensor([fine[0]!, [0, 1, 2]]))).toThrow(
    'sumOfLosses[1] > hinge: expected targets of 0 and 1, got 2 in row 1',
  );
});
