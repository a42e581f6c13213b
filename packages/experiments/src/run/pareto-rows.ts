import { lossOf } from '../search/best-trials.ts';
import { nonDominatedRanks } from '../search/pareto/non-dominated-ranks.ts';
import type { RunRow } from './run-row.ts';

function lossesOf({ objectives = [] }: RunRow): readonly number[] {
  return objectives.map(({ value, goal }) => lossOf(value ?? NaN, goal));
}

/**
 * The complete runs of sweeps with several objectives of which no other run of the same study is better in one objective without being
 * worse in another; in the order given.
 *
 * @example
 * const front = paretoRows(await listRuns(home));
 */
export function paretoRows(rows: readonly RunRow[]): readonly RunRow[] {
  const several = rows.filter(({ state, objectives }) => state === 'complete' && objectives !== undefined);
  const studies = [...Map.groupBy(several, ({ study }) => study).values()];
  const front = new Set(
    studies.flatMap((study) => {
      const ranks = nonDominatedRanks(study.map(lossesOf));
      return study.filter((_, i) => ranks[i] === 0);
    }),
  );
  return rows.filter((row) => front.has(row));
}
