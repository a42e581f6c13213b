import type { Json } from '@foldwise/core';
import type { Comparison } from '@foldwise/experiments';

/**
 * The parameters that differ, with branches taken apart: of `optimizer` which one, and of what lies in it only what differs.
 *
 * @example
 * differingLeaves({ optimizer: [{ kind: 'sgd', rate: 1 }, { kind: 'sgd', rate: 2 }] }); // [['optimizer.sgd.rate', [1, 2]]]
 */
export function differingLeaves(
  differing: Comparison['differing'],
): readonly (readonly [name: string, values: readonly (Json | undefined)[]])[] {
  return Object.entries(differing).flatMap(([name, values]) =>
    leavesOf(
      name,
      values.map((value) => value ?? undefined),
    ),
  );
}

function leavesOf(
  name: string,
  values: readonly (Json | undefined)[],
): readonly (readonly [name: string, values: readonly (Json | undefined)[]])[] {
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]))) return [];
  const branches = values.map((value) => (isBranch(value) ? value : undefined));
  if (branches.every((branch) => branch === undefined)) return [[name, values]];
  const kinds = [...new Set(branches.flatMap((branch) => branch?.kind ?? []))];
  const inner = kinds.flatMap((kind) => {
    const own = branches.map((branch) => (branch?.kind === kind ? branch : undefined));
    const names = [...new Set(own.flatMap((branch) => Object.keys(branch ?? {})))].filter(
      (key) => key !== 'kind',
    );
    return names.flatMap((key) =>
      leavesOf(
        `${name}.${kind}.${key}`,
        own.map((branch) => branch?.[key]),
      ),
    );
  });
  return [
    ...leavesOf(
      name,
      values.map((value, i) => branches[i]?.kind ?? value),
    ),
    ...inner,
  ];
}

function isBranch(
  value: Json | undefined,
): value is { readonly [name: string]: Json; readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value['kind'] === 'string';
}
