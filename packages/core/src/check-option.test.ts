import { expect, test } from 'vitest';
import { heNormal } from './nn/initializers/he.ts';
import { normalWeights } from './nn/initializers/normal-weights.ts';
import { batchNorm } from './nn/layers/batch-norm.ts';
import { dense } from './nn/layers/dense.ts';
import { dropout } from './nn/layers/dropout.ts';
import { crossEntropy } from './nn/losses/cross-entropy.ts';

/** What only a file that is run without a type check can pass. */
function unchecked(value: unknown): never {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as never;
}

test('a misspelt option is refused with the one that was meant', () => {
  expect(() => dense(unchecked({ unit: 8 }))).toThrow(
    'dense: expected no option "unit", got one — did you mean "units"?',
  );
  expect(() => batchNorm(unchecked({ momentun: 0.2 }))).toThrow('did you mean "momentum"?');
  expect(() => crossEntropy(unchecked({ smoothing: 0.1 }))).toThrow(
    'crossEntropy: expected no option "smoothing"',
  );
  expect(() => normalWeights(unchecked({ sd: 0.1 }))).toThrow(
    'normalWeights: expected no option "sd", got one — did you mean "std"?',
  );
});

test('options that are none are refused with how to pass them', () => {
  expect(() => dense(unchecked(64))).toThrow(
    'dense: expected an object of options, got 64 — pass { units: … }',
  );
  expect(() => dense(unchecked(undefined))).toThrow('dense: expected an object of options, got undefined');
});

test('a value of the wrong type is shown as what it is', () => {
  expect(() => dense(unchecked({ units: '64' }))).toThrow(
    'expected units to be an integer of at least 1, got "64" — pass for example units: 16',
  );
  expect(() => dense(unchecked({ units: 4, bias: 'no' }))).toThrow(
    'dense: expected bias to be true or false, got "no"',
  );
  expect(() => dropout(unchecked({ rate: 0.5 }))).toThrow(
    'dropout: expected the rate to be a number of at least 0 and below 1, got an object',
  );
});

test('an initialiser that was not called is refused', () => {
  expect(() => dense({ units: 4, kernelInit: unchecked(heNormal) })).toThrow(
    'dense: expected kernelInit to be an initialiser, got a value of type function — pass what a maker returns: heNormal(), not heNormal',
  );
});
