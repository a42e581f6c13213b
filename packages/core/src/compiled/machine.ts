import { Arena } from './arena.ts';
import { instantiate, type Kernels } from './kernels.ts';
import type { LoadedTier } from './tier.ts';
import { VectorCode } from './vector/vector-code.ts';

/** Kernels, and the pieces of their memory. */
export interface Machine {
  readonly kernels: Kernels;
  readonly arena: Arena;
  /** The elementwise kernels made for what it computes. */
  readonly code: VectorCode;
  /** Told of what has no kernel, every time it is met. */
  readonly note: (what: string) => void;
}

/** A machine with nothing in its memory. */
export function freshMachine({ tier, module, wide }: LoadedTier, note: Machine['note'] = () => {}): Machine {
  const kernels = instantiate(module, wide);
  const arena = new Arena(kernels.memory, kernels.heapBase);
  return { kernels, arena, code: new VectorCode(arena, kernels.table, tier !== 'plain'), note };
}
