import type { Json } from '@foldwise/core';
import { canonicalJson } from '../journal/canonical-json.ts';
import { fitName, fitParam } from './fit-name.ts';

/** Objects that are not lists, which is what is gone into. */
function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(path: string, value: Json): readonly (readonly [string, string])[] {
  if (isRecord(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, inner]) =>
      entriesOf(path === '' ? name : `${path}.${name}`, inner),
    );
  }
  return [[path, typeof value === 'object' && value !== null ? canonicalJson(value) : String(value)]];
}

/**
 * Plain data as params: nested names are joined by a dot, numbers have all their digits, lists are JSON.
 *
 * @example
 * flatParams({ units: 64, optimizer: { kind: 'adam', betas: [0.9, 0.999] } });
 * // { units: '64', 'optimizer.kind': 'adam', 'optimizer.betas': '[0.9,0.999]' }
 */
export function flatParams(data: { readonly [name: string]: Json }): Readonly<Record<string, string>> {
  const entries = Object.entries(data).flatMap(([name, value]) => entriesOf(name, value));
  return Object.fromEntries(entries.map(([name, value]) => [fitName(name), fitParam(value)]));
}
