import type { OnProgress, OpenCompetition, RunRow, StudyResult } from '@foldwise/experiments';
import {
  bestRunOf,
  correctedBest,
  noImprovement,
  paretoRows,
  rankRuns,
  runSweep,
} from '@foldwise/experiments';
import { FoldwiseError } from '@foldwise/core';
import { defineCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { mirrored } from '../mirror/mirrored.ts';
import { openNamed } from '../competitions/open-named.ts';
import { lengthOfTime, shared, wholeNumber } from '../options.ts';
import { heading, metricWords } from '../render/heading.ts';
import { printJson } from '../render/json.ts';
import { nextSteps } from '../render/next-steps.ts';
import { count, formatScore } from '../render/number.ts';
import { correctedText } from '../render/corrected.ts';
import { trialTable } from '../render/run-table.ts';
import { styleFor } from '../render/style.ts';
import { withProgress } from '../render/with-progress.ts';
import { submitRun } from './submit-run.ts';

/** The trials of a sweep; the same command goes on where an earlier one was stopped. */
export const sweep = defineCommand({
  words: 'sweep <competition> [sweep]',
  summary: 'Search hyper-parameters over cross-validation',
  args: {
    competition: shared.competition,
    sweep: { type: 'string', describe: 'Name of the sweep (default: the first of the competition)' },
    trials: {
      type: 'string',
      describe: 'How many trials (default: as the sweep says); more than were run adds to them',
      coerce: wholeNumber('trials', 1),
    },
    timeout: {
      type: 'string',
      describe:
        'Seconds that a trial may train on a fold before it counts as failed (default: as the sweep says)',
      coerce: wholeNumber('timeout', 1),
    },
    'retry-failed': { type: 'boolean', describe: 'Run trials that failed again, with the same parameters' },
    'warm-start': {
      type: 'string',
      array: true,
      describe: 'Learn from the trials of this sweep or study as well (again for more)',
    },
    'warm-start-anyway': { type: 'boolean', describe: 'Also where they were run on other data or folds' },
    time: {
      type: 'string',
      describe: 'Begin no trial after so long, as 2h, 90m or 1h30m; those that have begun are finished',
      coerce: lengthOfTime('time'),
    },
    patience: {
      type: 'string',
      describe: 'End the search after so many trials without a better score (default: as the sweep says)',
      coerce: wholeNumber('patience', 1),
    },
    workers: shared.workers,
    seed: shared.seed,
    portable: shared.portable,
    strict: shared.strict,
    mlflow: shared.mlflow,
    data: shared.data,
    // oxlint-disable-next-line unicorn/no-thenable -- the option is called --then; nobody awaits this object
    then: {
      type: 'string',
      choices: ['submit'] as const,
      describe: 'What to do with the best run at the end',
    },
    json: shared.json,
  },
  examples: [
    ['foldwise sweep diamonds', 'the first sweep of the embedded competition'],
    ['foldwise sweep titanic mlp --trials 60', 'sixty trials of the sweep named mlp'],
    ['foldwise sweep titanic --trials 500 --time 2h', 'as many of 500 as begin within two hours'],
    ['foldwise sweep titanic --trials 500 --patience 40', 'until forty in a row were no better'],
    ['foldwise sweep titanic --data ~/kaggle/titanic', 'raw files that lie elsewhere'],
    ['foldwise sweep diamonds --then submit', 'and write the submission of the best run'],
    ['foldwise sweep penguins --portable', 'the same digits on every machine'],
    ['foldwise sweep titanic --mlflow http://127.0.0.1:5000', 'and show it on an MLflow server'],
  ],
  async run(args, io) {
    const open = await openNamed(args.competition, io, args.data);
    const name = args.sweep ?? open.competition.sweeps[0]?.name ?? 'sweep';
    const sweepTo = (onProgress: OnProgress): Promise<StudyResult> =>
      runSweep(open, {
        ...(args.sweep !== undefined && { sweep: args.sweep }),
        ...(args.trials !== undefined && { trials: args.trials }),
        ...(args.timeout !== undefined && { timeout: args.timeout }),
        ...(args['warm-start'] !== undefined && { warmStart: args['warm-start'] }),
        ...(args['warm-start-anyway'] === true && { warmStartAnyway: true }),
        ...(args['retry-failed'] === true && { retryFailed: true }),
        ...(args.time !== undefined && { timeLimitSeconds: args.time }),
        ...(args.patience !== undefined && { stop: noImprovement(args.patience) }),
        ...(args.workers !== undefined && { workers: args.workers }),
        ...(args.seed !== undefined && { seed: args.seed }),
        ...(args.portable === true && { portable: true }),
        ...(args.strict === true && { strict: true }),
        signal: io.signal,
        onProgress,
      });
    let best: RunRow | undefined;
    await mirrored(open.home, args.mlflow, io, async (following) => {
      const result = await withProgress(io, `sweep ${name}`, (onProgress) => sweepTo(following(onProgress)));
      best = bestRunOf(result.rows);
      if (args.json === true) printJson(io, withCorrected(result.rows));
      else io.out.write(sweepText(open, name, result, best, io));
      if (best === undefined) throw noneComplete(result);
      if (args.then !== 'submit' && args.json !== true)
        io.out.write(afterwards(args.competition, best, result, io));
    });
    if (args.then !== 'submit' || best === undefined) return;
    const mlflow = args.mlflow === undefined ? {} : { mlflow: args.mlflow };
    await submitRun(open, best.id, mlflow, args.json === true, io);
  },
});

/** What the best trial is worth without the luck of being the best; null of the others. */
function withCorrected(
  rows: readonly RunRow[],
): readonly (RunRow & { readonly correctedScore: number | null })[] {
  const corrected = correctedBest(rows);
  return rows.map((row) => ({
    ...row,
    correctedScore: row.id === corrected?.best.id ? corrected.score : null,
  }));
}

function sweepText(
  { competition }: OpenCompetition,
  name: string,
  { rows }: StudyResult,
  best: RunRow | undefined,
  io: Io,
): string {
  const style = styleFor(io.out);
  const { metric } = competition;
  const words = metricWords(metric.name, metric.goal);
  const pruned = rows.filter(({ state }) => state === 'pruned').length;
  const trials = count(rows.length, 'trial') + (pruned === 0 ? '' : `, ${pruned} pruned`);
  const head = heading(io.out, competition.name, `sweep ${name}`, trials, words);
  const table = trialTable(rankRuns(rows), io.out, best);
  if (best === undefined) return `\n${head}${table}`;
  const score = `${metric.name} ${formatScore(best.score)}`;
  const front = paretoRows(rows);
  const choice =
    front.length === 0
      ? ''
      : `• ${count(front.length, 'trial')} that no other is better than in ${objectivesText(front)}\n`;
  return `\n${head}${table}\n${choice}best: ${style('bold', `trial ${best.trial}, cross-validated ${score}`)} (run ${best.id})\n${correctedText(correctedBest(rows), 'trial', io.out)}`;
}

/** "rmse and weights", of runs with the same objectives. */
function objectivesText([row]: readonly RunRow[]): string {
  return (row?.objectives ?? []).map(({ name }) => name).join(' and ');
}

function afterwards(competition: string, best: RunRow, { rows }: StudyResult, io: Io): string {
  const second = rankRuns(rows).filter(({ score }) => score !== null)[1];
  return nextSteps(io.out, [
    [`foldwise submit ${competition}`, 'write the submission of the best run'],
    [`foldwise show ${competition} ${best.id}`, 'how the best run went'],
    ...(second === undefined
      ? []
      : [
          [
            `foldwise compare ${competition} ${best.id} ${second.id}`,
            'what sets the two best apart',
          ] as const,
          [`foldwise blend ${competition}`, 'make one run of the best, with an honest score'] as const,
        ]),
    [`foldwise sweep ${competition} --trials ${2 * rows.length}`, 'search on: the trials so far are kept'],
  ]);
}

function noneComplete({ rows }: StudyResult): FoldwiseError {
  const reason = rows.find(({ state }) => state === 'failed')?.reason ?? 'no reason given';
  return new FoldwiseError(`expected a trial that ends in a score, all ${rows.length} failed: ${reason}`, {
    code: 'training',
    where: 'sweep',
    hint: 'correct what the reasons above say, and run the same command again',
  });
}
