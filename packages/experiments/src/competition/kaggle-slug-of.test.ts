import { expect, test } from 'vitest';
import { kaggleSlugOf } from './kaggle-slug-of.ts';

test.each([
  [
    'https://www.kaggle.com/competitions/house-prices-advanced-regression-techniques',
    'house-prices-advanced-regression-techniques',
  ],
  ['https://www.kaggle.com/c/titanic/overview', 'titanic'],
  ['kaggle.com/competitions/playground-series-s3e5?tab=data', 'playground-series-s3e5'],
])('%s is %s', (url, slug) => {
  expect(kaggleSlugOf({ name: 'mine', url })).toBe(slug);
});

test('without an address it is the name; another address is none of Kaggle', () => {
  expect(kaggleSlugOf({ name: 'titanic' })).toBe('titanic');
  for (const url of ['https://example.org/competitions/titanic', 'https://www.kaggle.com/datasets/a/b']) {
    expect(() => kaggleSlugOf({ name: 'mine', url })).toThrow(
      `competition "mine": expected a competition of Kaggle, got one of ${url} — where it is one, put its address`,
    );
  }
});
