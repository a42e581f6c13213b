import type { NoWeights } from './layer.ts';

/** The weights that a layer without weights makes. */
export const noWeights: NoWeights = Object.freeze([]);
