import { categoryColumn, numberColumn } from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { encodeTarget } from './encode-target.ts';
import { binary, multiclass, regression } from './task.ts';

const labels = (...cells: (string | null)[]) => categoryColumn('label', cells);
const yesNo = binary({ positive: 'yes', negative: 'no' });

describe('encodeTarget', () => {
  it('gives 1 for the positive class, the index of a class, or the number', () => {
    expect([...encodeTarget(yesNo, labels('no', 'yes', 'no'))]).toEqual([0, 1, 0]);
    expect([...encodeTarget(multiclass(['c', 'a', 'b']), labels('a', 'b', 'c'))]).toEqual([1, 2, 0]);
    expect([...encodeTarget(regression(), numberColumn('y', [1.5, -2]))]).toEqual([1.5, -2]);
    expect([...encodeTarget(regression(), labels('1.5', '326'))]).toEqual([1.5, 326]);
  });

  it('matches classes with a number column by value', () => {
    expect([...encodeTarget(multiclass(['3', '4.0']), numberColumn('y', [4, 3]))]).toEqual([1, 0]);
  });

  it.each([
    [
      () => encodeTarget(yesNo, labels('no', null), { ids: ['007', '008'] }),
      'target "label": expected a target in every training row, got a missing cell in row 2 (id "008") — remove the rows without a target',
    ],
    [
      () => encodeTarget(yesNo, labels('no', 'Yes')),
      'target "label": expected one of the 2 classes of the task, got "Yes" in row 2 — did you mean "yes"?',
    ],
    [
      () => encodeTarget(yesNo, labels('no', 'no')),
      'expected a target that varies, got "no" in all 2 rows: there is nothing to learn',
    ],
    [() => encodeTarget(yesNo, labels()), 'expected training rows, got none'],
    [
      () => encodeTarget(multiclass(['a', 'b', 'c']), labels('a', 'b')),
      'expected a training row of every class, got none of "c"',
    ],
    [
      () => encodeTarget(regression(), labels('1', 'two')),
      'expected numbers, got "two" in row 2 — use the task multiclass(…) or binary(…) for a target of labels',
    ],
    [
      () => encodeTarget(regression(), numberColumn('y', [5, 5])),
      'expected a target that varies, got 5 in all 2 rows',
    ],
    [
      () => encodeTarget(regression({ scale: 'log1p' }), numberColumn('y', [5, -1])),
      'expected a target of at least 0 on the log1p scale, got -1 in row 2 — use regression() without a scale',
    ],
  ])('refuses what cannot be learned from', (encode, message) => {
    expect(encode).toThrow(message);
  });

  it('does not ask labels that are only scored against to be complete', () => {
    expect([...encodeTarget(yesNo, labels('no', 'no'), { complete: false })]).toEqual([0, 0]);
  });
});
