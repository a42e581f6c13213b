import { lengthOf, limits } from './limits.ts';
import { MlflowError } from './mlflow-error.ts';

/** Python's `\w` and the others that the server allows; the colon is refused by servers on Windows. */
const allowed = /^[/\p{L}\p{N}_.\- :]+$/u;

/** Whether a path would be another one when tidied up, as the server's `posixpath.normpath` would. */
function isUntidyPath(name: string): boolean {
  return name.split('/').some((part) => part === '' || part === '.' || part === '..');
}

/** Why a server would refuse a name, or nothing. */
function faultOf(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (lengthOf(name) > limits.nameLength) return `it has ${lengthOf(name)} characters`;
  if (!allowed.test(name)) {
    const strange = Array.from(name).find((character) => !allowed.test(character));
    return `it contains ${JSON.stringify(strange)}`;
  }
  if (isUntidyPath(name)) return 'it is no tidy path';
  return undefined;
}

/**
 * Throws where a server would refuse the key of a metric, param or tag: at most 250 letters, digits, `_`, `-`, `.`, `:`, spaces and
 * `/`, the latter neither first, last nor doubled, and no part of it `.` or `..`. So `map@3` is refused, and `a#b`, `a,b`, `a=b`.
 */
export function checkName(kind: 'metric' | 'param' | 'tag', name: string): void {
  const fault = faultOf(name);
  if (fault === undefined) return;
  const shown = JSON.stringify(lengthOf(name) > 60 ? `${name.slice(0, 60)}…` : name);
  const message = `expected a name of at most ${limits.nameLength} letters, digits, _ - . : / and spaces, got ${shown}: ${fault}`;
  throw new MlflowError(message, {
    code: 'INVALID_PARAMETER_VALUE',
    where: kind,
    hint: 'escapeName(name) makes one of any name',
  });
}

const hex = (character: string): string => `_x${character.codePointAt(0)!.toString(16).toUpperCase()}_`;

/**
 * A name that every server takes, made of any non-empty one, and back by {@link unescapeName}: `@` becomes `_at_`, and any other
 * character that is refused somewhere `_x…_`, with its code in hexadecimal. Text that looks like such an escape has its first `_`
 * escaped, so two names never become one. A name that is too long stays too long.
 *
 * @example
 * escapeName('map@3'); // 'map_at_3'
 * escapeName('f1 (class #2)'); // 'f1 _x28_class _x23_2_x29_'
 */
export function escapeName(name: string): string {
  return name
    .replace(/_(?=(?:at|x[0-9A-F]+)[^\p{L}\p{N}.\- ])/gu, hex)
    .replaceAll('@', '_at_')
    .replace(/[^/\p{L}\p{N}_.\- ]/gu, hex)
    .replace(/^\/|\/$|\/(?=\/)|(?<=\/)\//g, hex)
    .replace(/(?<=^|\/)\.{1,2}(?=\/|$)/g, (dots) => hex('.').repeat(dots.length));
}

/**
 * The name that {@link escapeName} was given.
 *
 * @example
 * unescapeName('map_at_3'); // 'map@3'
 */
export function unescapeName(name: string): string {
  return name.replace(/_(?:at|x([0-9A-F]+))_/g, (_, code: string | undefined) =>
    code === undefined ? '@' : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
