import { executorFor } from '../compiled-executor.ts';
import { type Case, distanceOf } from './both.ts';

/** Float32 has 24 bits: 6·10⁻⁸ for each rounding, of which losses and weights see a few dozen. */
export const BOUND: number = 4e-6;

/** Fails where an op has no kernel: then both sides would be the reference. */
const strict = {
  note: (message: string): void => {
    throw new Error(message);
  },
};
const builds = [executorFor({ ...strict, tier: 'relaxed' }), executorFor({ ...strict, portable: true })];

/** What is further from the reference than the bound, by either build of the kernels, as lines to read. */
export function disagreements(one: Case, bound: number = BOUND): readonly string[] {
  return builds.flatMap((executor) =>
    Object.entries(distanceOf(executor, one)).flatMap(([what, distance]) =>
      distance < bound ? [] : [`${executor.tier}: ${what} by ${distance}`],
    ),
  );
}
