import type { Json } from '@foldwise/core';

/** What a cell of the table can be: lists are written out. */
export type Cell = number | string | boolean | null;

/**
 * Parameters as one level of names: a branch by its kind, what lies in it by the path that samplers give it.
 *
 * @example
 * flatParams({ units: 64, optimizer: { kind: 'sgd', momentum: 0.9 } });
 * // { units: 64, optimizer: 'sgd', 'optimizer.sgd.momentum': 0.9 }
 */
export function flatParams(params: { readonly [name: string]: Json }): Readonly<Record<string, Cell>> {
  const flat: Record<string, Cell> = {};
  const add = (name: string, value: Json): void => {
    if (typeof value !== 'object' || value === null) flat[name] = value;
    else if (Array.isArray(value)) flat[name] = JSON.stringify(value);
    else addMembers(name, value as { readonly [name: string]: Json });
  };
  const addMembers = (name: string, { kind, ...members }: { readonly [name: string]: Json }): void => {
    const isBranch = typeof kind === 'string';
    if (isBranch) flat[name] = kind;
    else if (kind !== undefined) add(`${name}.kind`, kind);
    for (const [key, member] of Object.entries(members))
      add(isBranch ? `${name}.${kind}.${key}` : `${name}.${key}`, member);
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return flat;
}
