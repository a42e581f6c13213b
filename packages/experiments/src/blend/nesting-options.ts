import type { Rng } from '@foldwise/core';
import type { Blender } from './blender.ts';
import type { PostProcessor } from './post/post-processor.ts';

/** What an ensemble is chosen among, and how. */
export interface NestedEnsembleOptions {
  /** The methods, the simplest first: the first is taken that cannot be told from the one with the best estimate, see `simplestOf`. */
  readonly blenders: readonly Blender[];
  /** What may be done to the blend, the simplest first; nothing where the blend itself cannot be told from the best. Default none. */
  readonly postProcessors?: readonly PostProcessor[];
  /** At most so many members, those with the best scores on the rows that are learned from; default all. */
  readonly top?: number;
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  /** Told after each fit of a blender. */
  readonly onFit?: (done: number, most: number) => void;
}

/** What one way of many is worth. */
export interface Candidate {
  readonly kind: string;
  /** The metric on rows that its weights were not learned from. */
  readonly nested: number;
  /** That of the mean of the folds' models, where it is known: see `averagedScore`. What is chosen is chosen by it. */
  readonly averaged?: number;
}
