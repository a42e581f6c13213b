import { describeTiers, type TierState, messageOf } from '@foldwise/core';
import { measureSpeed, type Speed } from './measure-speed.ts';

/** What networks are computed with. */
export interface KernelFacts {
  readonly built: boolean;
  /** What they run on; null where they are not built. */
  readonly tier: TierState['tier'] | null;
  /** Every tier from the fastest on. */
  readonly tiers: readonly TierState[];
  readonly speed: Speed | null;
  /** What is wrong; null where nothing is. */
  readonly problem: string | null;
}

/** Finds out the tier of this machine, and measures it. */
export function examineKernels(): KernelFacts {
  try {
    const tiers = describeTiers();
    const tier = tiers.find(({ works }) => works)!.tier;
    return { built: true, tier, tiers, speed: measureSpeed(), problem: null };
  } catch (error) {
    const problem = messageOf(error);
    return { built: false, tier: null, tiers: [], speed: null, problem };
  }
}
