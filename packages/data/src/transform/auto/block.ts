import type { FeatureDecision, Transformer } from '../transformer.ts';

/**
 * Features that are made of a few columns by steps of their own: what `autoFeatures` chooses among.
 *
 * The number columns that `step` leaves of a table of just these columns are the features.
 */
export interface Block extends FeatureDecision {
  readonly step: Transformer;
  /** At most so many features. */
  readonly width: number;
  /** What comes first where the budget is short: 0 is what a column says by itself, 1 and 2 are further views of it. */
  readonly tier: number;
}

/** The columns that blocks are made of, and what is left out of them. */
export interface ColumnPlan {
  readonly blocks: readonly Block[];
  readonly dropped: readonly FeatureDecision[];
}

/** A column that is left out, as a decision. */
export function leftOut(name: string, because: string): FeatureDecision {
  return Object.freeze({ columns: Object.freeze([name]), does: 'dropped', because });
}

/** The kinds of the steps, as a person writes a chain: `impute, log1pScale, robustScale`. */
export function stepsOf(steps: readonly { readonly spec: { readonly kind: string } }[]): string {
  return steps.map(({ spec }) => spec.kind).join(', ');
}
