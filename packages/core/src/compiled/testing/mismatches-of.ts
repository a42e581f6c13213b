import { executorFor } from '../compiled-executor.ts';
import { type Case, distanceOf } from './both.ts';

/** Float32 has 24 bits: 6·10⁻⁸ for each rounding, of which losses and weights see a few dozen. */
export const BOUND: number = 4e-6;

/** What comparing with the reference has found, as lines to read. */
export interface CompiledMismatches {
  /** What is further from the reference than rounding explains. */
  readonly far: readonly string[];
  /** What the executor says of ops that it has no kernel for. */
  readonly missing: readonly string[];
}

/** Where either build of the kernels is further from the reference than a bound, and what it has no kernel for. */
export function mismatchesOf(one: Case, bound: number = BOUND): CompiledMismatches {
  const missing = new Set<string>();
  const note = (message: string): void => void missing.add(message);
  // An executor says once what it has no kernel for: new ones for each case.
  const builds = [executorFor({ note, tier: 'relaxed' }), executorFor({ note, portable: true })];
  const far = builds.flatMap((executor) =>
    Object.entries(distanceOf(executor, one)).flatMap(([what, distance]) =>
      distance < bound ? [] : [`${executor.tier}: ${what} by ${distance}`],
    ),
  );
  return { far, missing: [...missing] };
}
