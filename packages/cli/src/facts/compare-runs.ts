import type { Json } from '@foldwise/core';
import { isBetter } from '@foldwise/core';
import type { RunRow } from '@foldwise/experiments';
import { paramNames } from './param-names.ts';
import { spread } from './spread.ts';

/** The difference of two runs, fold by fold: the first run less this one. */
export interface PairedDifference {
  readonly run: string;
  /** Why the two cannot be compared, where they cannot. */
  readonly incomparable?: string;
  readonly mean?: number;
  readonly sd?: number;
  /** In how many folds the first run is the better one. */
  readonly firstBetter?: number;
  readonly folds?: number;
}

/** Several runs side by side. */
export interface Comparison {
  readonly runs: readonly RunRow[];
  /** Kaggle's public score of each run, null for one without; absent where none has one. */
  readonly publicScores?: readonly (number | null)[];
  /** The parameters that are not the same in all, with the value of each run; null where a run does not have it. */
  readonly differing: Readonly<Record<string, readonly Json[]>>;
  /** Of the first run with each other one. */
  readonly differences: readonly PairedDifference[];
}

/** Puts runs side by side; the first is what the others are compared with. */
export function compareRuns(
  runs: readonly RunRow[],
  publicScores: ReadonlyMap<string, number> = new Map(),
): Comparison {
  const first = runs[0]!;
  const others = runs.slice(1);
  const scores = runs.map(({ id }) => publicScores.get(id) ?? null);
  return {
    runs,
    ...(scores.some((score) => score !== null) && { publicScores: scores }),
    differing: differingParams(runs),
    differences: others.map((other) => difference(first, other)),
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

function difference(first: RunRow, other: RunRow): PairedDifference {
  const incomparable = whyNot(first, other);
  if (incomparable !== undefined) return { run: other.id, incomparable };
  const pairs = first.foldScores.flatMap((score, fold) => {
    const peer = other.foldScores[fold];
    return score === null || peer === null || peer === undefined ? [] : [[score, peer] as const];
  });
  if (pairs.length === 0) return { run: other.id, incomparable: 'no fold has a score in both' };
  const { mean, sd } = spread(pairs.map(([a, b]) => a - b));
  const firstBetter = pairs.filter(([a, b]) => isBetter(first.goal, a, b)).length;
  return { run: other.id, mean, ...(!Number.isNaN(sd) && { sd }), firstBetter, folds: pairs.length };
}

/** What makes the scores of two complete runs say nothing about each other. */
export function whyNotComparable(a: RunRow, b: RunRow): string | undefined {
  if (a.metric !== b.metric) return `other metric: ${a.metric} and ${b.metric}`;
  if (a.dataHash !== b.dataHash) return 'other data files';
  return a.foldsHash === b.foldsHash ? undefined : 'other folds';
}

function whyNot(a: RunRow, b: RunRow): string | undefined {
  const open = [a, b].find(({ state }) => state !== 'complete');
  return open === undefined ? whyNotComparable(a, b) : `${open.id} is not complete`;
}
