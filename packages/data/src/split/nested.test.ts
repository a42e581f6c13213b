import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable, sampleTarget } from '../testing/sample-table.ts';
import { kFold } from './k-fold.ts';
import { nested } from './nested.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

const splitter = nested({ outer: kFold({ folds: 3 }), inner: stratifiedKFold({ folds: 4 }) });

describeSplitter(splitter);

test('inner folds cut the training rows of their outer fold, and none of its validation rows', () => {
  const folds = splitter.split(sampleTable(), sampleTarget(), rng(0));
  expect(folds.map(({ inner }) => inner.length)).toStrictEqual([4, 4, 4]);
  for (const { train, inner } of folds) {
    expect(Uint32Array.from(inner.flatMap(({ validation }) => [...validation])).toSorted()).toStrictEqual(
      train,
    );
    for (const fold of inner) {
      expect(Uint32Array.of(...fold.train, ...fold.validation).toSorted()).toStrictEqual(train);
    }
  }
  expect(Object.isFrozen(folds[0]!.inner)).toBe(true);
});

test('too few rows inside are an error of the inner splitter', () => {
  const many = nested({ outer: kFold({ folds: 3 }), inner: kFold({ folds: 80 }) });
  expect(() => many.split(sampleTable(), sampleTarget(), rng(0))).toThrow(
    'kFold: expected at least 80 rows for 80 folds, got 60',
  );
});
