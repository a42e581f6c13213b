import type { Json } from '@foldwise/core';

/** What became of a suggestion. */
export type Trial = {
  readonly number: number;
  readonly params: { readonly [name: string]: Json };
} & (
  | { readonly state: 'complete'; readonly score: number; readonly foldScores: readonly number[] }
  | { readonly state: 'failed'; readonly reason: string }
);
