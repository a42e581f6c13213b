import { dot, standardised } from '../../statistics/correlation.ts';
import { ridgeLeavings } from '../matrix/ridge-leavings.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import type { Block } from './block.ts';
import type { Evidence } from './evidence.ts';
import { candidatesOf } from './interactions.ts';
import type { Candidate } from './interactions.ts';
import { cutOf, explained, isReal, leavings, relationOf } from './relation.ts';
import type { Cut, Relation } from './relation.ts';

/** How much a ridge regression draws its weights to 0, a row. */
const lambda = 0.01;
/** The regression is on so many plain features at most, those that correlate most with the target. */
const mostPlain = 300;
/** A feature that explains less of what is left is not worth a column. */
const leastShare = 0.002;
/** So often the candidates are tried on what is left in another order of the rows, where all that they explain is chance. */
const shuffles = 5;

/**
 * The features of two columns that say most of what the columns by themselves leave unsaid, at most `most` of them.
 *
 * Left is what neither a ridge regression on the plain features nor the bins of each column explain, each row told by other folds. The
 * candidate that explains most of it is taken, what it explains is taken off, and so on, as long as the gain is beyond what any
 * candidate gains of shuffled rows and twice its standard error over the folds, and above 0 in all folds but one.
 */
export function chooseInteractions(
  evidence: Evidence,
  columns: readonly Column[],
  plain: readonly NumberColumn[],
  most: number,
): readonly Block[] {
  const { folds, rows, targets, table } = evidence;
  const ofRows = plain.map(({ values }) => Float64Array.from(rows, (row) => values[row]!));
  let left = ridgeLeavings(strongest(ofRows, targets), targets, folds, lambda * rows.length);
  for (const cut of columns.map(cutOf)) {
    if (isReal(relationOf(explained(cut, left, folds)))) left = left.map((one) => leavings(cut, one, folds));
  }
  let rest: readonly Ranked[] = candidatesOf(table, columns, targets.length).map((candidate) => ({
    candidate,
    cut: cutOf(candidate.column()),
  }));
  const least = Math.max(leastShare, mostByChance(evidence, rest, left));
  const chosen: Block[] = [];
  while (chosen.length < most) {
    const ranked = rest
      .map((one) => ({ ...one, relation: relationOf(explained(one.cut, left, folds)) }))
      // What misleads now seldom gets better: it is not asked again.
      .filter(({ relation }) => relation.share > least && isReal(relation))
      .toSorted((a, b) => b.relation.share - a.relation.share);
    const [best] = ranked;
    if (best === undefined) break;
    chosen.push(best.candidate.block(wordsOf(best.relation)));
    left = left.map((one) => leavings(best.cut, one, folds));
    rest = ranked.slice(1);
  }
  return chosen;
}

function strongest(
  features: readonly Float64Array[],
  targets: readonly Float64Array[],
): readonly Float64Array[] {
  if (features.length <= mostPlain) return features;
  const labels = targets.map(standardised);
  return features
    .map((values) => ({ values, standard: standardised(values) }))
    .map(({ values, standard }) => ({
      values,
      strength: Math.max(...labels.map((label) => Math.abs(dot(label, standard)))),
    }))
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, mostPlain)
    .map(({ values }) => values);
}

interface Ranked {
  readonly candidate: Candidate;
  readonly cut: Cut;
}

/** The most that a candidate explains of what is left in a random order of the rows. */
function mostByChance(
  { folds, random }: Evidence,
  candidates: readonly Ranked[],
  left: readonly Float64Array[],
): number {
  let most = 0;
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const order = random.split(`shuffle ${shuffle}`).permutation(folds.of.length);
    const shuffled = left.map((one) => Float64Array.from(order, (row) => one[row]!));
    for (const { cut } of candidates) {
      most = Math.max(most, relationOf(explained(cut, shuffled, folds)).share);
    }
  }
  return most;
}

function wordsOf({ share, error }: Relation): string {
  return `explains ${(100 * share).toFixed(1)} ± ${(100 * error).toFixed(1)} % of what the columns by themselves leave`;
}
