import { MlflowError } from '../mlflow-error.ts';

/** Text in the quotes of the server's filter language, which has no escapes. */
function quoted(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  throw new MlflowError('expected text with one kind of quotes at most, got both', {
    code: 'INVALID_PARAMETER_VALUE',
    where: 'the value of a tag in a filter',
    hint: 'look for a value without quotes',
  });
}

/**
 * A filter for runs that have all of these tags, as `runs.search` takes it.
 *
 * @example
 * tagEquals({ 'my.id': '7' }); // "tags.`my.id` = '7'"
 */
export function tagEquals(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `tags.\`${key}\` = ${quoted(value)}`)
    .join(' AND ');
}
