import { Arena } from './arena.ts';
import { instantiate, type Kernels } from './kernels.ts';
import { type Takers, takersOf } from './take-shared.ts';
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
  /** The numbers of the functions that take a batch out of a shared memory; undefined where the engine has no such thing. */
  readonly takersOf: (shared: WebAssembly.Memory) => Takers<number> | undefined;
}

/** A machine with nothing in its memory. */
export function freshMachine({ tier, module, wide }: LoadedTier, note: Machine['note'] = () => {}): Machine {
  const kernels = instantiate(module, wide);
  const arena = new Arena(kernels.memory, kernels.heapBase);
  const code = new VectorCode(arena, kernels.table, tier !== 'plain');
  const known = new Map<WebAssembly.Memory, Takers<number>>();
  return {
    kernels,
    arena,
    code,
    note,
    takersOf(shared) {
      const made = known.has(shared) ? undefined : takersOf(kernels, shared);
      if (made !== undefined) {
        const [short, long, numbers] = [made.short, made.long, made.numbers].map((f) => code.include(f));
        known.set(shared, { short: short!, long: long!, numbers: numbers! });
      }
      return known.get(shared);
    },
  };
}
