import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable, sampleTarget } from '../testing/sample-table.ts';
import { kFold } from './k-fold.ts';
import { repeated } from './repeated.ts';

describeSplitter(repeated(kFold({ folds: 3 }), 2), { covering: false });

test('every row is held out as often as it says, in folds that differ', () => {
  const folds = repeated(kFold({ folds: 3 }), 4).split(sampleTable(), sampleTarget(), rng(0));
  const times = new Uint8Array(90);
  for (const { validation } of folds) for (const row of validation) times[row]!++;
  expect(times).toStrictEqual(new Uint8Array(90).fill(4));
  expect(new Set(folds.map(({ validation }) => validation.join())).size).toBe(12);
});

test.for([0, -1, 1.5, Number.NaN])('%s times is an error', (times) => {
  expect(() => repeated(kFold(), times)).toThrow(
    `repeated: expected times to be a whole number of at least 1, got ${times}`,
  );
});
