import { didYouMean } from '@foldwise/core';
import type { CompetitionHome, RunRow } from '@foldwise/experiments';
import {
  correctedBest,
  correctedBestOfStudies,
  findRun,
  listRuns,
  paretoRows,
  publicScores,
  rankRuns,
  whyNotComparable,
} from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import type { Io } from '../io.ts';
import { shared, wholeNumber } from '../options.ts';
import { correctedText } from '../render/corrected.ts';
import { heading } from '../render/heading.ts';
import { printJson } from '../render/json.ts';
import { nextSteps } from '../render/next-steps.ts';
import { count } from '../render/number.ts';
import { runTable } from '../render/run-table.ts';
import { trialsLine } from '../render/trials-line.ts';
import { wrapped } from '../render/wrap.ts';
import { UsageError } from '../usage-error.ts';

const orders = {
  score: (rows: readonly RunRow[]) => rankRuns(rows),
  id: (rows: readonly RunRow[]) =>
    rows.toSorted((a, b) => (a.study === b.study ? a.trial - b.trial : a.study < b.study ? -1 : 1)),
};

/** Every run that the journals tell of. */
export const runs = defineCommand({
  words: 'runs <competition>',
  summary: 'List the runs of a competition, best first',
  args: {
    competition: shared.competition,
    limit: { type: 'string', describe: 'At most so many', coerce: wholeNumber('limit', 1) },
    sort: { type: 'string', default: 'score', describe: 'score (best first) or id' },
    pareto: {
      type: 'boolean',
      describe:
        'Only those of sweeps with several objectives that no run of the same sweep is better than in all',
    },
    json: shared.json,
  },
  examples: [
    ['foldwise runs titanic --limit 10', 'the ten best'],
    ['foldwise runs titanic --pareto', 'what can be chosen between, where a sweep has several objectives'],
    [
      'foldwise runs titanic --json',
      'id, trial, state, params, score, foldScores, correctedScore and publicScore of each run',
    ],
  ],
  async run({ competition, limit, sort, pareto, json }, io) {
    const order = orders[checkSort(sort)];
    const home = homeOf(competition, io.cwd);
    const all = await listRuns(home);
    const chosen = pareto === true ? frontOf(all, home.slug) : all;
    const rows = order(chosen).slice(0, limit);
    const scores = await publicScores(home);
    const corrected = correctedBestOfStudies(all);
    if (json === true)
      printJson(
        io,
        rows.map((row) => ({
          ...row,
          correctedScore: corrected.get(row.id) ?? null,
          publicScore: scores.get(row.id) ?? null,
        })),
      );
    else io.out.write(runsText(home.slug, all, rows, await bestRun(home, all), scores, io));
  },
});

/** The runs to choose between; where nothing has several objectives there is no choice but the score. */
function frontOf(all: readonly RunRow[], competition: string): readonly RunRow[] {
  if (all.some(({ objectives }) => objectives !== undefined)) return paretoRows(all);
  throw new UsageError(
    'runs: --pareto: expected runs of a sweep with several objectives, got none',
    `give the sweep objectives: [weightCount()] and run: foldwise sweep ${competition}`,
  );
}

function checkSort(sort: string): keyof typeof orders {
  if (sort === 'score' || sort === 'id') return sort;
  throw new UsageError(
    `runs: --sort: expected "score" or "id", got "${sort}"`,
    didYouMean(sort, Object.keys(orders)),
  );
}

/** What `best` means to the other commands; none where nothing is complete. */
async function bestRun(home: CompetitionHome, all: readonly RunRow[]): Promise<RunRow | undefined> {
  return all.some(({ score }) => score !== null) ? findRun(home, 'best') : undefined;
}

function runsText(
  competition: string,
  all: readonly RunRow[],
  rows: readonly RunRow[],
  best: RunRow | undefined,
  scores: ReadonlyMap<string, number>,
  io: Io,
): string {
  if (all.length === 0) {
    return `${competition} has no runs yet\n${nextSteps(io.out, [[`foldwise sweep ${competition}`, 'make some']])}`;
  }
  const shown =
    rows.length === all.length ? count(all.length, 'run') : `${rows.length} of ${count(all.length, 'run')}`;
  const odd = rows.filter((row) => best !== undefined && whyNotComparable(best, row) !== undefined);
  const note =
    odd.length === 0
      ? ''
      : `\n${wrapped('! not comparable with the best: other data, folds or metric than the latest study', io.out.columns, 2)}\n`;
  const comparable = all.filter((row) => best !== undefined && whyNotComparable(best, row) === undefined);
  const luck = correctedText(correctedBest(comparable), 'run', io.out);
  const table = runTable(rows, io.out, best, odd, scores);
  const head = heading(io.out, competition, shown, (best ?? all[0]!).metric);
  return `${head}${table}${trialsLine(all, best, io.out)}${note}${luck === '' ? '' : `\n* ${luck}`}`;
}
