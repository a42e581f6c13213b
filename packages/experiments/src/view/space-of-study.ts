import type { Json } from '@foldwise/core';
import type { SearchSpace } from '../search/space.ts';

/**
 * The search space that a study was begun with, as its journal keeps it; undefined of what is no sweep.
 *
 * @param identity what the study was made of: `study` of `RunDetails`.
 * @example
 * const { study } = await showRun(home, 'mlp-1f3a77c0/4');
 * spaceOfStudy(study)?.rate; // { kind: 'float', low: 0.0001, high: 1, scale: 'log' }
 */
export function spaceOfStudy(identity: { readonly [name: string]: Json }): SearchSpace | undefined {
  const subject = identity['subject'];
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) return undefined;
  const { space } = subject as { readonly space?: unknown };
  // A space is plain data, and a sweep's spec has it as it is.
  return typeof space === 'object' && space !== null ? (space as SearchSpace) : undefined;
}
