import { groupsOf } from '../operations/keys/groups-of.ts';
import type { Fold } from '../split/splitter.ts';
import { concatColumns } from '../table/concat.ts';
import type { Column } from '../table/column.ts';

/** How far folds and test set share what a column tells rows apart by. */
export interface SharedGroups {
  readonly groups: number;
  /** The share of validation rows whose group is trained on as well. */
  readonly inFolds: number;
  /** The share of test rows whose group is in the training rows; NaN without test rows. */
  readonly inTest: number;
  /** Different groups of the test rows. */
  readonly testGroups: number;
}

/** Counts the groups of a column, the cells that are equal, on both sides of the folds and of train and test. */
export function sharedGroups(train: Column, test: Column | undefined, folds: readonly Fold[]): SharedGroups {
  const all = test === undefined ? train : concatColumns(train, test);
  const { of, count } = groupsOf([all], all.length, 'drop');
  const [own, other] = [of.subarray(0, train.length), of.subarray(train.length)];
  const known = new Uint8Array(count);
  for (const group of own) if (group >= 0) known[group] = 1;
  const shares = folds.map(({ train: trained, validation }) => {
    const seen = new Uint8Array(count);
    for (const row of trained) if (own[row]! >= 0) seen[own[row]!] = 1;
    return shareIn(validation.length, (i) => own[validation[i]!]!, seen);
  });
  return {
    groups: known.reduce((sum, one) => sum + one, 0),
    inFolds: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    inTest: shareIn(other.length, (i) => other[i]!, known),
    testGroups: new Set(other.filter((group) => group >= 0)).size,
  };
}

/** Rows without a group are left out. */
function shareIn(rows: number, groupOf: (i: number) => number, seen: Uint8Array): number {
  let [inside, all] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const group = groupOf(i);
    if (group < 0) continue;
    all++;
    inside += seen[group]!;
  }
  return inside / all;
}
