import type { Json } from '@foldwise/core';
import { compareFolds, type FoldComparison } from '../compare/compare-folds.ts';
import type { RowComparison } from '../compare/compare-rows.ts';
import type { RunRow } from './run-row.ts';
import { paramNames } from './param-names.ts';

/** The difference of two runs, fold by fold: the first run less this one. */
export interface PairedDifference extends Partial<FoldComparison> {
  readonly run: string;
  /** Why the two cannot be compared, where they cannot. */
  readonly incomparable?: string;
  /** The same by rows, where it was asked for; null where the metric says nothing. */
  readonly rows?: RowComparison | null;
}

/** What differences are worked out with. */
export interface CompareOptions {
  /** Validation rows / training rows of a fold. */
  readonly overlap: number;
  /** Differences of at most so much count as none. */
  readonly rope?: number;
  readonly publicScores?: ReadonlyMap<string, number>;
  /** Of a run that is the best of its study, its score once that choice is paid for. */
  readonly corrected?: ReadonlyMap<string, number>;
}

/** Several runs side by side. */
export interface Comparison {
  readonly runs: readonly RunRow[];
  /** Kaggle's public score of each run, null for one without; absent where none has one. */
  readonly publicScores?: readonly (number | null)[];
  /** The score of each run that is the best of its study, once that choice is paid for, null for others; absent where none is. */
  readonly correctedScores?: readonly (number | null)[];
  /** The parameters that are not the same in all, with the value of each run; null where a run does not have it. */
  readonly differing: Readonly<Record<string, readonly Json[]>>;
  /** Of the first run with each other one. */
  readonly differences: readonly PairedDifference[];
}

/** Puts runs side by side; the first is what the others are compared with. */
export function compareRuns(runs: readonly RunRow[], options: CompareOptions): Comparison {
  const first = runs[0]!;
  const others = runs.slice(1);
  const scoresIn = (of: ReadonlyMap<string, number> = new Map()) => {
    const scores = runs.map(({ id }) => of.get(id) ?? null);
    return scores.some((score) => score !== null) ? scores : undefined;
  };
  const [scores, corrected] = [scoresIn(options.publicScores), scoresIn(options.corrected)];
  return {
    runs,
    ...(scores !== undefined && { publicScores: scores }),
    ...(corrected !== undefined && { correctedScores: corrected }),
    differing: differingParams(runs),
    differences: others.map((other) => difference(first, other, options)),
  };
}

function differingParams(runs: readonly RunRow[]): Comparison['differing'] {
  const entries = paramNames(runs).map(
    (name) => [name, runs.map(({ params }) => params[name] ?? null)] as const,
  );
  return Object.fromEntries(
    entries.filter(([, values]) => new Set(values.map((value) => JSON.stringify(value))).size > 1),
  );
}

function difference(first: RunRow, other: RunRow, { overlap, rope = 0 }: CompareOptions): PairedDifference {
  const incomparable = whyNot(first, other);
  if (incomparable !== undefined) return { run: other.id, incomparable };
  const compared = compareFolds(first.foldScores, other.foldScores, { goal: first.goal, overlap, rope });
  if (compared === undefined) return { run: other.id, incomparable: 'no fold has a score in both' };
  return { run: other.id, ...compared };
}

type Measured = Pick<RunRow, 'metric' | 'dataHash' | 'foldsHash'>;

/** What makes the scores of two complete runs, or of two studies, say nothing about each other. */
export function whyNotComparable(a: Measured, b: Measured): string | undefined {
  if (a.metric !== b.metric) return `other metric: ${a.metric} and ${b.metric}`;
  if (a.dataHash !== b.dataHash) return 'other data files';
  return a.foldsHash === b.foldsHash ? undefined : 'other folds';
}

function whyNot(a: RunRow, b: RunRow): string | undefined {
  const open = [a, b].find(({ state }) => state !== 'complete');
  return open === undefined ? whyNotComparable(a, b) : `${open.id} is not complete`;
}
