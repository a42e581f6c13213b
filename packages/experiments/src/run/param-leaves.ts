import type { Json } from '@foldwise/core';

/**
 * Parameters with their branches taken apart, by the names that samplers give them: of a branch which one, then what lies in it.
 *
 * @example
 * paramLeaves({ units: 64, optimizer: { kind: 'sgd', momentum: 0.9 } });
 * // units: 64, optimizer: 'sgd', optimizer.sgd.momentum: 0.9
 */
export function paramLeaves(params: { readonly [name: string]: Json }, before = ''): Map<string, Json> {
  const leaves = new Map<string, Json>();
  for (const [name, value] of Object.entries(params)) {
    const path = before + name;
    if (isBranch(value)) {
      const { kind, ...inner } = value;
      leaves.set(path, kind);
      for (const [deeper, each] of paramLeaves(inner, `${path}.${kind}.`)) leaves.set(deeper, each);
    } else {
      leaves.set(path, value);
    }
  }
  return leaves;
}

function isBranch(value: Json): value is { readonly [name: string]: Json; readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value['kind'] === 'string';
}
