import type { FeatureDecision } from '../transformer.ts';
import type { Block } from './block.ts';

/** The blocks that fit into so many columns, and those that do not: lower tiers first, in a tier the most related with the target. */
export function spendBudget(
  blocks: readonly Block[],
  columns: number,
  relation: (block: Block) => number,
): { readonly kept: readonly Block[]; readonly dropped: readonly FeatureDecision[] } {
  const ranked = blocks.toSorted((a, b) => a.tier - b.tier || relation(b) - relation(a));
  const kept = new Set<Block>();
  let room = columns;
  for (const block of ranked) {
    if (block.width > room) continue;
    kept.add(block);
    room -= block.width;
  }
  return {
    kept: blocks.filter((block) => kept.has(block)),
    dropped: blocks
      .filter((block) => !kept.has(block))
      .map(({ columns: names, does, width }) => ({
        columns: names,
        does: `left out: ${does}`,
        because: `the budget of ${columns} columns has no room for ${width} more`,
      })),
  };
}
