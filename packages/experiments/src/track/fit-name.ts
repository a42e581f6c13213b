import { escapeName, limits } from 'mlflow-js-client';
import { sha256Of } from '../journal/canonical-json.ts';

/** The first characters of a text, with the beginning of the hash of all of it where that is not all. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 9)}~${sha256Of(text).slice(0, 8)}`;
}

/**
 * A name of the journal as a key of MLflow: `map@3` is `map_at_3`, other characters that it refuses are `_x2C_` and the like, a `/`
 * too (it would be a folder), and what is too long ends in a hash. `unescapeName` of mlflow-js-client gives the name back.
 *
 * @example
 * fitName('map@3'); // 'map_at_3'
 */
export function fitName(name: string): string {
  return cut(escapeName(name).replaceAll('/', '_x2F_'), limits.nameLength - 30) || '_';
}

/** A value of a param: longer ones MLflow would cut without a word, and here they end in the hash of all of it. */
export function fitParam(value: string): string {
  return cut(value, limits.paramValueLength - 1);
}

/** A value of a tag. */
export function fitTag(value: string): string {
  return cut(value, limits.tagValueLength - 1);
}
