import type {
  ModelInspection,
  OnProgress,
  OpenCompetition,
  RunRow,
  StudyResult,
} from '@foldwise/experiments';
import { inspectModel, runModel } from '@foldwise/experiments';
import { FoldwiseError } from '@foldwise/core';
import { defineCommand } from '../command.ts';
import type { Io, Output } from '../io.ts';
import { mirrored } from '../mirror/mirrored.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { heading, metricWords } from '../render/heading.ts';
import { printJson } from '../render/json.ts';
import { layerStatisticsText } from '../render/layer-statistics.ts';
import { nextSteps } from '../render/next-steps.ts';
import { formatScore } from '../render/number.ts';
import { profileText } from '../render/profile.ts';
import { foldsOf } from '../render/run-table.ts';
import { styleFor } from '../render/style.ts';
import { renderTable } from '../render/table.ts';
import { withProgress } from '../render/with-progress.ts';

/** One model on the competition's folds, without a search. */
export const cv = defineCommand({
  words: 'cv <competition> [model]',
  summary: 'Cross-validate one model',
  args: {
    competition: shared.competition,
    model: { type: 'string', describe: 'Name of the model (default: the first of the competition)' },
    workers: shared.workers,
    seed: shared.seed,
    portable: shared.portable,
    strict: shared.strict,
    mlflow: shared.mlflow,
    profile: { type: 'boolean', describe: 'Show where the time of a training step goes, on the first fold' },
    statistics: {
      type: 'boolean',
      describe: 'Show what the layers are like after the last epoch; trains the first fold once more',
    },
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise cv penguins', 'the first model of the competition'],
    ['foldwise cv titanic mlp --seed 7', 'another seed'],
    ['foldwise cv penguins --portable', 'the same digits on every machine'],
    ['foldwise cv penguins mlp --profile', 'and which kernels its training spends its time in'],
  ],
  async run(args, io) {
    const open = await openNamed(args.competition, io, args.data);
    const name = args.model ?? Object.keys(open.competition.models)[0] ?? 'model';
    const common = {
      ...(args.model !== undefined && { model: args.model }),
      ...(args.seed !== undefined && { seed: args.seed }),
      ...(args.portable === true && { portable: true }),
    };
    const validate = (onProgress: OnProgress): Promise<StudyResult> =>
      runModel(open, {
        ...common,
        ...(args.workers !== undefined && { workers: args.workers }),
        ...(args.strict === true && { strict: true }),
        signal: io.signal,
        onProgress,
      });
    await mirrored(open.home, args.mlflow, io, async (following) => {
      const { rows } = await withProgress(io, `cross-validation of ${name}`, (onProgress) =>
        validate(following(onProgress)),
      );
      const run = rows[0]!;
      const isComplete = run.state === 'complete';
      if (args.json !== true && isComplete) io.out.write(cvText(open, args.competition, run, io));
      const asked = { profile: args.profile === true, statistics: args.statistics === true };
      const inside =
        isComplete && (asked.profile || asked.statistics)
          ? await inspectModel(open, { ...asked, ...common, signal: io.signal })
          : undefined;
      if (args.json === true) printJson(io, inside === undefined ? run : { ...run, inside });
      else if (inside !== undefined) io.out.write(insideText(inside, asked, io.out));
      if (!isComplete) throw failed(run);
    });
  },
});

function cvText({ competition }: OpenCompetition, name: string, run: RunRow, io: Io): string {
  const style = styleFor(io.out);
  const columns = [
    { title: 'fold', align: 'right' as const },
    { title: run.metric, align: 'right' as const },
  ];
  const cells = run.foldScores.map((score, fold) => [String(fold + 1), formatScore(score)]);
  const dress = (line: string, row: number) => (row < 0 ? style('dim', line) : line);
  const { metric } = competition;
  const head = heading(io.out, competition.name, `model ${run.name}`, metricWords(metric.name, metric.goal));
  const score = style('bold', `cross-validated ${run.metric} ${formatScore(run.score)}`);
  return `\n${head}${renderTable(columns, cells, { dress })}\n${score} (folds ${foldsOf(run)}; run ${run.id})\n${nextSteps(
    io.out,
    [
      [`foldwise sweep ${name}`, 'search for better hyper-parameters'],
      [`foldwise submit ${name} ${run.id}`, 'write the submission of this run'],
    ],
  )}`;
}

/** What was asked for, a table below the other. */
function insideText(
  inside: ModelInspection,
  asked: { readonly profile: boolean; readonly statistics: boolean },
  output: Output,
): string {
  const tables = [
    ...(asked.profile ? [profileText(inside, output)] : []),
    ...(asked.statistics ? [layerStatisticsText(inside, output)] : []),
  ];
  return tables.map((table) => `\n${table}`).join('');
}

function failed({ reason, name }: RunRow): FoldwiseError {
  return new FoldwiseError(`expected a score, the model failed: ${reason ?? 'no reason given'}`, {
    code: 'training',
    where: `model "${name}"`,
  });
}
