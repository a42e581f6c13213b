import type { Duplicates } from './duplicates.ts';
import type { Finding, Severity } from './finding.ts';
import { percent } from './show-score.ts';

/** Shares of the rows from which on equal rows move a score, and make it worthless. */
const [some, many] = [0.01, 0.1];

/** What of the equal rows is more than columns of few levels make by chance. */
export function duplicateFindings(
  found: Duplicates,
  trainRows: number,
  testRows: number,
): readonly Finding[] {
  // Three times what independent columns give: real columns depend on each other, and equal rows come of that alone.
  if (found.byChance > 1 && found.inTrain <= 3 * found.byChance) return [];
  return [acrossFolds(found), conflicting(found, trainRows), inTest(found, testRows)].filter(
    (finding) => finding !== undefined,
  );
}

function acrossFolds({ acrossFolds: rows, validated }: Duplicates): Finding | undefined {
  const share = rows / validated;
  if (!(rows > 0)) return undefined;
  const severity: Severity = share >= many ? 'leak' : share >= some ? 'warning' : 'note';
  return {
    severity,
    kind: 'duplicates-across-folds',
    columns: [],
    figure: { name: 'share of validation rows', value: share },
    evidence: `validation rows that are equal, in all columns but id and target, to a row their fold is trained on: ${rows} of ${validated} (${percent(share)})`,
    advice:
      'write the training file without the copies (dropDuplicates), or with a column that equal rows share, and split by it: groupKFold',
  };
}

function conflicting({ conflicting: rows }: Duplicates, trainRows: number): Finding | undefined {
  if (rows === 0) return undefined;
  return {
    severity: rows / trainRows >= some ? 'warning' : 'note',
    kind: 'conflicting-labels',
    columns: [],
    figure: { name: 'rows', value: rows },
    evidence: `training rows that are equal in all columns to others of another target: ${rows} (${percent(rows / trainRows)})`,
    advice: 'no model can get all of these right: average their targets, or leave them out of training',
  };
}

function inTest({ inTest: rows }: Duplicates, testRows: number): Finding | undefined {
  if (!(rows > 0)) return undefined;
  return {
    severity: rows / testRows >= some ? 'warning' : 'note',
    kind: 'duplicates-in-test',
    columns: [],
    figure: { name: 'rows', value: rows },
    evidence: `test rows that are equal to a training row, whose target is known: ${rows} (${percent(rows / testRows)})`,
    advice:
      'a private leaderboard may hold them too: predict them by the known target only where the rules allow it',
  };
}
