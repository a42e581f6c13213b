import { relative } from 'node:path';
import { kaggleAddress, kaggleSlug } from '@foldwise/data';
import type { KaggleSubmission, OpenCompetition, SubmissionResult } from '@foldwise/experiments';
import { kaggleSlugOf, submit, upload } from '@foldwise/experiments';
import { kaggleClientFor } from '../competitions/kaggle-client-for.ts';
import { mirrorStudyOf } from '../mirror/mirrored.ts';
import type { Io } from '../io.ts';
import { printJson } from '../render/json.ts';
import { count, formatScore } from '../render/number.ts';
import { styleFor } from '../render/style.ts';
import { withProgress } from '../render/with-progress.ts';

export interface SubmitRunOptions {
  readonly refit?: boolean;
  readonly portable?: boolean;
  readonly output?: string;
  /** As the option of that name. */
  readonly mlflow?: string;
  /** Whether it is sent to Kaggle, and how. */
  readonly upload?: { readonly message?: string; readonly waitSeconds?: number };
}

/** Writes the submission of a run, sends it to Kaggle where that is wanted, and says what came of it. */
export async function submitRun(
  open: OpenCompetition,
  run: string,
  { upload: sending, mlflow, ...options }: SubmitRunOptions,
  json: boolean,
  io: Io,
): Promise<void> {
  // What would keep it from being sent is told before work is done for it.
  if (sending !== undefined) {
    kaggleSlugOf(open.competition);
    kaggleClientFor(io, () => {});
  }
  const title = options.refit === true ? `fit ${run} on all rows` : `submission of ${run}`;
  const result = await withProgress(io, title, (onProgress) =>
    submit(open, run, { ...options, signal: io.signal, onProgress }),
  );
  if (!json) io.out.write(submissionText(open, run, result, io, sending === undefined));
  const kaggle =
    sending === undefined
      ? undefined
      : await withProgress(io, 'upload to Kaggle', (onProgress) =>
          upload(open, run, result, {
            ...sending,
            client: kaggleClientFor(io, (message) => onProgress({ type: 'note', message })),
            signal: io.signal,
            onProgress,
          }),
        );
  if (json) printJson(io, { run, ...result, ...(kaggle !== undefined && { kaggle }) });
  else if (kaggle !== undefined) io.out.write(kaggleText(open, kaggle, io));
  await mirrorStudyOf(open.home, run.slice(0, run.lastIndexOf('/')), mlflow, io);
}

/** What Kaggle says, in lines like those of the submission. */
function kaggleText({ competition }: OpenCompetition, kaggle: KaggleSubmission, io: Io): string {
  const { ref, state, publicScore, privateScore } = kaggle;
  const score = (value: number): string => `${competition.metric.name} ${formatScore(value)} at Kaggle`;
  return factLines(
    [
      ['kaggle', `${ref === null ? 'submitted' : `submission ${ref}`} to ${kaggle.competition}`],
      ...(publicScore === null
        ? []
        : [['public score', styleFor(io.out)('bold', score(publicScore))] as const]),
      ...(privateScore === null ? [] : [['private score', score(privateScore)] as const]),
      ...(state === 'pending'
        ? [['score', 'none yet: run the same command again to wait for it'] as const]
        : []),
      ...(state === 'complete' && publicScore === null
        ? [['score', 'Kaggle keeps it to itself'] as const]
        : []),
    ],
    io,
  );
}

function factLines(facts: readonly (readonly [label: string, text: string])[], io: Io): string {
  const style = styleFor(io.out);
  return facts.map(([label, text]) => `  ${style('dim', label.padEnd(13))}  ${text}\n`).join('');
}

function submissionText(
  { competition }: OpenCompetition,
  run: string,
  { path, rows, columns, sha256, privateScore }: SubmissionResult,
  io: Io,
  isToUpload: boolean,
): string {
  const style = styleFor(io.out);
  const near = relative(io.cwd, path);
  const shown = near.startsWith('..') ? path : near;
  const lines: readonly (readonly [string, string])[] = [
    ['submission', style('bold', shown)],
    ['rows', `${count(rows, 'row')} of ${columnWords(columns)}: checked against the sample submission`],
    ['run', run],
    ['sha256', sha256],
    ...(privateScore === undefined
      ? []
      : [
          [
            'private score',
            `${competition.metric.name} ${formatScore(privateScore)} on the test labels kept apart`,
          ] as const,
        ]),
  ];
  const slug = competition.url === undefined ? undefined : kaggleSlug(competition.url);
  const howToUpload =
    slug !== undefined && isToUpload
      ? `\nupload it: ${kaggleAddress(slug, 'submissions')}, or with --upload\n`
      : '';
  return `\n${style('bold', competition.name)} · submission\n\n${factLines(lines, io)}${howToUpload}`;
}

/** The columns by name, or where they are many how many. */
function columnWords(columns: readonly string[]): string {
  return columns.length <= 4 ? columns.join(', ') : `${columns[0]} and ${columns.length - 1} more columns`;
}
