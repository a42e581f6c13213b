/**
 * The slug in the address of a competition of Kaggle, as a browser shows it; undefined for any other text.
 *
 * @example
 * kaggleSlug('https://www.kaggle.com/competitions/titanic/data'); // 'titanic'
 */
export function kaggleSlug(address: string): string | undefined {
  return /^(?:https?:\/\/)?(?:www\.)?kaggle\.com\/(?:competitions|c)\/([a-z0-9][\w-]*)/i.exec(address)?.[1];
}

/** Where a person reads about a competition, or accepts its rules (`page`: `rules`). */
export function kaggleAddress(slug: string, page?: string): string {
  return `https://www.kaggle.com/competitions/${slug}${page === undefined ? '' : `/${page}`}`;
}
