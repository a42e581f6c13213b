import type { Json } from '@foldwise/core';
import { type Comparison, paramLeaves } from '@foldwise/experiments';

/**
 * The parameters that differ, with branches taken apart: of `optimizer` which one, and of what lies in it only what differs.
 *
 * @example
 * differingLeaves({ optimizer: [{ kind: 'sgd', rate: 1 }, { kind: 'sgd', rate: 2 }] }); // [['optimizer.sgd.rate', [1, 2]]]
 */
export function differingLeaves(
  differing: Comparison['differing'],
): readonly (readonly [name: string, values: readonly (Json | undefined)[]])[] {
  return Object.entries(differing).flatMap(([name, values]) => {
    const runs = values.map((value) => paramLeaves(value === null ? {} : { [name]: value }));
    const leaves = [...new Set(runs.flatMap((run) => [...run.keys()]))];
    return leaves
      .map((leaf) => [leaf, runs.map((run) => run.get(leaf))] as const)
      .filter(([, found]) => new Set(found.map((value) => JSON.stringify(value))).size > 1);
  });
}
