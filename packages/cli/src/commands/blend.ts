import type { OpenCompetition, RunDetails } from '@foldwise/experiments';
import { blendRuns, showRun } from '@foldwise/experiments';
import { didYouMean } from '@foldwise/core';
import { defineCommand } from '../command.ts';
import { mirrorStudyOf } from '../mirror/mirrored.ts';
import { openNamed } from '../competitions/open-named.ts';
import { blenderNamed, blendMethods } from '../facts/blend-methods.ts';
import type { Io } from '../io.ts';
import { shared, wholeNumber } from '../options.ts';
import { blendText } from '../render/blend.ts';
import { heading, metricWords } from '../render/heading.ts';
import { printJson } from '../render/json.ts';
import { nextSteps } from '../render/next-steps.ts';
import { formatScore } from '../render/number.ts';
import { foldsOf } from '../render/run-table.ts';
import { styleFor } from '../render/style.ts';
import { withProgress } from '../render/with-progress.ts';
import { UsageError } from '../usage-error.ts';

/** Several runs made one, with an honest score. */
export const blend = defineCommand({
  words: 'blend <competition>',
  summary: 'Blend the best runs into one, and estimate its score honestly',
  args: {
    competition: shared.competition,
    top: {
      type: 'string',
      describe: 'At most so many members, the best on the rows that are learned from (default 25)',
      coerce: wholeNumber('top', 1),
    },
    method: {
      type: 'string',
      default: 'auto',
      describe: `How: ${blendMethods.join(', ')}; auto tries all that suit the task`,
    },
    from: {
      type: 'string',
      array: true,
      describe: 'Among these runs, or all of these studies (default: every run on today’s data and folds)',
    },
    raw: {
      type: 'boolean',
      describe: 'Leave the blend as it is: no threshold, no calibration',
    },
    seed: shared.seed,
    mlflow: shared.mlflow,
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise blend titanic', 'the runs there are, by the method that suits'],
    ['foldwise blend titanic --top 10 --method caruana', 'greedily, ten at most'],
    ['foldwise blend titanic --from mlp-1f3a5c7e/4 mlp-1f3a5c7e/7', 'these two'],
    ['foldwise blend titanic --from mlp-1f3a5c7e', 'all runs of this sweep'],
  ],
  async run(args, io) {
    const blender = blenderNamed(checkMethod(args.method));
    const open = await openNamed(args.competition, io, args.data);
    const { rows, study } = await withProgress(io, 'blend', (onProgress) =>
      blendRuns(open, {
        ...(args.top !== undefined && { top: args.top }),
        ...(blender !== undefined && { blenders: [blender] }),
        ...(args.from !== undefined && { from: args.from }),
        ...(args.raw === true && { postProcessors: [] }),
        ...(args.seed !== undefined && { seed: args.seed }),
        signal: io.signal,
        onProgress,
      }),
    );
    const row = rows[0]!;
    const details = await showRun(open.home, row.id);
    if (args.json === true) printJson(io, { ...row, blend: details.blend });
    else io.out.write(madeText(open, args.competition, details, io));
    await mirrorStudyOf(open.home, study, args.mlflow, io);
  },
});

function checkMethod(method: string): string {
  if (blendMethods.includes(method)) return method;
  throw new UsageError(
    `blend: --method: expected a method, got "${method}"`,
    didYouMean(method, blendMethods),
  );
}

function madeText(
  { competition }: OpenCompetition,
  name: string,
  { row, blend: details }: RunDetails,
  io: Io,
): string {
  const style = styleFor(io.out);
  const { metric } = competition;
  const head = heading(io.out, competition.name, 'blend', metricWords(metric.name, metric.goal));
  const score = style('bold', `nested ${metric.name} ${formatScore(row.score)}`);
  return `\n${head}${blendText(details!, io.out)}\n${score} (folds ${foldsOf(row)}; run ${row.id})\n${nextSteps(
    io.out,
    [
      [`foldwise submit ${name} ${row.id}`, 'write its submission'],
      [`foldwise compare ${name} ${row.id} ${details!.single.run}`, 'beside the best run, fold by fold'],
    ],
  )}`;
}
