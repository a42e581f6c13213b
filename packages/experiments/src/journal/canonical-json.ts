import { hash } from 'node:crypto';
import { FoldwiseError, type Json } from '@foldwise/core';

/** Begins the text of a number that JSON cannot hold; a string that begins with it gets a second one. */
const tag = '~';

function numberText(value: number): string {
  if (Number.isFinite(value) && !Object.is(value, -0)) return String(value);
  return JSON.stringify(tag + (Object.is(value, -0) ? '-0' : String(value)));
}

/** `Array.isArray` does not see that a readonly array is one. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An object that is being written, and the key of what of it is: where something is wrong, they say where. */
interface Inside {
  readonly object: object;
  readonly above: Inside | undefined;
  key: string;
}

function refuse(what: string, inside: Inside | undefined): never {
  const path: string[] = [];
  for (let each = inside; each !== undefined; each = each.above) path.unshift(each.key);
  throw new FoldwiseError(`expected plain data that JSON can hold, got ${what}`, {
    code: 'input',
    where: path.length === 0 ? 'canonicalJson' : `canonicalJson at ${path.join('.')}`,
    hint: 'turn it into numbers, strings, booleans, null, arrays and plain objects first',
  });
}

function arrayText(items: readonly unknown[], inside: Inside): string {
  let text = '';
  // By index, which visits holes too.
  for (let i = 0; i < items.length; i++) {
    inside.key = String(i);
    text += (i === 0 ? '' : ',') + textOf(items[i], inside);
  }
  return `[${text}]`;
}

function membersText(value: Readonly<Record<string, unknown>>, inside: Inside): string {
  let text = '';
  // Without a comparison of its own, sorting is by UTF-16 code unit.
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    inside.key = key;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(member, inside)}`;
  }
  return `{${text}}`;
}

function objectText(value: object, above: Inside | undefined): string {
  for (let each = above; each !== undefined; each = each.above)
    if (each.object === value) refuse('an object that contains itself', above);
  const inside = { object: value, above, key: '' };
  if (Array.isArray(value)) return arrayText(value, inside);
  if (!isPlain(value)) refuse(`an instance of ${value.constructor.name}`, above);
  return membersText(value, inside);
}

function textOf(value: unknown, inside?: Inside): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value.startsWith(tag) ? tag + value : value);
  if (typeof value === 'object') return objectText(value, inside);
  return refuse(value === undefined ? 'undefined' : `a ${typeof value}`, inside);
}

/**
 * The one text of a value: keys sorted by UTF-16 code unit, no white space, so that equal values give equal bytes.
 *
 * JSON has no NaN, ±Infinity and −0: they become the strings `"~NaN"`, `"~Infinity"`, `"~-Infinity"` and `"~-0"`, and a string that
 * begins with `~` gets a second one, so nothing is lost: `parseCanonicalJson` gives the same value back. A member that is `undefined`
 * is left out, as `JSON.stringify` does.
 *
 * @throws FoldwiseError (`input`) for what is not plain data: functions, class instances, symbols, bigints, cycles.
 * @example
 * canonicalJson({ b: NaN, a: [1, 'x'] }); // '{"a":[1,"x"],"b":"~NaN"}'
 */
export function canonicalJson(value: unknown): string {
  return textOf(value);
}

function tagged(text: string): number {
  const value = Number(text.slice(tag.length));
  // Number() reads anything unknown as NaN.
  if (numberText(value) !== JSON.stringify(text))
    throw new SyntaxError(`expected a number after ${tag}, got ${text}`);
  return value;
}

function revive(value: Json): Json {
  if (typeof value === 'string') {
    if (!value.startsWith(tag)) return value;
    return value[1] === tag ? value.slice(1) : tagged(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(revive);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revive(member)]));
}

/**
 * Reads what `canonicalJson` wrote, NaN, ±Infinity and −0 included.
 *
 * @throws SyntaxError where the text is not JSON, or a tag is not one of the four.
 * @example
 * parseCanonicalJson('{"a":"~-0"}'); // { a: -0 }
 */
export function parseCanonicalJson(text: string): Json {
  const value: Json = JSON.parse(text);
  // Most texts have no tag, and need no second walk.
  return text.includes(`"${tag}`) ? revive(value) : value;
}

/**
 * The sha256 of bytes (of the UTF-8 of a string), as 64 hexadecimal digits.
 *
 * @example
 * sha256Of('abc'); // 'ba7816bf…'
 */
export function sha256Of(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * The sha256 of a value's canonical JSON: the same for the same value whatever the order of its keys.
 *
 * @example
 * hashOf({ a: 1, b: 2 }) === hashOf({ b: 2, a: 1 }); // true
 */
export function hashOf(value: unknown): string {
  return sha256Of(canonicalJson(value));
}
