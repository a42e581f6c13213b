import type { Json } from '@foldwise/core';

/**
 * A description as indented lines: short lists and objects on one, the others an item a line, code line by line.
 *
 * @example
 * descriptionText({ kind: 'dense', units: 64 }); // 'kind: dense, units: 64'
 */
export function descriptionText(value: Json, indent = ''): string {
  if (isLong(value))
    return value
      .split('\n')
      .map((line) => `\n${indent}${line}`)
      .join('');
  const short = inLine(value);
  if (short !== undefined && indent.length + short.length <= 88) return short;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return (value as readonly Json[])
      .map((item) => `\n${indent}- ${descriptionText(item, inner).trimStart()}`)
      .join('');
  }
  return membersOf(value as object)
    .map(([key, member]) => {
      const text = descriptionText(member, inner);
      return `\n${indent}${key}:${text.startsWith('\n') ? '' : ' '}${text}`;
    })
    .join('');
}

/** Text of several lines, such as that of a function. */
function isLong(value: Json): value is string {
  return typeof value === 'string' && value.includes('\n');
}

/** On one line, where nothing deep is in it. */
function inLine(value: Json): string | undefined {
  if (value === null || typeof value !== 'object') return String(value);
  const isList = Array.isArray(value);
  const members = membersOf(value);
  if (members.length === 0) return isList ? 'none' : '{}';
  const isDeep = (member: Json): boolean => (typeof member === 'object' && member !== null) || isLong(member);
  if (members.some(([, member]) => isDeep(member))) return undefined;
  const text = members
    .map(([key, member]) => (isList ? plainText(member) : `${key}: ${plainText(member)}`))
    .join(', ');
  return isList ? `[${text}]` : text;
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What it is comes first. */
function membersOf(value: object): readonly (readonly [key: string, value: Json])[] {
  const members = Object.entries(value as { readonly [key: string]: Json });
  return members.toSorted(([a], [b]) => Number(b === 'kind') - Number(a === 'kind'));
}
