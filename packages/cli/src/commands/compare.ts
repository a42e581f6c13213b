import type { RunRow } from '@foldwise/experiments';
import { findRun } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { compareRuns } from '../facts/compare-runs.ts';
import { publicScores } from '../facts/public-scores.ts';
import { homeOf } from '../competitions/find-competition.ts';
import { shared } from '../options.ts';
import { comparisonText } from '../render/comparison.ts';
import { printJson } from '../render/json.ts';
import { UsageError } from '../usage-error.ts';

/** Two runs or more side by side; the first is what the others are compared with. */
export const compare = defineCommand({
  words: 'compare <competition> <runs..>',
  summary: 'Compare runs: parameters that differ, scores by fold',
  args: {
    competition: shared.competition,
    runs: { type: 'string', array: true, demandOption: true, describe: 'Two runs or more: best, or ids' },
    json: shared.json,
  },
  examples: [
    ['foldwise compare titanic best mlp-1f3a5c7e/4', 'the best run with another'],
    ['foldwise compare titanic best mlp-1f3a5c7e/4 mlp-1f3a5c7e/7 --json', 'three of them, as JSON'],
  ],
  async run({ competition, runs, json }, io) {
    if (runs.length < 2) {
      throw new UsageError(
        `compare: expected two runs or more, got ${runs.length}`,
        `see foldwise runs ${competition}`,
      );
    }
    const home = homeOf(competition, io.cwd);
    const rows: RunRow[] = [];
    for (const reference of runs) rows.push(await findRun(home, reference));
    checkDifferent(rows);
    const comparison = compareRuns(rows, await publicScores(home));
    if (json === true) printJson(io, comparison);
    else io.out.write(comparisonText(home.slug, comparison, io.out));
  },
});

function checkDifferent(rows: readonly RunRow[]): void {
  const twice = rows.find(({ id }, i) => rows.findIndex((row) => row.id === id) !== i);
  if (twice !== undefined) throw new UsageError(`compare: expected different runs, got ${twice.id} twice`);
}
