import { Arena } from './arena.ts';
import { instantiate, type Kernels } from './kernels.ts';
import type { LoadedTier } from './tier.ts';

/** Kernels, and the pieces of their memory. */
export interface Machine {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

/** A machine with nothing in its memory. */
export function freshMachine({ module, wide }: LoadedTier): Machine {
  const kernels = instantiate(module, wide);
  return { kernels, arena: new Arena(kernels.memory, kernels.heapBase) };
}
