import type { Side } from '../harness.ts';
import { nodeSide } from '../node.ts';

/**
 * A script in each tier, the best first, each in a process of its own: the switch of the revectorised one is the engine's, for all that
 * it compiles.
 */
export function tierSides(script: URL, given: readonly string[]): readonly [Side, ...Side[]] {
  const side = (tier: string): Side => nodeSide(tier, { script, arguments: [tier, ...given] });
  return [side('revectorised'), side('relaxed'), side('plain')];
}
