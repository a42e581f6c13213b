import { relative } from 'node:path';
import type { OpenCompetition, SubmissionResult } from '@foldwise/experiments';
import { submit } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import { printJson } from '../render/json.ts';
import { count, formatScore } from '../render/number.ts';
import { styleFor } from '../render/style.ts';
import { withProgress } from '../render/with-progress.ts';

export interface SubmitRunOptions {
  readonly refit?: boolean;
  readonly portable?: boolean;
  readonly output?: string;
}

/** Writes the submission of a run, and says what was written. */
export async function submitRun(
  open: OpenCompetition,
  run: string,
  options: SubmitRunOptions,
  json: boolean,
  io: Io,
): Promise<void> {
  const title = options.refit === true ? `fit ${run} on all rows` : `submission of ${run}`;
  const result = await withProgress(io, title, (onProgress) =>
    submit(open, run, { ...options, signal: io.signal, onProgress }),
  );
  if (json) printJson(io, { run, ...result });
  else io.out.write(submissionText(open, run, result, io));
}

function submissionText(
  { competition }: OpenCompetition,
  run: string,
  { path, rows, columns, sha256, privateScore }: SubmissionResult,
  io: Io,
): string {
  const style = styleFor(io.out);
  const near = relative(io.cwd, path);
  const shown = near.startsWith('..') ? path : near;
  const lines = [
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
          ],
        ]),
  ];
  const upload =
    competition.url?.includes('kaggle.com/') === true
      ? `\nupload it: ${competition.url.replace(/\/$/, '')}/submissions\n`
      : '';
  return `\n${style('bold', competition.name)} · submission\n\n${lines.map(([label, text]) => `  ${style('dim', label!.padEnd(13))}  ${text}\n`).join('')}${upload}`;
}

/** The columns by name, or where they are many how many. */
function columnWords(columns: readonly string[]): string {
  return columns.length <= 4 ? columns.join(', ') : `${columns[0]} and ${columns.length - 1} more columns`;
}
