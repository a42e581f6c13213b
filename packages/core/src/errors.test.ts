import { describe, expect, it } from 'vitest';
import { didYouMean, FoldwiseError, messageOf } from './errors.ts';

describe('FoldwiseError', () => {
  it('says in one line where, what was expected and what came, and the next step', () => {
    const parts = { code: 'input', where: 'kFold', hint: 'pass folds: 5' } as const;
    expect(new FoldwiseError('expected folds of at least 2, got 1', parts).message).toBe(
      'kFold: expected folds of at least 2, got 1 — pass folds: 5',
    );
    expect(new FoldwiseError('expected a number', { code: 'data' }).message).toBe('expected a number');
  });
});

describe('didYouMean', () => {
  it.each([
    ['age', ['Age', 'Fare'], 'did you mean "Age"?'],
    ['lernRate', ['learningRate', 'learnRate'], 'did you mean "learnRate"?'],
    ['zebra', ['Age', 'Fare'], 'there is "Age", "Fare"'],
    ['zebra', [], 'there is none'],
    ['y', ['a', 'b'], 'there is "a", "b"'],
    ['ab', ['xy', 'ac'], 'did you mean "ac"?'],
    ['SalePric', ['Id', 'LotArea'], 'there is "Id", "LotArea"'],
  ])('of %s among %j', (name, known, answer) => {
    expect(didYouMean(name, known)).toBe(answer);
  });

  it('shows at most twelve names, and of a long one the beginning', () => {
    const many = Array.from({ length: 15 }, (_, i) => `column${i}`);
    expect(didYouMean('zebra', many)).toMatch(/"column11" and 3 more$/);
    expect(didYouMean('zebra', ['D'.repeat(5000)])).toBe(`there is "${'D'.repeat(60)}…"`);
  });
});

describe('messageOf', () => {
  it.each([
    [new TypeError('no such thing'), 'no such thing'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('of %s is what it says', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});
