import type { Comparison, RunRow } from '@foldwise/experiments';
import {
  compareRunRows,
  compareRuns,
  correctedBestOfStudies,
  findRun,
  foldOverlap,
  listRuns,
  publicScores,
} from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import { openNamed } from '../competitions/open-named.ts';
import type { Io } from '../io.ts';
import { notNegative, shared } from '../options.ts';
import { comparisonText } from '../render/comparison.ts';
import { printJson } from '../render/json.ts';
import { UsageError } from '../usage-error.ts';

/** Two runs or more side by side; the first is what the others are compared with. */
export const compare = defineCommand({
  words: 'compare <competition> <runs..>',
  summary: 'Compare runs: what differs, and which is better',
  args: {
    competition: shared.competition,
    runs: { type: 'string', array: true, demandOption: true, describe: 'Two runs or more: best, or ids' },
    rope: {
      type: 'string',
      describe: 'Region of practical equivalence: differences of at most so much count as none',
      coerce: notNegative('rope'),
    },
    rows: {
      type: 'boolean',
      describe: 'Compare the predictions of all rows too, by a bootstrap; reads the data',
    },
    seed: shared.seed,
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise compare titanic best mlp-1f3a5c7e/4', 'the best run with another'],
    ['foldwise compare titanic best 4 --rope 0.005', 'how likely they differ by more than half a point'],
    ['foldwise compare titanic best 4 --rows', 'and how much other passengers would change'],
    ['foldwise compare titanic best mlp-1f3a5c7e/4 mlp-1f3a5c7e/7 --json', 'three of them, as JSON'],
  ],
  async run({ competition, runs, rope, rows: byRows, seed, data, json }, io) {
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
    const folds = compareRuns(rows, {
      overlap: foldOverlap(home, rows[0]!),
      publicScores: await publicScores(home),
      corrected: correctedBestOfStudies(await listRuns(home)),
      ...(rope !== undefined && { rope }),
    });
    const comparison = byRows === true ? await withRows(folds, competition, { seed, data }, io) : folds;
    if (json === true) printJson(io, comparison);
    else io.out.write(comparisonText(home.slug, comparison, io.out));
  },
});

function checkDifferent(rows: readonly RunRow[]): void {
  const twice = rows.find(({ id }, i) => rows.findIndex((row) => row.id === id) !== i);
  if (twice !== undefined) throw new UsageError(`compare: expected different runs, got ${twice.id} twice`);
}

/** The differences of runs that can be compared, by rows too. */
async function withRows(
  comparison: Comparison,
  name: string,
  { seed, data }: { readonly seed: number | undefined; readonly data: string | undefined },
  io: Io,
): Promise<Comparison> {
  const { runs, differences } = comparison;
  const isComparable = (i: number) => differences[i]?.incomparable === undefined;
  if (!differences.some((_, i) => isComparable(i))) return comparison;
  const open = await openNamed(name, io, data);
  const comparable = runs.slice(1).filter((_, i) => isComparable(i));
  const compared = await compareRunRows(open, [runs[0]!, ...comparable], {
    ...(seed !== undefined && { seed }),
  });
  const rowsOf = new Map(comparable.map(({ id }, i) => [id, compared[i] ?? null]));
  return {
    ...comparison,
    differences: differences.map((difference) => {
      const rows = rowsOf.get(difference.run);
      return rows === undefined ? difference : { ...difference, rows };
    }),
  };
}
