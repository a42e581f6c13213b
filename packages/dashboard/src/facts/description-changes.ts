import type { Json } from '@foldwise/core';
import type { DescriptionChange } from '../api/comparison-page.ts';

/**
 * Where descriptions differ, as paths to plain values: `layers.2.units`. A list of other length or kind differs in what it holds, item by
 * item, so that one more layer is told as that.
 *
 * @example
 * descriptionChanges([{ units: 8, seed: 0 }, { units: 16, seed: 0 }]); // [{ path: 'units', values: [8, 16] }]
 */
export function descriptionChanges(descriptions: readonly Json[]): readonly DescriptionChange[] {
  const leaves = descriptions.map((description) => {
    const found = new Map<string, Json>();
    collect(description, '', found);
    return found;
  });
  const paths = [...new Set(leaves.flatMap((found) => [...found.keys()]))];
  return paths
    .map((path) => ({ path, values: leaves.map((found) => found.get(path) ?? null) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}

/** Plain values by their path; an empty list or object is a value too. */
function collect(value: Json, path: string, into: Map<string, Json>): void {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) into.set(path, value);
  for (const [key, member] of entries) collect(member, path === '' ? key : `${path}.${key}`, into);
}
