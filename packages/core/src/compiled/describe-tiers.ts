import type { Build } from './kernels.ts';
import { setRevectorise } from './revectorise.ts';
import { hasWebAssembly, loadTier, supported, type Tier } from './tier.ts';

/** Whether kernels can run in a way, and if not, why. */
export interface TierState {
  readonly tier: Tier;
  readonly works: boolean;
  /** In a few words; empty where it works. */
  readonly why: string;
}

function compiles(build: Build): boolean {
  return supported(build) !== undefined;
}

function whyNotRevectorised(): string {
  if (!compiles('relaxed')) return 'it needs relaxed SIMD';
  if (process.arch !== 'x64')
    return `only x64 processors have 256-bit registers, this one is ${process.arch}`;
  const hasSwitch = setRevectorise(true);
  setRevectorise(false);
  return hasSwitch
    ? 'tried, and on this machine it is not faster or not the same bits'
    : 'this engine has no switch for it';
}

/**
 * Every tier from the fastest on, whether this machine has it, and why not.
 *
 * @throws FoldwiseError `file` where the kernels are not built.
 * @example
 * describeTiers().find(({ works }) => works)!.tier; // 'revectorised', where the machine has it
 */
export function describeTiers(): readonly TierState[] {
  const state = (tier: Tier, works: boolean, why: string): TierState => ({
    tier,
    works,
    why: works ? '' : why,
  });
  const revectorised = loadTier('revectorised')?.tier === 'revectorised';
  return [
    state('revectorised', revectorised, revectorised ? '' : whyNotRevectorised()),
    state('relaxed', compiles('relaxed'), 'this engine has no relaxed SIMD: a newer Node has'),
    state(
      'plain',
      compiles('plain'),
      hasWebAssembly() ? 'this engine has no SIMD' : 'this engine runs without WebAssembly',
    ),
    state('reference', true, ''),
  ];
}
