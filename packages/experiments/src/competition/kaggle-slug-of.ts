import { FoldwiseError } from '@foldwise/core';
import { kaggleSlug } from '@foldwise/data';
import type { Competition } from './define-competition.ts';

/**
 * What Kaggle calls a competition: the slug in its `url`, or its own name where it has no url.
 *
 * @throws FoldwiseError `input` where its url leads elsewhere.
 * @example
 * kaggleSlugOf(competition); // 'house-prices-advanced-regression-techniques'
 */
export function kaggleSlugOf({ name, url }: Pick<Competition, 'name' | 'url'>): string {
  if (url === undefined) return name;
  const slug = kaggleSlug(url);
  if (slug !== undefined) return slug;
  throw new FoldwiseError(`expected a competition of Kaggle, got one of ${url}`, {
    code: 'input',
    where: `competition "${name}"`,
    hint: 'where it is one, put its address into defineCompetition({ url }): https://www.kaggle.com/competitions/<slug>',
  });
}
