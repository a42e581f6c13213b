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

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(what: string, path: string): never {
  throw new FoldwiseError(`expected plain data that JSON can hold, got ${what}`, {
    code: 'input',
    where: path === '' ? 'canonicalJson' : `canonicalJson at ${path.slice(1)}`,
    hint: 'turn it into numbers, strings, booleans, null, arrays and plain objects first',
  });
}

function objectText(value: object, path: string, above: readonly object[]): string {
  if (above.includes(value)) refuse('an object that contains itself', path);
  const inside = [...above, value];
  if (Array.isArray(value)) {
    // Array.from visits holes too, which map would leave out.
    return `[${Array.from(value, (item: unknown, i) => textOf(item, `${path}.${i}`, inside)).join(',')}]`;
  }
  if (!isPlain(value)) refuse(`an instance of ${value.constructor.name}`, path);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${textOf(member, `${path}.${key}`, inside)}`).join(',')}}`;
}

function textOf(value: unknown, path: string, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value.startsWith(tag) ? tag + value : value);
  if (typeof value === 'object') return objectText(value, path, above);
  return refuse(value === undefined ? 'undefined' : `a ${typeof value}`, path);
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
  return textOf(value, '', []);
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
